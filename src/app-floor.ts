import type { Config } from './config.ts';
import { createMetrics, type Metrics } from './metrics/prometheus.ts';
import { armCrashPoint } from './platform/crash-point.ts';
import { createDatabase, type Database } from './platform/database.ts';
import { createLog, type Log } from './platform/log.ts';
import { Shutdown } from './platform/shutdown.ts';
import { createQueue, type JobQueue } from './queue/queue.ts';
import { ReviewStore } from './review/review-store.ts';

/** What every process stands on. Nothing here waits for the outside: processes start although a neighbour is down. */
export interface Floor {
  config: Config;
  log: Log;
  database: Database;
  metrics: Metrics;
  queue: JobQueue;
  reviews: ReviewStore;
  shutdown: Shutdown;
}

/** 20 connections let Postgres commit many small inserts together; more gained nothing where it was measured. */
const POOL_SIZE = 20;

export function openFloor(config: Config, name: string): Floor {
  const log = createLog({ level: config.logLevel, name });
  armCrashPoint(config.chaos.crashAt);
  const database = createDatabase({ url: config.databaseUrl, poolSize: POOL_SIZE, log, connectTimeoutMs: 1_000 });
  const queue = createQueue({
    name: config.queueName,
    redisUrl: config.redisUrl,
    databaseUrl: config.databaseUrl,
    log,
  });
  return {
    config,
    log,
    database,
    metrics: createMetrics(),
    queue,
    reviews: new ReviewStore(database),
    shutdown: new Shutdown(log),
  };
}

/** Last in the order of stopping. */
export function closeFloorLast({ shutdown, queue, database }: Floor): void {
  shutdown.add('queue', () => queue.close());
  shutdown.add('database', () => database.close());
}
