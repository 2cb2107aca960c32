import { createRandom } from '../../src/agents/local/random.ts';
import { sleep } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { listDeadLetters } from '../../src/upkeep/dead-letters.ts';
import { type Unfinished, waitForCalm } from './calm.ts';
import { type Breach, check } from './checker.ts';
import { type Disasters, startDisasters } from './disasters.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { openChaosHouse } from './house.ts';
import type { ChaosOptions } from './options.ts';
import { playPeople } from './people.ts';
import { startReviewers } from './reviewers.ts';
import { startWeather } from './weather.ts';
import type { ChaosWorld } from './world.ts';

export interface ChaosResult {
  options: ChaosOptions;
  breaches: Breach[];
  evidence: Evidence;
  /** Rows that did not come to rest in time; null when all did. */
  unfinished: Unfinished | null;
  disasters: Record<string, number>;
  crashes: Record<string, number>;
  restarts: number;
  /** Processes that ended by their own fault. */
  fallen: number;
  /** What stands in quarantine for a person, by its reason: why a ticket has no note, when that was no loss in silence. */
  quarantined: Record<string, number>;
  faults: number;
  seconds: number;
  logFile: string;
}

export interface Saying {
  say: (line: string) => void;
  progress: (line: string) => void;
}

/** What was lost on the way in must be found in this time. Zendesk's export says nothing of the last minute. */
const FOUND_WITHIN_MS = 180_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PATIENCE_MS = 240_000;
/** With fewer tickets than this, nothing happens that takes half a minute. */
const SHORT_RUN = 50;
/** Faster than the product can work on two cores, so that a queue builds up behind each disaster. */
const FASTEST_MS = 120;

/** One run: the house is opened, people and disasters play, everything comes to rest, the histories are checked. */
export async function runChaos(options: ChaosOptions, saying: Saying): Promise<ChaosResult> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const stopped = (): void => void close().then(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, stopped);
  try {
    return await play(options, saying, closers);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stopped);
    await close();
  }
}

async function play(options: ChaosOptions, saying: Saying, closers: (() => Promise<void>)[]): Promise<ChaosResult> {
  const started = performance.now();
  const house = await openChaosHouse(options, saying.say, closers);
  const { world, fleet } = house;
  const random = (stream: number): (() => number) => createRandom(options.seed * 101 + stream);
  const short = options.tickets < SHORT_RUN;
  const weather = startWeather(world, random(1), options);
  const reviewers = startReviewers(world, random(2));
  const disasters = options.calm
    ? NO_DISASTERS
    : startDisasters({ ...house, weather, random: random(3), say: saying.say, short, worked: () => worked(world) });
  const people = { world, tickets: house.tickets, random: random(4), whim: random(7), progress: saying.progress };
  const played = await playPeople({ ...people, ...paceOf(options) });
  await Promise.all([played.idle(), sleep(short ? 0 : LAST_DISASTERS_MS)]);
  await disasters.stop();
  weather.clearUp();
  fleet.calmDown();
  const evidenceNow = (): Evidence =>
    gatherEvidence({ ...world, presses: reviewers.presses(), refundOrders: played.refundOrders });
  if (options.drops) await sweptUp(evidenceNow, saying);
  const unfinished = await rest(house.database, [reviewers, played], saying);
  reviewers.stop();
  played.stop();
  const evidence = evidenceNow();
  return {
    options,
    breaches: check(evidence),
    evidence,
    unfinished,
    disasters: disasters.counts(),
    crashes: fleet.crashes(),
    restarts: fleet.restarts(),
    fallen: fleet.fallen(),
    quarantined: await quarantined(house.database),
    faults: weather.faults(),
    seconds: (performance.now() - started) / 1_000,
    logFile: house.logFile,
  };
}

function paceOf({ minutes, tickets }: ChaosOptions): { everyMs: number; latestMs: number } {
  const everyMs = minutes === null ? FASTEST_MS : (minutes * 60_000) / tickets;
  return { everyMs, latestMs: tickets < SHORT_RUN ? 6_000 : 15_000 };
}

async function quarantined(database: Database): Promise<Record<string, number>> {
  const letters = (await listDeadLetters(database)).filter(({ state }) => state === 'poison');
  const byReason = Map.groupBy(letters, ({ reason }) => reason ?? 'without a reason');
  return Object.fromEntries([...byReason].map(([reason, same]) => [reason, same.length]));
}

function worked({ zendesk, slack, backoffice }: ChaosWorld): number {
  return zendesk.history().length + slack.history().length + backoffice.refunds().length;
}

const NO_DISASTERS: Disasters = { counts: () => ({}), stop: async () => {} };
/** Work is still going on after the last message; the disasters should meet that too. */
const LAST_DISASTERS_MS = 5_000;

/** The sweep finds the tickets whose webhooks were lost, or it did not do its work and the checker will say so. */
async function sweptUp(evidence: () => Evidence, { progress }: Saying): Promise<void> {
  const until = performance.now() + FOUND_WITHIN_MS;
  for (;;) {
    const lost = check(evidence()).filter(({ rule }) => rule === 'ticketLost').length;
    progress(`Waiting for the sweep: ${lost} tickets not seen yet`);
    if (lost === 0 || performance.now() > until) return;
    await sleep(1_000);
  }
}

/** A card that appears late is decided late, and a late reply gets its answer: each makes new work. */
async function rest(
  database: Database,
  people: readonly { idle(): Promise<void> }[],
  { progress }: Saying,
): Promise<Unfinished | null> {
  for (;;) {
    const left = await waitForCalm(database.pool, { patienceMs: PATIENCE_MS, progress });
    const since = performance.now();
    for (const each of people) await each.idle();
    const someoneActed = performance.now() - since > 100;
    if (left !== null || !someoneActed) return left;
  }
}
