import { styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { readOptions, USAGE } from './chaos-parts/options.ts';
import { isGood, jsonOf, reportOf } from './chaos-parts/report.ts';
import { runChaos } from './chaos-parts/run.ts';

/** Breaks everything around the product and counts what must never happen. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return;
  }
  const say = (line: string): void => console.error(styleText('dim', line));
  const result = await runChaos(options, { say, progress });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(options.json ? JSON.stringify(jsonOf(result), null, 2) : reportOf(result));
  process.exitCode = isGood(result) ? 0 : 1;
}

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
}

try {
  await main();
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 2;
}
