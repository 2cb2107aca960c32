import { styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { impact } from './knowledge-parts/impact.ts';
import { type Options, readOptions, USAGE } from './knowledge-parts/options.ts';
import { proposals } from './knowledge-parts/proposals.ts';
import { report } from './knowledge-parts/report.ts';
import { status, sync } from './knowledge-parts/sync.ts';

/** Progress goes to stderr, so that the result can be piped. */
function say(line: string): void {
  console.error(styleText('dim', line));
}

function run(options: Options): Promise<string> {
  switch (options.command) {
    case 'report':
      return report(options);
    case 'impact':
      return impact(options, say);
    case 'proposals':
      return proposals(options, say);
    case 'sync':
      return sync(options, say);
    case 'status':
      return status(options);
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  console.log(options === 'help' ? USAGE : await run(options));
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 1;
}
