import { join } from 'node:path';
import type { Article } from '../../src/knowledge/article.ts';
import { type CaseRecord, loadCaseRecords } from '../../src/knowledge/health/case-records.ts';
import { reportHealth } from '../../src/knowledge/health/report.ts';
import { pageOf } from '../../src/knowledge/health/report-words.ts';
import { createFilesSource } from '../../src/knowledge/sources/files.ts';
import { loadStoredArticles } from '../../src/knowledge/stored-articles.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { PROMPTS, readOnly } from './configuration.ts';
import type { Options } from './options.ts';

interface Read {
  articles: Article[];
  records: CaseRecord[];
}

export async function report(options: Options): Promise<string> {
  const { articles, records } =
    options.knowledge === null ? await readDatabase(options.last) : await readPath(options.knowledge);
  const { intents } = await loadTaxonomy(join(process.env['PROMPTS_DIR'] ?? PROMPTS, 'intents.yaml'));
  const exceptIntents = new Set(intents.filter(({ risk }) => risk === 'always_human').map(({ label }) => label));
  const health = reportHealth({ articles, records, exceptIntents, now: new Date() });
  return options.json ? JSON.stringify(health, null, 2) : pageOf(health);
}

async function readPath(path: string): Promise<Read> {
  return { articles: await Array.fromAsync(createFilesSource({ path }).articles()), records: [] };
}

async function readDatabase(last: number): Promise<Read> {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('Set DATABASE_URL, or name articles with --knowledge PATH');
  const database = createDatabase({ url: readOnly(url), poolSize: 2, log: silentLog });
  try {
    return { articles: await loadStoredArticles(database), records: await loadCaseRecords(database, last) };
  } finally {
    await database.close();
  }
}
