import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { silentLog } from '../../src/platform/log.ts';
import { createQueue, type JobQueue } from '../../src/queue/queue.ts';
import { type BenchDesk, hasKnowledge, openDesk } from './desk.ts';
import { waitForNotes } from './notes.ts';
import type { Bench } from './report.ts';
import { startMember } from './servers.ts';
import { median, round } from './statistics.ts';

/** How long the stand-in thinks over each call, in ms. */
const MODEL_MS = 100;
/** On the critical path: triage, then draft. */
const MODEL_CALLS = 2;
const LANES = 50;

/**
 * B3: due tickets until their notes are written, through the real worker process with the OpenAI brain, against a hand-written loop that
 * stores nothing. Once with 50 lanes for the rate, once one ticket at a time for what a ticket costs beside the model's own time.
 */
export const bench: Bench = async ({ quick, say }) => {
  const desk = await openDesk({ latencyMs: MODEL_MS });
  const queue = createQueue({
    name: desk.environment['QUEUE_NAME'] ?? 'deskhand',
    redisUrl: process.env['REDIS_URL'] ?? null,
    databaseUrl: desk.database.url,
    log: silentLog,
  });
  const environment = { ...desk.environment, WORKER_CONCURRENCY: String(LANES) };
  const worker = await startMember('worker', environment, () => hasKnowledge(desk));
  let peer: Peer | null = null;
  try {
    await ourTimes({ desk, queue }, { tickets: 50, lanes: LANES });
    peer = await startPeer(desk);
    await peer.times(desk.write(50), LANES);
    const tickets = quick ? 100 : 200;
    const rounds: Round[] = [];
    for (let i = 0; i < (quick ? 2 : 6); i++) {
      const rate = { ours: 0, peer: 0 };
      rate.ours = (await ourTimes({ desk, queue }, { tickets, lanes: LANES })).perSecond;
      rate.peer = await peerRate(peer, desk.write(tickets));
      const one = { tickets: quick ? 10 : 25, lanes: 1 };
      const alone = {
        ours: median((await ourTimes({ desk, queue }, one)).each),
        peer: median(await peer.times(desk.write(one.tickets), 1)),
      };
      say(
        `round ${i}: ours ${round(rate.ours)}/s and ${round(alone.ours)} ms alone, peer ${round(rate.peer)}/s and ${round(alone.peer)} ms`,
      );
      // The first round warms both up.
      if (i > 0) rounds.push({ rate, alone });
    }
    return reportOf(rounds, callsPerTicket(desk), await worker.residentMb());
  } finally {
    peer?.stop();
    await worker.stop();
    await queue.close();
    await desk.close();
  }
};

interface Round {
  rate: { ours: number; peer: number };
  /** Median milliseconds of a ticket when nothing else is going on. */
  alone: { ours: number; peer: number };
}

interface Ours {
  desk: BenchDesk;
  queue: JobQueue;
}

/** Rings for every ticket at once, or for each when the one before is written. A ticket ends when the stand-in has taken its note. */
async function ourTimes(
  { desk, queue }: Ours,
  { tickets, lanes }: { tickets: number; lanes: number },
): Promise<{ perSecond: number; each: number[] }> {
  const ids = desk.write(tickets);
  const notes = waitForNotes(desk, ids);
  if (lanes > 1) await desk.announce(ids);
  const started = performance.now();
  const each: number[] = [];
  try {
    if (lanes > 1) {
      for (const ticketId of ids) await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
      await notes.all;
    } else {
      for (const ticketId of ids) {
        // Not before its turn, or the poller would begin with it while another one is measured.
        await desk.announce([ticketId]);
        const rung = performance.now();
        await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
        each.push((await notes.of(ticketId)) - rung);
      }
    }
  } finally {
    notes.stop();
  }
  return { perSecond: tickets / ((performance.now() - started) / 1_000), each };
}

interface Peer {
  times(ids: readonly number[], lanes: number): Promise<number[]>;
  stop(): void;
}

