import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { startRedis } from '../sandbox/redis.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import type { JobHandlers } from './jobs.ts';
import { createQueue, type JobQueue, migrateQueue, type QueueOptions, startWorker } from './queue.ts';

const redisUrl = inject('redisUrl');

describe.each(redisUrl === '' ? (['postgres'] as const) : (['postgres', 'redis'] as const))(
  'the queue on %s',
  (backend) => {
    let database: Awaited<ReturnType<typeof openTestDatabase>>;
    beforeAll(async () => {
      database = await openTestDatabase(inject('postgresUrl'));
      await migrateQueue(database.url);
    });
    afterAll(() => database.close());

    const optionsOf = (): QueueOptions => ({
      name: `q-${randomUUID()}`,
      redisUrl: backend === 'redis' ? redisUrl : null,
      databaseUrl: database.url,
      log: silentLog,
    });

    /** Runs `use` with a queue and a worker that notes which tickets it was called for. */
    async function withWorker(
      use: (queue: JobQueue, seen: number[]) => Promise<void>,
      onTicket: (ticketId: number) => Promise<void> = async () => {},
    ): Promise<void> {
      const options = optionsOf();
      const seen: number[] = [];
      const handlers: JobHandlers = {
        'inbox.arrived': async () => {},
        'ticket.changed': async ({ ticketId }) => {
          seen.push(ticketId);
          await onTicket(ticketId);
        },
        'effect.deliver': async () => {},
        'knowledge.sync': async () => {},
      };
      const queue = createQueue(options);
      const worker = startWorker({ ...options, concurrency: 4, handlers });
      try {
        await use(queue, seen);
      } finally {
        await worker.stop();
        await queue.close();
      }
    }

    it('brings each ring to a worker', async () => {
      await withWorker(async (queue, seen) => {
        for (let ticketId = 1; ticketId <= 20; ticketId++)
          await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
        await expect
          .poll(() => [...seen].sort((a, b) => a - b), { timeout: 10_000 })
          .toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      });
    });

    it('hears a job that rings for its own name while it runs', async () => {
      let ring: () => Promise<void> = async () => {};
      let rung = false;
      await withWorker(
        async (queue, seen) => {
          ring = () => queue.ring('ticket.changed', { ticketId: 5 }, { delayMs: 0, again: true });
          await queue.ring('ticket.changed', { ticketId: 5 }, { delayMs: 0 });
          await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(2);
        },
        async () => {
          if (rung) return;
          rung = true;
          await ring();
        },
      );
    });

    it('R29: lets an urgent ticket overtake a backlog, also one that waits in it already', async () => {
      const gate = Promise.withResolvers<void>();
      await withWorker(
        async (queue, seen) => {
          for (let ticketId = 1; ticketId <= 60; ticketId++)
            await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
          await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(4);
          await queue.ring('ticket.changed', { ticketId: 60 }, { delayMs: 0, urgent: true });
          await queue.ring('ticket.changed', { ticketId: 99 }, { delayMs: 0, urgent: true });
          gate.resolve();
          await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(62);
          expect(seen.indexOf(60)).toBeLessThan(10);
          expect(seen.indexOf(99)).toBeLessThan(10);
        },
        () => gate.promise,
      );
    });

    it('rings once for a burst of events of one ticket, and again afterwards', async () => {
      await withWorker(async (queue, seen) => {
        await Promise.all(
          Array.from({ length: 5 }, () => queue.ring('ticket.changed', { ticketId: 7 }, { delayMs: 200 })),
        );
        await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
        await expect
          .poll(
            async () => {
              await queue.ring('ticket.changed', { ticketId: 7 }, { delayMs: 0 });
              return seen.length;
            },
            { timeout: 10_000 },
          )
          .toBeGreaterThan(1);
      });
    });

    it('keeps nothing of a failed job, so that the same ticket can ring again', async () => {
      let failing = true;
      await withWorker(
        async (queue, seen) => {
          await queue.ring('ticket.changed', { ticketId: 9 }, { delayMs: 0 });
          await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
          failing = false;
          await expect
            .poll(
              async () => {
                await queue.ring('ticket.changed', { ticketId: 9 }, { delayMs: 0 });
                return seen.length;
              },
              { timeout: 10_000 },
            )
            .toBeGreaterThan(1);
        },
        async () => {
          if (failing) throw new Error('a bug');
        },
      );
    });

    it('says when it is ready', async () => {
      const queue = createQueue(optionsOf());
      await expect.poll(() => queue.isReady(), { timeout: 10_000 }).toBe(true);
      await queue.close();
    });
  },
);

describe('a doorbell that is broken', () => {
  it.skipIf(redisUrl === '')('neither hangs nor throws when Redis is gone', async () => {
    const redis = await startRedis();
    if (!redis) throw new Error('Redis did not start');
    const queue = createQueue({
      name: 'gone',
      redisUrl: redis.url,
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      log: silentLog,
    });
    await redis.stop();
    const started = performance.now();
    await queue.ring('ticket.changed', { ticketId: 1 });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(await queue.isReady()).toBe(false);
    await queue.close();
  });

  it.skipIf(redisUrl === '')('R7: does not hold anybody up when Redis is there but frozen', async () => {
    const redis = await startRedis();
    if (!redis) throw new Error('Redis did not start');
    const nowhere = 'postgres://nobody@127.0.0.1:1/none';
    const queue = createQueue({ name: 'frozen', redisUrl: redis.url, databaseUrl: nowhere, log: silentLog });
    await queue.ring('ticket.changed', { ticketId: 1 });
    process.kill(redis.pid, 'SIGSTOP');
    const started = performance.now();
    await queue.ring('ticket.changed', { ticketId: 2 });
    expect(performance.now() - started).toBeLessThan(1_500);
    process.kill(redis.pid, 'SIGCONT');
    await queue.close();
    await redis.stop();
  });
});

describe('the queue on a Postgres that is not there yet', () => {
  it('works once it is, although its first connections were refused', async () => {
    const name = `t_${randomUUID().replaceAll('-', '')}`;
    const databaseUrl = inject('postgresUrl').replace(/\/postgres$/, `/${name}`);
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (details: unknown) => void warnings.push(JSON.stringify(details)) };
    const options: QueueOptions = { name: 'early', redisUrl: null, databaseUrl, log };
    const seen: number[] = [];
    const none = async (): Promise<void> => {};
    const handlers: JobHandlers = {
      'inbox.arrived': none,
      'effect.deliver': none,
      'knowledge.sync': none,
      'ticket.changed': async ({ ticketId }) => void seen.push(ticketId),
    };
    const queue = createQueue(options);
    const worker = startWorker({ ...options, concurrency: 4, handlers });
    try {
      await queue.ring('ticket.changed', { ticketId: 1 }, { delayMs: 0 });
      await expect.poll(() => warnings.filter((line) => line.includes('does not exist')).length).toBeGreaterThan(1);
      const admin = new pg.Client({ connectionString: inject('postgresUrl') });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      await migrateQueue(databaseUrl);
      await expect
        .poll(
          async () => {
            await queue.ring('ticket.changed', { ticketId: 2 }, { delayMs: 0 });
            return seen;
          },
          { timeout: 10_000 },
        )
        .toContain(2);
    } finally {
      await worker.stop();
      await queue.close();
    }
  });
});
