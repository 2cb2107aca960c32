import { createDatabase } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { fakeArticle } from './article.fake.ts';
import { createIndexStore } from './index-store.ts';
import { syncSource } from './sync.ts';

/** A process of its own for a test to kill: imports the second edition of a help center, and says how far it is. */

const [url = '', count = '0'] = process.argv.slice(2);
const PASSAGES_OF_AN_ARTICLE = 10;

export function edition(id: number, word: string): string {
  const parts = Array.from({ length: PASSAGES_OF_AN_ARTICLE }, (_each, part) => {
    const words = Array.from({ length: 60 }, (_word, at) => `${word}${(id * 7 + part * 3 + at) % 900}`).join(' ');
    return `## Part ${part}\n\nThe ${word} edition says: ${words}.`;
  });
  return parts.join('\n\n');
}

if (process.argv[1] === import.meta.filename) {
  const database = createDatabase({ url, poolSize: 2, log: silentLog });
  const source = {
    name: 'editions',
    async *articles() {
      for (let id = 0; id < Number(count); id += 1) {
        if (id % 50 === 0) process.stdout.write(`${id}\n`);
        yield fakeArticle({ id: String(id), source: 'editions', title: `Article ${id}`, body: edition(id, 'second') });
      }
    },
  };
  await syncSource(source, createIndexStore(database), database);
  await database.close();
}
