import { readdir } from 'node:fs/promises';
import type { Config } from '../../src/config.ts';
import type { Database } from '../../src/platform/database.ts';
import { messageOf } from '../../src/platform/errors.ts';
import { silentLog } from '../../src/platform/log.ts';
import { createQueue } from '../../src/queue/queue.ts';
import { type Check, checksOf } from './check.ts';

const MIGRATIONS = new URL('../../src/platform/migrations/', import.meta.url);
const database = checksOf('Database');
const queue = checksOf('Queue');

/** Postgres answers, and has what this version expects. */
export async function checkDatabase({ pool }: Database): Promise<Check[]> {
  try {
    await pool.query('select 1');
  } catch (error) {
    const mend = 'check DATABASE_URL, and that Postgres runs and lets this machine in';
    return [database.problem('connection', `Postgres does not answer: ${messageOf(error)}`, mend)];
  }
  return [database.ok('connection', 'Postgres answers'), ...(await checkTables(pool))];
}

async function checkTables(pool: Database['pool']): Promise<Check[]> {
  const mend = 'run `node scripts/migrate.ts`';
  const { rows } = await pool.query(`select to_regclass('schema_migration') is not null as there`);
  if (!rows[0]?.there) return [database.problem('migrations', 'the database is empty', mend)];
  const applied = await pool.query<{ name: string }>('select name from schema_migration');
  const seen = new Set(applied.rows.map((row) => row.name));
  const missing = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql') && !seen.has(name)).sort();
  if (missing.length > 0) return [database.problem('migrations', `not applied: ${missing.join(', ')}`, mend)];
  return [database.ok('migrations', `all ${seen.size} applied`), ...(await checkRows(pool))];
}

/** Rows that wait for a person are not broken, but nobody sees them by themselves. */
async function checkRows(pool: Database['pool']): Promise<Check[]> {
  const { rows } = await pool.query<{ poison: number; waiting: number }>(
    `select (select count(*) from inbox where state = 'poison')::int as poison,
       (select count(*) from inbox where state = 'received' and received_at < now() - interval '10 minutes')::int as waiting`,
  );
  const { poison = 0, waiting = 0 } = rows[0] ?? {};
  const found = [
    ...(poison > 0 ? [database.warning('inbox', `${poison} deliveries were given up`, POISON)] : []),
    ...(waiting > 0 ? [database.problem('inbox', `${waiting} deliveries wait for over 10 minutes`, STUCK)] : []),
  ];
  return found.length > 0 ? found : [database.ok('inbox', 'nothing waits too long')];
}

const POISON = 'read `reason` in table inbox where state = poison';
const STUCK = 'see that a worker runs, and its log';

export async function checkQueue(config: Config): Promise<Check[]> {
  const { redisUrl, databaseUrl } = config;
  const where = redisUrl === null ? 'on Postgres' : 'on Redis';
  const opened = createQueue({ name: config.queueName, redisUrl, databaseUrl, log: silentLog });
  try {
    if (await opened.isReady()) return [queue.ok('connection', `BullMQ answers, ${where}`)];
    const mend = redisUrl === null ? 'run `node scripts/migrate.ts`' : 'check REDIS_URL, and that Redis runs';
    return [queue.problem('connection', `BullMQ does not answer, ${where}; work is found late, not lost`, mend)];
  } finally {
    await opened.close();
  }
}
