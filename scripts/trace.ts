import { writeFileSync } from 'node:fs';
import { loadDatabaseUrl } from '../src/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { messageOf } from '../src/platform/errors.ts';
import { createLog } from '../src/platform/log.ts';
import { readOptions, USAGE } from './trace-parts/options.ts';
import { tracePage } from './trace-parts/page.ts';
import { readTrace } from './trace-parts/read-trace.ts';
import { readSpend, spendText } from './trace-parts/spend.ts';
import { traceText } from './trace-parts/terminal.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === 'help') return console.log(USAGE);
  if ('problem' in options) throw new Error(`${options.problem}\n\n${USAGE}`);
  const log = createLog({ level: 'warn', name: 'trace' });
  const database = createDatabase({ url: loadDatabaseUrl(process.env), poolSize: 1, log });
  try {
    if (options.kind === 'spend') {
      const spend = await readSpend(database, options.days);
      return console.log(options.json ? JSON.stringify(spend, null, 1) : spendText(spend));
    }
    const trace = await readTrace(database, options.ticketId);
    if (trace === null) throw new Error(`Ticket ${options.ticketId} was never taken up`);
    if (options.html !== null) writeFileSync(options.html, tracePage(trace));
    console.log(options.json ? JSON.stringify(trace, null, 1) : traceText(trace, options.full));
  } finally {
    await database.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 2;
}