/** The peer asks the model what our worker asked it, so that the stand-in has the same work with both. */
async function startPeer({ zendesk, openAi, environment, write }: BenchDesk): Promise<Peer> {
  const asked = (task: string): unknown => openAi.requests().find((request) => request.task === task)?.body;
  const [triage, draft] = [asked('triage'), asked('draft')];
  if (!triage || !draft) throw new Error('The worker has not asked the model; there is nothing to compare with');
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-peer-'));
  const file = join(folder, 'setup.json');
  const setup = {
    zendesk: zendesk.url,
    openAi: openAi.url,
    clientId: environment['ZENDESK_CLIENT_ID'],
    clientSecret: environment['ZENDESK_CLIENT_SECRET'],
    key: environment['OPENAI_API_KEY'],
    triage,
    draft,
    note: zendesk.comments(write(1)[0] ?? 0)[0]?.body ?? '',
  };
  await writeFile(file, JSON.stringify(setup));
  const child = fork(join(import.meta.dirname, 'peer-loop.ts'), [file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await said(child, (message) => message === 'ready');
  await rm(folder, { recursive: true });
  return {
    async times(ids, lanes) {
      const answered = said(child, (message) => message !== 'ready');
      child.send({ ids, lanes });
      return z.object({ times: z.array(z.number()) }).parse(await answered).times;
    },
    stop: () => void child.kill(),
  };
}

function said(child: ChildProcess, isIt: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`The peer ended with ${code}`));
    const onMessage = (message: unknown): void => {
      if (!isIt(message)) return;
      child.off('exit', onExit).off('message', onMessage);
      resolve(message);
    };
    child.on('message', onMessage).once('exit', onExit);
  });
}

async function peerRate(peer: Peer, ids: readonly number[]): Promise<number> {
  const started = performance.now();
  await peer.times(ids, LANES);
  return ids.length / ((performance.now() - started) / 1_000);
}

/** B6: what our worker asked of Zendesk, by the stand-in's own book; the peer's calls end in `.json` as ours do, so only tickets of ours count. */
function callsPerTicket({ zendesk }: BenchDesk): { writes: number; mostWrites: number } {
  const writes = new Map<number, number>();
  for (const write of zendesk.history())
    if (write.source === 'api') writes.set(write.ticketId, (writes.get(write.ticketId) ?? 0) + 1);
  const counts = [...writes.values()];
  return { writes: counts.reduce((sum, count) => sum + count, 0) / counts.length, mostWrites: Math.max(...counts) };
}

function reportOf(
  rounds: readonly Round[],
  calls: { writes: number; mostWrites: number },
  residentMb: number,
): Awaited<ReturnType<Bench>> {
  const model = MODEL_MS * MODEL_CALLS;
  const alone = (side: 'ours' | 'peer'): number => round(median(rounds.map((each) => each.alone[side])) - model);
  const rate = median(rounds.map((each) => each.rate.ours / each.rate.peer));
  return {
    peer: 'a hand-written loop with raw fetch that stores and checks nothing',
    rounds: rounds.length,
    rows: [
      {
        what: `tickets answered, ${LANES} lanes`,
        unit: '/s',
        ours: round(median(rounds.map((each) => each.rate.ours))),
        peer: round(median(rounds.map((each) => each.rate.peer))),
      },
      { what: 'beside the model, one ticket at a time, p50', unit: 'ms', ours: alone('ours'), peer: alone('peer') },
      { what: 'Zendesk writes a ticket', unit: '', ours: round(calls.writes, 2), peer: 1 },
      { what: 'worker, resident afterwards', unit: 'MB', ours: residentMb, peer: null },
    ],
    gates: [
      { what: 'overhead a ticket, ms', value: alone('ours'), target: '<= 25', met: alone('ours') <= 25 },
      { what: 'tickets/s against the peer', value: round(rate, 2), target: '>= 0.9', met: rate >= 0.9 },
      { what: 'most writes to one ticket', value: calls.mostWrites, target: '<= 1', met: calls.mostWrites <= 1 },
    ],
  };
}
