import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase, type Database } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the maintenance database that scripts/vitest-servers.ts started. */
    postgresUrl: string;
    /** Empty when no Redis was found on this machine. */
    redisUrl: string;
  }
}

/** A fresh, migrated database of its own for one test file. */
export async function openTestDatabase(serverUrl: string): Promise<Database & { url: string }> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = serverUrl.replace(/\/postgres$/, `/${name}`);
  const database = createDatabase({ url, poolSize: 10, log: silentLog });
  await migrate(database.pool);
  return { ...database, url };
}
