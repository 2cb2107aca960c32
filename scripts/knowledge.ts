import { styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { readOptions, USAGE } from './knowledge-parts/options.ts';
import { report } from './knowledge-parts/report.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(USAGE);
  else console.log(await report(options));
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 1;
}
