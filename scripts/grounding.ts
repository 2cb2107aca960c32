import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { judgePair, readPairs } from './grounding-parts/pairs.ts';
import { pageOf, reportOf } from './grounding-parts/report.ts';

const USAGE = `Usage: ./scripts/grounding [--pairs FOLDER] [--all] [--json]

Judges each authored sentence against its passage with the product's own check, and prints precision and recall of each class.
--all lists the pairs that were judged differently. Default folder: eval-fixtures/grounding.
Fails when contradicted numbers or dates are recalled below 0.95.`;
const NEEDED = 0.95;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string', default: join(import.meta.dirname, '..', 'eval-fixtures', 'grounding') },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const report = reportOf((await readPairs(values.pairs)).map(judgePair));
  console.log(values.json ? JSON.stringify(report, null, 2) : pageOf(report, values.all));
  const caught = [report.contradicted['number'], report.contradicted['date']];
  if (caught.some((way) => way && way.pairs > 0 && way.recall < NEEDED)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
