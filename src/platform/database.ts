import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from './log.ts';

/** Each store names its own tables with `database.sql.withTables<...>()`, beside the code that uses them. */
export type Sql = Kysely<Record<never, never>>;

export interface Database {
  pool: pg.Pool;
  sql: Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  log: Log;
  /** How long to wait for a free connection before the caller gets an error, in ms. */
  connectTimeoutMs?: number;
}

// bigint ids stay below 2^53 here (identity columns and Zendesk ids), so numbers are safe and far easier to read.
const INT8_OID = 20;
const types = new pg.TypeOverrides();
types.setTypeParser(INT8_OID, (text: string) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`Number too large for this program: ${text}`);
  return value;
});

/** Nothing connects until the first query. A lost connection is logged, not fatal: the pool replaces it. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 3_000,
    types,
  });
  pool.on('error', (error) => options.log.warn({ err: error.message }, 'database connection lost'));
  // The pool listens to idle connections only. One that is lost in somebody's hands would end the process for want of a listener; its
  // holder hears of it from the query that ran, or from the next one.
  pool.on('connect', (client) => {
    client.on('error', (error) => options.log.debug({ err: error.message }, 'database connection lost while in use'));
  });
  const sql: Sql = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { pool, sql, close: () => close(pool, sql) };
}

/** Kysely ends the pool only when a query went through Kysely; an open pool keeps the process alive for another ten seconds. */
async function close(pool: pg.Pool, sql: Sql): Promise<void> {
  await sql.destroy();
  if (!pool.ended) await pool.end();
}
