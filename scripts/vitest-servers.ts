import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/sandbox/postgres.ts';
import { startRedis } from '../src/sandbox/redis.ts';

/** Starts what the server tests need, tells them where it is, and stops it again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  project.provide('postgresUrl', postgres.url);
  project.provide('redisUrl', redis?.url ?? '');
  return async () => {
    await redis?.stop();
    await postgres.stop();
  };
}
