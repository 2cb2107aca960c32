import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { silentLog } from '../../src/platform/log.ts';
import type { JobHandlers } from '../../src/queue/jobs.ts';
import { createQueue, startWorker } from '../../src/queue/queue.ts';
import { createCaseStore } from '../../src/tickets/case-store.ts';
import type { Bench, Row } from './report.ts';
import { type BenchDatabase, openDatabase } from './servers.ts';
import { median, percentile, round } from './statistics.ts';

const LANES = 10;
const BACKLOGS = [1_000, 10_000, 100_000];

/**
 * B2: a ready row until its step has begun: doorbell, claim with lease and fence, one step row, release.
 * The peer is raw BullMQ on the same store with the two SQL statements that a product without leases would need.
 */
export const bench: Bench = async ({ quick, say }) => {
  const database = await openDatabase();
  const redisUrl = process.env['REDIS_URL'] ?? null;
  try {
    const jobs = quick ? 500 : 3_000;
    const rounds = quick ? 2 : 6;
    const runs: { ours: number; peer: number }[] = [];
    for (let i = 0; i < rounds; i++) {
      const ours = await ourRate({ database, redisUrl, jobs });
      const peer = await peerRate({ database, redisUrl, jobs });
      if (i > 0) runs.push({ ours, peer });
      say(`round ${i}: ours ${Math.round(ours)}/s, peer ${Math.round(peer)}/s`);
    }
    const idle = {
      ours: await ourIdle({ database, redisUrl, jobs: quick ? 50 : 200 }),
      peer: await peerIdle({ database, redisUrl, jobs: quick ? 50 : 200 }),
    };
    const curve = await growth({ database, redisUrl, backlogs: quick ? BACKLOGS.slice(0, 2) : BACKLOGS }, say);
    return reportOf({ runs, idle, curve, redisUrl });
  } finally {
    await database.close();
  }
};

interface Place {
  database: BenchDatabase;
  redisUrl: string | null;
}

let queueNumber = 0;
const nextName = (): string => `bench-${process.pid}-${queueNumber++}`;
let ticketNumber = 1;

/** Jobs a second until all have begun and are released again. */
async function ourRate({ database, redisUrl, jobs }: Place & { jobs: number }): Promise<number> {
  const from = ticketNumber;
  ticketNumber += jobs;
  const options = { name: nextName(), redisUrl, databaseUrl: database.url, log: silentLog };
  const queue = createQueue(options);
  for (let i = 0; i < jobs; i += LANES)
    await Promise.all(
      Array.from({ length: LANES }, (_, lane) =>
        queue.ring('ticket.changed', { ticketId: from + i + lane }, { delayMs: 0 }),
      ),
    );
  return drained(
    jobs,
    (done) => startWorker({ ...options, concurrency: LANES, handlers: handlersOf(database, done) }),
    () => queue.close(),
  );
}

function handlersOf(database: BenchDatabase, done: () => void): JobHandlers {
  const cases = createCaseStore(database);
  const none = async (): Promise<void> => {};
  return {
    'inbox.arrived': none,
    'effect.deliver': none,
    'knowledge.sync': none,
    'ticket.changed': async ({ ticketId }) => {
      const lease = await cases.claim(ticketId, 'bench', 8_000);
      if (!lease) throw new Error(`ticket ${ticketId} was held`);
      await cases.openTurn(lease, 1);
      await cases.release(lease);
      done();
    },
  };
}

interface Stoppable {
  stop(): Promise<void>;
}

/** Times from the start of the worker until `count` jobs are done. */
async function drained(
  count: number,
  start: (done: () => void) => Stoppable,
  close: () => Promise<void>,
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  const started = performance.now();
  const worker = start(() => {
    left -= 1;
    if (left === 0) resolve();
  });
  await promise;
  const seconds = (performance.now() - started) / 1_000;
  await worker.stop();
  await close();
  return count / seconds;
}

async function peerRate({ database, redisUrl, jobs }: Place & { jobs: number }): Promise<number> {
  const name = nextName();
  const { queue, close } = openPeerQueue(name, { database, redisUrl });
  for (let i = 0; i < jobs; i += 100)
    await queue.addBulk(
      Array.from({ length: Math.min(100, jobs - i) }, (_, k) => ({
        name: 'j',
        data: { id: i + k },
        opts: { removeOnComplete: true },
      })),
    );
  return drained(jobs, (done) => startPeerWorker(name, { database, redisUrl }, done), close);
}

function openPeerQueue(
  name: string,
  { database, redisUrl }: Place,
): { queue: Pick<Queue, 'addBulk' | 'add'>; close: () => Promise<void> } {
  if (redisUrl) {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue(name, { connection: redis });
    return {
      queue,
      close: async () => {
        await queue.obliterate({ force: true });
        await queue.close();
        redis.disconnect();
      },
    };
  }
  const queue = new Queue(name, { connection: { connectionString: database.url, max: 4 } }, createPostgresBackend);
  return { queue, close: () => queue.close() };
}

