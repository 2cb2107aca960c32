import { fork } from 'node:child_process';
import { join } from 'node:path';
import { sleep } from '../../src/platform/clock.ts';
import { freePort } from '../../src/platform/http.ts';
import { silentLog } from '../../src/platform/log.ts';
import { createQueue, type JobQueue } from '../../src/queue/queue.ts';
import { signedEvent } from './accept.ts';
import { type BenchDesk, hasKnowledge, openDesk } from './desk.ts';
import { applyLoad } from './load.ts';
import { waitForNotes } from './notes.ts';
import type { Bench } from './report.ts';
import { answers, residentMb, type ServerProcess, startMember } from './servers.ts';
import { median } from './statistics.ts';

const MODEL_MS = 100;
const CONNECTIONS = 50;
const LOOK_EVERY_MS = 100;
const TARGETS = { web: 110, worker: 200 } as const;

/** B11: what web and worker hold of the machine's memory while they have their hands full, against imports that do nothing. */
export const bench: Bench = async ({ quick, say }) => {
  const rounds = quick ? 2 : 5;
  const desk = await openDesk({ latencyMs: MODEL_MS });
  const peers = { web: [] as number[], worker: [] as number[] };
  try {
    const web = await underWebhooks(desk, { rounds, ms: quick ? 1_500 : 4_000 });
    say(`web: ${web.join(', ')} MB`);
    // The events told of tickets that do not exist; the worker must not spend its time on them.
    await desk.database.pool.query('delete from inbox');
    const worker = await underTickets(desk, { rounds, tickets: quick ? 50 : 150 });
    say(`worker: ${worker.join(', ')} MB`);
    for (let i = 0; i < rounds; i++) {
      peers.web.push(await importsOnly('web'));
      peers.worker.push(await importsOnly('worker'));
    }
    return reportOf({ web, worker }, peers);
  } finally {
    await desk.close();
  }
};

/** The most that was seen in each round. */
type Peaks = number[];

async function underWebhooks(desk: BenchDesk, { rounds, ms }: { rounds: number; ms: number }): Promise<Peaks> {
  const port = await freePort();
  const web = await startMember('web', { ...desk.environment, LOG_LEVEL: 'info', PORT: String(port) }, () =>
    answers(`http://127.0.0.1:${port}/health/live`),
  );
  const url = `http://127.0.0.1:${port}/webhooks/zendesk`;
  const load = async (): Promise<void> => {
    const { wrong } = await applyLoad({ url, connections: CONNECTIONS, ms, expect: 200, next: signedEvent });
    if (wrong > 0) throw new Error(`${wrong} answers to webhooks were not 200`);
  };
  try {
    return await peaks(web, rounds, load);
  } finally {
    await web.stop();
  }
}

async function underTickets(desk: BenchDesk, { rounds, tickets }: { rounds: number; tickets: number }): Promise<Peaks> {
  const queue = createQueue({
    name: desk.environment['QUEUE_NAME'] ?? 'deskhand',
    redisUrl: process.env['REDIS_URL'] ?? null,
    databaseUrl: desk.database.url,
    log: silentLog,
  });
  const worker = await startMember('worker', desk.environment, () => hasKnowledge(desk));
  try {
    return await peaks(worker, rounds, () => answerTickets({ desk, queue }, tickets));
  } finally {
    await worker.stop();
    await queue.close();
  }
}

async function answerTickets({ desk, queue }: { desk: BenchDesk; queue: JobQueue }, tickets: number): Promise<void> {
  const ids = desk.write(tickets);
  await desk.announce(ids);
  const notes = waitForNotes(desk, ids);
  try {
    for (const ticketId of ids) await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
    await notes.all;
  } finally {
    notes.stop();
  }
}

async function peaks(server: ServerProcess, rounds: number, work: () => Promise<void>): Promise<Peaks> {
  const seen: Peaks = [];
  for (let i = 0; i < rounds; i++) {
    let peak = await server.residentMb();
    const timer = setInterval(() => {
      peak = Math.max(peak, residentMb(server.child.pid ?? 0));
    }, LOOK_EVERY_MS);
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
    seen.push(peak);
  }
  return seen;
}

async function importsOnly(stack: keyof typeof TARGETS): Promise<number> {
  const child = fork(join(import.meta.dirname, 'peer-stack.ts'), [stack], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The imports of ${stack} ended with ${code}`)));
    });
    await sleep(LOOK_EVERY_MS);
    return residentMb(child.pid ?? 0);
  } finally {
    child.kill();
  }
}

type PerProcess = Record<keyof typeof TARGETS, Peaks>;

function reportOf(ours: PerProcess, peers: PerProcess): Awaited<ReturnType<Bench>> {
  const kinds = ['web', 'worker'] as const;
  const most = (kind: (typeof kinds)[number]): number => Math.max(...ours[kind]);
  return {
    peer: 'the same libraries imported, with nothing to do',
    rounds: ours.web.length,
    rows: kinds.flatMap((kind) => [
      { what: `${kind}, most seen under load`, unit: 'MB', ours: most(kind), peer: median(peers[kind]) },
      { what: `${kind}, most of the median round`, unit: 'MB', ours: median(ours[kind]), peer: null },
    ]),
    gates: kinds.map((kind) => ({
      what: `${kind}, MB resident under load`,
      value: most(kind),
      target: `<= ${TARGETS[kind]}`,
      met: most(kind) <= TARGETS[kind],
    })),
  };
}
