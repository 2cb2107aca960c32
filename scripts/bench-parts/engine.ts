import { z } from 'zod';
import { freePort } from '../../src/platform/http.ts';
import { silentLog } from '../../src/platform/log.ts';
import { createQueue, type JobQueue } from '../../src/queue/queue.ts';
import { CLIENT, type Desk, knowledgeIsRead, MODEL_KEY, openDesk, withoutQuestions } from './desk.ts';
import type { Bench } from './report.ts';
import { answers, type BenchDatabase, openDatabase, startMember, startProcess } from './servers.ts';
import { median, percentile, round } from './statistics.ts';

const LATENCY_MS = 100;
const LANES = 50;
const PATIENCE_MS = 150_000;
const QUEUE = `bench-engine-${process.pid}`;

/**
 * B3: tickets from the ready row to the note on the ticket, with the OpenAI brain and a model that always takes 100 ms. First many at
 * once against a hand-written loop; then one at a time, where what is left after the model's time is our own: two reads and the
 * write at the stand-in, the search, the checks, every row and the doorbell.
 */
export const bench: Bench = async ({ quick, say }) => {
  const size = quick ? { rounds: 2, many: 40, single: 10 } : { rounds: 6, many: 200, single: 40 };
  const needed = (size.rounds * size.many + size.single + 2) * 2;
  const database = await openDatabase();
  const desk = await openDesk({ tickets: needed, latencyMs: LATENCY_MS });
  const closers: (() => Promise<unknown>)[] = [() => database.close(), () => desk.close()];
  try {
    const bench = await openBoth({ database, desk }, closers);
    const prompts = await bench.warmUp();
    const runs: { ours: number; peer: number; oursCpu: number; peerCpu: number }[] = [];
    for (let i = 0; i < size.rounds; i += 1) {
      const [mine, theirs] = [desk.write(size.many), desk.write(size.many)];
      const ours = await bench.oursTogether(mine);
      const peer = await bench.peer(theirs, { lanes: LANES, prompts });
      if (i > 0) runs.push({ ours: ours.perSecond, peer: peer.perSecond, oursCpu: ours.cpuMs, peerCpu: peer.cpuMs });
      say(`round ${i}: ours ${round(ours.perSecond)} tickets/s, peer ${round(peer.perSecond)} tickets/s`);
    }
    const single = { ours: [] as number[], peer: [] as number[] };
    for (let i = 0; i < size.single; i += 1) {
      const [mine = 0, theirs = 0] = [...desk.write(1), ...desk.write(1)];
      single.ours.push(await bench.oursAlone(mine));
      single.peer.push(await bench.peerAlone(theirs, prompts));
    }
    return reportOf({ runs, single });
  } finally {
    for (const close of closers.reverse()) await close();
  }
};

interface Place {
  database: BenchDatabase;
  desk: Desk;
}

type Prompts = { triage: unknown; draft: unknown };