/** Two statements: take the row, write the result. */
function startPeerWorker(name: string, { database, redisUrl }: Place, done: () => void): Stoppable {
  const prepared = database.pool.query(
    'create table if not exists bare_work (queue text, id int, state text, primary key (queue, id))',
  );
  const run = async (job: { data: { id: number } }): Promise<void> => {
    await prepared;
    await database.pool.query({
      name: 'take',
      text: `insert into bare_work values ($1, $2, 'taken') on conflict (queue, id) do update set state = 'taken'`,
      values: [name, job.data.id],
    });
    await database.pool.query({
      name: 'done',
      text: `update bare_work set state = 'done' where queue = $1 and id = $2`,
      values: [name, job.data.id],
    });
    done();
  };
  if (redisUrl) {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const worker = new Worker(name, run, { connection: redis, concurrency: LANES });
    return {
      stop: async () => {
        await worker.close();
        redis.disconnect();
      },
    };
  }
  const worker = new Worker(
    name,
    run,
    { connection: { connectionString: database.url, max: 8 }, concurrency: LANES },
    createPostgresBackend,
  );
  return { stop: () => worker.close() };
}

/** Milliseconds from ringing to the first line of the handler, one job at a time. */
async function ourIdle({ database, redisUrl, jobs }: Place & { jobs: number }): Promise<number[]> {
  const options = { name: nextName(), redisUrl, databaseUrl: database.url, log: silentLog };
  const queue = createQueue(options);
  let begun: () => void = () => {};
  const worker = startWorker({
    ...options,
    concurrency: LANES,
    handlers: { ...handlersOf(database, () => {}), 'ticket.changed': async () => begun() },
  });
  const waits = await oneByOne(jobs, (onBegin, i) => {
    begun = onBegin;
    return queue.ring('ticket.changed', { ticketId: 900_000_000 + i }, { delayMs: 0 });
  });
  await worker.stop();
  await queue.close();
  return waits;
}

async function peerIdle({ database, redisUrl, jobs }: Place & { jobs: number }): Promise<number[]> {
  const name = nextName();
  const { queue, close } = openPeerQueue(name, { database, redisUrl });
  let begun: () => void = () => {};
  const worker = startPeerWorker(name, { database, redisUrl }, () => begun());
  const waits = await oneByOne(jobs, async (onBegin, i) => {
    begun = onBegin;
    await queue.add('j', { id: i }, { removeOnComplete: true });
  });
  await worker.stop();
  await close();
  return waits;
}

async function oneByOne(jobs: number, ring: (onBegin: () => void, i: number) => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < jobs; i++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const started = performance.now();
    void ring(resolve, i);
    await promise;
    waits.push(performance.now() - started);
  }
  // The first ones connect.
  return waits.slice(5);
}

async function growth(
  { backlogs, ...place }: Place & { backlogs: readonly number[] },
  say: (line: string) => void,
): Promise<{ backlog: number; rate: number }[]> {
  const curve: { backlog: number; rate: number }[] = [];
  for (const backlog of backlogs) {
    const rate = await ourRate({ ...place, jobs: backlog });
    curve.push({ backlog, rate });
    say(`backlog ${backlog}: ${Math.round(rate)}/s`);
  }
  return curve;
}

interface Measured {
  runs: { ours: number; peer: number }[];
  idle: { ours: number[]; peer: number[] };
  curve: { backlog: number; rate: number }[];
  redisUrl: string | null;
}

function reportOf({ runs, idle, curve, redisUrl }: Measured): Awaited<ReturnType<Bench>> {
  const ratio = median(runs.map((run) => run.ours / run.peer));
  const tail = percentile(idle.ours, 0.99) / percentile(idle.peer, 0.99);
  const [first, last] = [curve[0], curve.at(-1)];
  const kept = first && last ? last.rate / first.rate : 0;
  const rows: Row[] = [
    {
      what: `hops, ${LANES} lanes`,
      ours: Math.round(median(runs.map((run) => run.ours))),
      peer: Math.round(median(runs.map((run) => run.peer))),
      unit: '/s',
    },
    {
      what: 'ring to handler when idle, p50',
      ours: round(percentile(idle.ours, 0.5)),
      peer: round(percentile(idle.peer, 0.5)),
      unit: 'ms',
    },
    {
      what: 'ring to handler when idle, p99',
      ours: round(percentile(idle.ours, 0.99)),
      peer: round(percentile(idle.peer, 0.99)),
      unit: 'ms',
    },
    ...curve.map(({ backlog, rate }) => ({
      what: `hops with a backlog of ${backlog}`,
      ours: Math.round(rate),
      peer: null,
      unit: '/s',
    })),
  ];
  return {
    peer: `raw BullMQ on ${redisUrl ? 'Redis' : 'Postgres'} + two SQL statements`,
    rounds: runs.length,
    rows,
    gates: [
      { what: 'hops/s against the peer', value: round(ratio, 2), target: '>= 0.6', met: ratio >= 0.6 },
      { what: 'idle p99 against the peer', value: round(tail, 2), target: '<= 2', met: tail <= 2 },
      {
        what: `rate kept at a backlog of ${last?.backlog ?? 0}`,
        value: round(kept, 2),
        target: '>= 0.7',
        met: kept >= 0.7,
      },
    ],
  };
}
