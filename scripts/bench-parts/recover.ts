import { Redis } from 'ioredis';
import { sleep } from '../../src/platform/clock.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createQueue, type JobQueue, migrateQueue } from '../../src/queue/queue.ts';
import { openStores, type Stores } from '../chaos-parts/stores.ts';
import { type BenchDesk, hasKnowledge, openDesk } from './desk.ts';
import { waitForNotes } from './notes.ts';
import { peerRecovery } from './peer-recovery.ts';
import type { Bench } from './report.ts';
import { type ServerProcess, startMember } from './servers.ts';
import { median, round } from './statistics.ts';

/** Long enough to be in the middle of a turn when the disaster comes. */
const MODEL_MS = 500;
const LIMIT_S = 15;
const QUEUE = 'bench-recover';

/**
 * B8: from the disaster until the ticket that it hit has its note, model time and the restart included. Leases and pauses are the
 * product's defaults. The peer's killed worker is waited for meanwhile: it needs a minute.
 */
export const bench: Bench = async ({ quick, say }) => {
  const rounds = quick ? 1 : 3;
  const stores = await openStores('redis');
  const peer = peerRecovery(quick ? 1 : 2);
  // Heard where it is awaited; a failure before that must not end the process.
  peer.catch(() => undefined);
  const house = await openHouse(stores);
  try {
    const seconds: Seconds = { killed: [], flushed: [], restarted: [] };
    for (let i = 0; i < rounds; i++) {
      seconds.killed.push(await killedWorker(house));
      seconds.flushed.push(await flushedRedis(house));
      seconds.restarted.push(await restartedPostgres(house));
      say(`round ${i}: ${Object.entries(seconds).map(([what, all]) => `${what} ${round(all.at(-1) ?? 0)} s`)}`);
    }
    return reportOf(seconds, await peer);
  } finally {
    await house.close();
    await stores.stop();
  }
};

type Seconds = Record<'killed' | 'flushed' | 'restarted', number[]>;

interface House {
  stores: Stores;
  desk: BenchDesk;
  queue: JobQueue;
  worker: ServerProcess;
  startWorker(): Promise<ServerProcess>;
  close(): Promise<void>;
}

async function openHouse(stores: Stores): Promise<House> {
  const database = createDatabase({ url: stores.databaseUrl, poolSize: 5, log: silentLog });
  await migrate(database.pool);
  await migrateQueue(stores.databaseUrl);
  const desk = await openDesk({ latencyMs: MODEL_MS, database: { ...database, url: stores.databaseUrl } });
  const redisUrl = stores.redisUrl ?? '';
  const queue = createQueue({ name: QUEUE, redisUrl, databaseUrl: stores.databaseUrl, log: silentLog });
  const environment = { ...desk.environment, REDIS_URL: redisUrl, QUEUE_NAME: QUEUE };
  const startWorker = (): Promise<ServerProcess> => startMember('worker', environment, () => hasKnowledge(desk));
  const house: House = {
    stores,
    desk,
    queue,
    worker: await startWorker(),
    startWorker,
    close: async () => {
      await house.worker.stop();
      await queue.close();
      await desk.close();
    },
  };
  return house;
}

/** A service manager starts it again at once. */
async function killedWorker(house: House): Promise<number> {
  return untilNote(house, async ({ desk, worker }) => {
    await thinking(desk);
    worker.child.kill('SIGKILL');
    const killed = performance.now();
    house.worker = await house.startWorker();
    return killed;
  });
}

/** The bell of a ticket is in Redis when everything there is gone. */
async function flushedRedis(house: House): Promise<number> {
  const bell = { delayMs: 1_500 };
  return untilNote(
    house,
    async ({ stores }) => {
      const redis = new Redis(stores.redisUrl ?? '');
      await redis.flushall();
      redis.disconnect();
      return performance.now();
    },
    bell,
  );
}

/** As after a power cut, in the middle of a turn; the time that Postgres itself takes to come back counts too. */
async function restartedPostgres(house: House): Promise<number> {
  return untilNote(house, async ({ desk, stores }) => {
    await thinking(desk);
    const cut = performance.now();
    await stores.restartPostgres('at once');
    return cut;
  });
}

async function untilNote(
  house: House,
  disaster: (house: House) => Promise<number>,
  bell: { delayMs: number } = { delayMs: 0 },
): Promise<number> {
  const { desk, queue } = house;
  const [ticketId = 0] = desk.write(1);
  const notes = waitForNotes(desk, [ticketId]);
  try {
    await desk.announce([ticketId]);
    await queue.ring('ticket.changed', { ticketId }, bell);
    const struck = await disaster(house);
    return ((await notes.of(ticketId)) - struck) / 1_000;
  } finally {
    notes.stop();
  }
}

/** Returns when the worker has asked the model and waits for its answer. */
async function thinking({ openAi }: BenchDesk): Promise<void> {
  const last = openAi.requests().at(-1)?.id;
  while (openAi.requests().at(-1)?.id === last) await sleep(10);
}

function reportOf({ killed, flushed, restarted }: Seconds, peer: readonly number[]): Awaited<ReturnType<Bench>> {
  const rows = [
    { what: 'worker killed in mid-turn', seconds: killed, peer: round(median(peer)) },
    { what: 'Redis flushed, with the bell in it', seconds: flushed, peer: null },
    { what: 'Postgres restarted in mid-turn', seconds: restarted, peer: null },
  ];
  return {
    peer: 'BullMQ with default settings, its worker killed; what it has in a flushed Redis is lost for good',
    rounds: killed.length,
    rows: rows.flatMap(({ what, seconds, peer: theirs }) => [
      { what: `${what}, median`, unit: 's', ours: round(median(seconds)), peer: theirs },
      { what: `${what}, longest`, unit: 's', ours: round(Math.max(...seconds)), peer: null },
    ]),
    gates: rows.map(({ what, seconds }) => {
      const value = round(Math.max(...seconds));
      return { what: `${what}, s`, value, target: `<= ${LIMIT_S}`, met: value <= LIMIT_S };
    }),
  };
}
