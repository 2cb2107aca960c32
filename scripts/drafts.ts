import { messageOf } from '../src/platform/errors.ts';
import { measureDrafts } from './drafts-parts/measure.ts';
import { readOptions, USAGE } from './drafts-parts/options.ts';
import { pageOf } from './drafts-parts/page.ts';

/** Drafts by the local brain over anybody's articles and questions: do they cite the right article, and read well? */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    process.exitCode = process.argv.includes('--help') ? 0 : 2;
    return;
  }
  const report = await measureDrafts(options);
  console.log(options.json ? JSON.stringify(report, null, 2) : pageOf(report, options.show));
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
