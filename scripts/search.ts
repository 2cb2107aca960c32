import { createIndexStore } from '../src/knowledge/index-store.ts';
import { ingest } from '../src/knowledge/ingest.ts';
import { createSearch } from '../src/knowledge/search.ts';
import { createDatabase } from '../src/platform/database.ts';
import { messageOf } from '../src/platform/errors.ts';
import { silentLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { startPostgres } from '../src/sandbox/postgres.ts';
import {
  type Question,
  readJudgements,
  readKnowledge,
  readOthers,
  readQuestions,
  sourceOf,
} from './search-parts/data.ts';
import { readOptions, type SearchOptions, USAGE } from './search-parts/options.ts';
import { pageOf } from './search-parts/page.ts';
import { type Outcome, run } from './search-parts/run.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    process.exitCode = process.argv.includes('--help') ? 0 : 2;
    return;
  }
  const outcome = await measure(options);
  const shown = options.misses ? outcome : { ...outcome, misses: [] };
  console.log(options.json ? JSON.stringify(shown, null, 2) : pageOf(shown));
}

async function measure(options: SearchOptions): Promise<Outcome> {
  const [articles, judgements, questions] = await Promise.all([
    readKnowledge(options.knowledge, options.answersOnly),
    readJudgements(options.qrels),
    allQuestions(options),
  ]);
  const postgres = await startPostgres();
  try {
    const database = createDatabase({ url: await postgres.createDatabase('search'), poolSize: 4, log: silentLog });
    try {
      await migrate(database.pool);
      const report = await ingest(sourceOf(articles), createIndexStore(database));
      console.error(`${articles.length} articles, ${report.passages} passages indexed in ${report.ms} ms`);
      // Staff where there is something only staff may read: the judgements of such a file ask for it.
      const audience = articles.some(({ visibility }) => visibility === 'internal') ? 'staff' : 'customer';
      const locales = [...new Set(articles.map(({ locale }) => locale))];
      const search = createSearch({ database });
      return await run({ search, locales, audience, conversation: options.conversation }, questions, judgements);
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
}

async function allQuestions(options: SearchOptions): Promise<Question[]> {
  const own = await readQuestions(options.queries);
  const others = await Promise.all(options.otherDomain.map((path) => readOthers(path, options.otherLimit)));
  return [
    ...own,
    ...others.flat().map((text, index) => ({ id: `other ${index}`, text, earlier: [], answerable: false })),
  ];
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
