import { knowledgeSources, openTransport } from '../../src/app-knowledge.ts';
import { loadConfig } from '../../src/config.ts';
import { createIndexStore } from '../../src/knowledge/index-store.ts';
import { syncSource } from '../../src/knowledge/sync.ts';
import { loadSyncStatus, statusLines } from '../../src/knowledge/sync-status.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { messageOf } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';
import { configWithoutHelpdesk, readOnly } from './configuration.ts';
import type { Options } from './options.ts';

/** Every source in turn; one that fails does not keep the others from being read. */
export async function sync(options: Options, say: (line: string) => void): Promise<string> {
  const config = loadConfig(process.env);
  const log = createLog({ level: config.logLevel, name: 'knowledge' });
  const sources = knowledgeSources(config, openTransport(config, log)).filter(
    ({ name }) => options.source === null || name === options.source,
  );
  if (sources.length === 0)
    throw new Error(options.source === null ? 'No source is switched on' : `No source is called ${options.source}`);
  const failures: string[] = [];
  const page = await withDatabase(config.databaseUrl, async (database) => {
    const store = createIndexStore(database);
    for (const source of sources) {
      say(`Reading ${source.name}`);
      try {
        const { added, changed, unchanged, removed, ms } = await syncSource(source, store, database, {
          onProgress: (read) => say(`${source.name}: ${read} articles read`),
          everything: true,
        });
        say(`${source.name}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} as before, ${ms} ms`);
      } catch (error) {
        failures.push(`${source.name}: ${messageOf(error)}`);
      }
    }
    return statusPage(options, database);
  });
  if (failures.length > 0) throw new Error(`Not every source was read to the end.\n${failures.join('\n')}`);
  return page;
}

export function status(options: Options): Promise<string> {
  return withDatabase(readOnly(configWithoutHelpdesk(process.env).databaseUrl), (database) =>
    statusPage(options, database),
  );
}

async function statusPage({ json }: Options, database: Database): Promise<string> {
  const statuses = await loadSyncStatus(database);
  return json ? JSON.stringify(statuses, null, 2) : statusLines(statuses).join('\n');
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const log = createLog({ level: 'warn', name: 'knowledge' });
  const database = createDatabase({ url, poolSize: 2, log });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
