import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import {
  type Doorbell,
  JOBS,
  type JobHandlers,
  type JobName,
  type JobPayload,
  type RingOptions,
  URGENT_PRIORITY,
} from './jobs.ts';
import { createRetryingBackend } from './postgres-backend.ts';

/** Redis where it is given (production), else BullMQ's own Postgres backend on our database (embedded default). */
export interface QueueOptions {
  name: string;
  redisUrl: string | null;
  databaseUrl: string;
  log: Log;
}

/** Retries, back-off and dead letters are rows of ours, so BullMQ keeps nothing and tries once. */
const JOB_OPTIONS = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;
/** A queue that does not answer in this time does not answer: the poller will find the row. */
const ADD_TIMEOUT_MS = 500;
/** Rings past a dead worker's job are one job in this time. */
const AGAIN_MS = 2_000;

/** BullMQ's tables, made once at release time; with Redis there is nothing to make. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const queue = new Queue(
    'migrations',
    { connection: { connectionString: databaseUrl, migrate: true, max: 2 } },
    createRetryingBackend,
  );
  await queue.waitUntilReady();
  await queue.close();
}

/** Remembers what this process rang a moment ago. */
function createQuiet(): { isRinging(key: string, rule: { quietMs?: number }): boolean } {
  const rung = new Map<string, number>();
  return {
    isRinging(key, { quietMs = 0 }) {
      if (quietMs === 0) return false;
      const now = performance.now();
      const ringing = now - (rung.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs;
      if (!ringing) rung.set(key, now);
      return ringing;
    },
  };
}

/** Takes everything of a queue out of Redis: for demos and tests, which leave nothing behind. */
export async function dropQueue(name: string, redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  const queue = new Queue(name, { connection: redis, prefix: PREFIX });
  await queue.obliterate({ force: true });
  await queue.close();
  redis.disconnect();
}

export interface JobQueue extends Doorbell {
  /** True when the store behind the queue answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

export function createQueue(options: QueueOptions): JobQueue {
  const { queue, disconnect } = openQueue(options);
  const quiet = createQuiet();
  queue.on('error', (error) => options.log.warn({ err: error.message }, 'queue error'));
  return {
    async ring(name, payload, ring = {}) {
      const { delayMs, again, urgent } = ring;
      const delay = delayMs ?? JOBS[name].delayMs;
      const jobId = jobIdOf(dedupeKeyOf(name, payload), ring);
      if (!again && quiet.isRinging(jobId, JOBS[name])) return;
      const priority = urgent ? URGENT_PRIORITY : JOBS[name].priority;
      try {
        await within(ADD_TIMEOUT_MS, queue.add(name, payload, { delay, jobId, priority }));
      } catch (error) {
        options.log.warn({ job: name, err: messageOf(error) }, 'doorbell did not ring; the poller will find the row');
      }
    },
    async isReady() {
      return within(ADD_TIMEOUT_MS, queue.getWaitingCount()).then(
        () => true,
        () => false,
      );
    },
    async close() {
      await queue.close();
      disconnect();
    },
  };
}

export interface JobWorker {
  /** Takes no new job; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

export interface WorkerOptions extends QueueOptions {
  concurrency: number;
  handlers: JobHandlers;
}

export function startWorker(options: WorkerOptions): JobWorker {
  const { worker, disconnect } = openWorker(options);
  worker.on('error', (error) => options.log.warn({ err: error.message }, 'queue worker error'));
  worker.on('failed', (job, error) => options.log.error({ job: job?.name, err: error.message }, 'job failed'));
  return {
    async stop() {
      await worker.close();
      disconnect();
    },
  };
}

async function dispatch(handlers: JobHandlers, name: string, data: unknown): Promise<void> {
  if (!isJobName(name)) throw new Error(`No job is called ${name}`);
  await runJob(handlers, name, data);
}

function runJob<N extends JobName>(handlers: JobHandlers, name: N, data: unknown): Promise<void> {
  const payload: unknown = JOBS[name].payload.parse(data);
  const run: (payload: never) => Promise<void> = handlers[name];
  // The payload was checked by the same rule that types the handler; TypeScript cannot see that the two belong together.
  return run(payload as never);
}

/** An urgent ring has a name of its own, or the same ticket's waiting job would swallow it. */
function jobIdOf(key: string, { again, urgent }: Pick<RingOptions, 'again' | 'urgent'>): string {
  const name = urgent ? `${key}-urgent` : key;
  return again ? `${name}-${Math.floor(Date.now() / AGAIN_MS)}` : name;
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}

function dedupeKeyOf<N extends JobName>(name: N, payload: JobPayload<N>): string {
  const key: (payload: never) => string = JOBS[name].dedupeKey;
  return key(payload as never);
}

/** The hash tag keeps all keys of the queue in one slot of a Redis Cluster. */
const PREFIX = '{deskhand}';

interface OpenQueue {
  queue: Pick<Queue, 'add' | 'getWaitingCount' | 'close'> & {
    on(event: 'error', listener: (error: Error) => void): unknown;
  };
  disconnect(): void;
}

function openQueue(options: QueueOptions): OpenQueue {
  if (!options.redisUrl) {
    const connection = { connectionString: options.databaseUrl, migrate: false, max: 4 };
    return {
      queue: new Queue(options.name, { connection, defaultJobOptions: JOB_OPTIONS }, createRetryingBackend),
      disconnect: nothing,
    };
  }
  const redis = openRedis(options, options.redisUrl, { forWorker: false });
  const queue = new Queue(options.name, { connection: redis, prefix: PREFIX, defaultJobOptions: JOB_OPTIONS });
  return { queue, disconnect: () => redis.disconnect() };
}

interface OpenWorker {
  worker: {
    on(event: 'error', listener: (error: Error) => void): unknown;
    on(event: 'failed', listener: FailedListener): unknown;
    close(): Promise<void>;
  };
  disconnect(): void;
}
type FailedListener = (job: { name: string } | undefined, error: Error) => void;

function openWorker(options: WorkerOptions): OpenWorker {
  const run = (job: { name: string; data: unknown }): Promise<void> => dispatch(options.handlers, job.name, job.data);
  const settings = {
    concurrency: options.concurrency,
    // A stalled job is only a missed bell: the row says what is due. So nothing is ever failed for stalling.
    maxStalledCount: 1_000_000,
    stalledInterval: 15_000,
    lockDuration: 30_000,
  };
  if (!options.redisUrl) {
    const connection = { connectionString: options.databaseUrl, migrate: false, max: 8 };
    return {
      worker: new Worker(options.name, run, { ...settings, connection }, createRetryingBackend),
      disconnect: nothing,
    };
  }
  const redis = openRedis(options, options.redisUrl, { forWorker: true });
  const worker = new Worker(options.name, run, { ...settings, connection: redis, prefix: PREFIX });
  return { worker, disconnect: () => redis.disconnect() };
}

function nothing(): void {
  // BullMQ owns its Postgres connections and ended them in close().
}

function openRedis(options: QueueOptions, url: string, role: { forWorker: boolean }): Redis {
  const redis = new Redis(url, {
    // Workers wait for Redis to come back; senders must fail fast, because somebody waits for their answer.
    maxRetriesPerRequest: role.forWorker ? null : 1,
    enableOfflineQueue: role.forWorker,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  });
  redis.on('error', (error) => options.log.warn({ err: error.message }, 'redis connection error'));
  return redis;
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
