import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../../src/sandbox/postgres.ts';
import { type RunningRedis, startRedis } from '../../src/sandbox/redis.ts';

/** Postgres and Redis that can be taken away and come back at the same address. */
export interface Stores {
  databaseUrl: string;
  redisUrl: string | null;
  /** Stops Postgres and starts it again on the same data; at once, as after a power cut, or in order. */
  restartPostgres(how: 'at once' | 'in order'): Promise<void>;
  /** Null without Redis. */
  redis: { pid(): number; restart(): Promise<void> } | null;
  stop(): Promise<void>;
}

export async function openStores(backend: 'postgres' | 'redis'): Promise<Stores> {
  const dataDir = await mkdtemp(join(tmpdir(), 'deskhand-chaos-'));
  let postgres = await startPostgres({ dataDir });
  const databaseUrl = await postgres.createDatabase('deskhand');
  let redis = backend === 'redis' ? await mustStartRedis() : null;
  return {
    databaseUrl,
    redisUrl: redis?.url ?? null,
    async restartPostgres(how) {
      const { port } = postgres;
      if (how === 'at once') await pullThePlug(dataDir);
      await postgres.stop();
      postgres = await startPostgres({ dataDir, port });
    },
    redis: redis && {
      pid: () => redis?.pid ?? 0,
      async restart() {
        const port = Number(new URL(redis?.url ?? '').port);
        await redis?.stop();
        redis = await mustStartRedis(port);
      },
    },
    async stop() {
      await redis?.stop();
      await stopPostgres(postgres);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function stopPostgres(postgres: EmbeddedPostgres): Promise<void> {
  await postgres.stop();
}

async function mustStartRedis(port?: number): Promise<RunningRedis> {
  const redis = await startRedis(port === undefined ? {} : { port });
  if (!redis) throw new Error('There is no redis-server on this machine; use --backend postgres');
  return redis;
}

/** Postgres's own "immediate" shutdown: no checkpoint, no goodbye; the log is replayed at the next start. */
async function pullThePlug(dataDir: string): Promise<void> {
  const pid = Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
}