async function openBoth({ database, desk }: Place, closers: (() => Promise<unknown>)[]) {
  await withoutQuestions(database);
  const redisUrl = process.env['REDIS_URL'] ?? null;
  const store = { DATABASE_URL: database.url, QUEUE_NAME: QUEUE, ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
  const queue = createQueue({ name: QUEUE, redisUrl, databaseUrl: database.url, log: silentLog });
  closers.push(() => queue.close());
  const worker = await startMember('worker', { ...desk.environment, ...store, WORKER_CONCURRENCY: String(LANES) }, () =>
    knowledgeIsRead(database),
  );
  closers.push(() => worker.stop());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const theirs = { ZENDESK_URL: desk.zendesk.url, OPENAI_BASE_URL: desk.openAi.url, OPENAI_API_KEY: MODEL_KEY };
  const client = JSON.stringify({
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    scope: 'read write',
  });
  const peer = await startProcess(
    'scripts/bench-parts/peer-loop.ts',
    { ...theirs, PORT: String(port), CLIENT: client },
    () => answers(url),
  );
  closers.push(() => peer.stop());
  const place = { database, desk, queue, url };
  return {
    warmUp: () => warmUp(place),
    oursTogether: (ids: number[]) => timed(ids.length, worker, () => oursTogether(place, ids)),
    oursAlone: (id: number) => ownTime(desk, () => ringFor(place, id)),
    peer: (ids: number[], how: { lanes: number; prompts: Prompts }) =>
      timed(ids.length, peer, () => askPeer(url, ids, how)),
    peerAlone: (id: number, prompts: Prompts) => ownTime(desk, () => askPeer(url, [id], { lanes: 1, prompts })),
  };
}

type Running = Place & { queue: JobQueue; url: string };

async function timed(count: number, server: { cpuMs(): number }, work: () => Promise<unknown>) {
  const [started, cpu] = [performance.now(), server.cpuMs()];
  await work();
  return { perSecond: count / ((performance.now() - started) / 1_000), cpuMs: (server.cpuMs() - cpu) / count };
}

/** The first tickets load code; and their prompts are what the peer asks too. */
async function warmUp(place: Running): Promise<Prompts> {
  await settled();
  const ids = place.desk.write(2);
  for (const id of ids) await ringFor(place, id);
  const of = (task: string): unknown => place.desk.openAi.requests().findLast((call) => call.task === task)?.body;
  const prompts = { triage: of('triage'), draft: of('draft') };
  if (!prompts.triage || !prompts.draft) throw new Error('The worker did not ask the model for triage and draft');
  return prompts;
}

/** Tickets are written, then nobody may have touched them for some seconds, or the write waits for Zendesk's clock. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

async function oursTogether({ database, desk, queue }: Running, ids: number[]): Promise<void> {
  await desk.tell(database, ids);
  for (const ticketId of ids) await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
  await desk.written(ids, PATIENCE_MS);
}

async function ringFor({ database, desk, queue }: Running, ticketId: number): Promise<void> {
  await desk.tell(database, [ticketId]);
  await queue.ring('ticket.changed', { ticketId }, { delayMs: 0 });
  await desk.written([ticketId], PATIENCE_MS);
}

async function askPeer(url: string, ticketIds: number[], how: { lanes: number; prompts: Prompts }): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ ticketIds, lanes: how.lanes, ...how.prompts }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The peer failed: ${text}`);
  z.array(z.number()).length(ticketIds.length).parse(JSON.parse(text));
}

/** Milliseconds of one ticket without the time in which the model was at work. */
async function ownTime(desk: Desk, work: () => Promise<void>): Promise<number> {
  const first = desk.openAi.requests().length;
  const started = performance.now();
  await work();
  const all = performance.now() - started;
  const thinking = desk.openAi
    .requests()
    .slice(first)
    .map(({ at, ms }) => [at, at + ms] as const);
  return all - covered(thinking);
}

/** Calls side by side count once. */
function covered(spans: readonly (readonly [number, number])[]): number {
  let [sum, end] = [0, 0];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

const OVERHEAD_MS = 25;

interface Measured {
  runs: { ours: number; peer: number; oursCpu: number; peerCpu: number }[];
  single: { ours: number[]; peer: number[] };
}

function reportOf({ runs, single }: Measured): Awaited<ReturnType<Bench>> {
  const ratio = median(runs.map(({ ours, peer }) => ours / peer));
  const own = median(single.ours);
  const row = (what: string, unit: string, of: { ours: number[]; peer: number[] }, p = 0.5) => ({
    what,
    unit,
    ours: round(percentile(of.ours, p)),
    peer: round(percentile(of.peer, p)),
  });
  const each = (ours: 'ours' | 'oursCpu', peer: 'peer' | 'peerCpu') => ({
    ours: runs.map((run) => run[ours]),
    peer: runs.map((run) => run[peer]),
  });
  return {
    peer: 'hand-written loop, raw fetch, same prompts and stand-ins; no row, search, check or second look',
    rounds: runs.length,
    rows: [
      row(`tickets, ${LANES} at once`, '/s', each('ours', 'peer')),
      row('processor time of the process per ticket', 'ms', each('oursCpu', 'peerCpu')),
      row('one at a time without the model, p50', 'ms', single),
      row('one at a time without the model, p90', 'ms', single, 0.9),
    ],
    gates: [
      { what: 'tickets/s against the peer', value: round(ratio, 2), target: '>= 0.9', met: ratio >= 0.9 },
      {
        what: 'own time per ticket at the median',
        value: round(own),
        target: `<= ${OVERHEAD_MS} ms`,
        met: own <= OVERHEAD_MS,
      },
    ],
  };
}
