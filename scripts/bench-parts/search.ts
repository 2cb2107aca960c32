import { createIndexStore } from '../../src/knowledge/index-store.ts';
import { ingest } from '../../src/knowledge/ingest.ts';
import { createSearch } from '../../src/knowledge/search.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/sandbox/postgres.ts';
import { openMiniSearch, openTsRank, type SearchPeer } from './peer-search.ts';
import { articleAt, articlesOf, changed, PASSAGES_PER_ARTICLE, questionsOf } from './peer-search-texts.ts';
import type { Bench, Gate, Row } from './report.ts';
import { percentile, round } from './statistics.ts';

const DEFAULT_SIZES = [1_000, 10_000, 40_000, 100_000];
const QUICK_SIZES = [1_000, 10_000];
/** MiniSearch lives in the memory of the process: some 240 MB at 100k passages. */
const MOST_FOR_MINISEARCH = 100_000;
const QUESTIONS = 120;
/** What a peer is asked where each of its answers takes seconds. */
const FEW_QUESTIONS = 15;
const UPDATES = 30;
const P99_MS: Readonly<Record<number, number>> = { 40000: 10, 100000: 10, 1000000: 30 };
const IMPORT = { passages: 40_000, seconds: 40 };
const UPDATE = { passages: 100_000, ms: 50 };

/**
 * The product's own search over made-up articles whose words fall off as those of real texts do, put to questions of 4 to 12 words.
 * One index grows from size to size, and every peer is asked the same questions, turn by turn with ours, each three times.
 */
export const bench: Bench = async ({ quick, say, args }) => {
  const sizes = sizesOf(args, quick);
  const postgres = await startPostgres();
  const database = createDatabase({ url: await postgres.createDatabase('bench'), poolSize: 4, log: silentLog });
  const rows: Row[] = [];
  const gates: Gate[] = [];
  try {
    await migrate(database.pool);
    let before = 0;
    let imported = 0;
    for (const size of sizes) {
      const seconds = await grow(database, before, size);
      imported += seconds;
      say(`${size} passages: ${round(seconds)} s for the last ${size - before}`);
      const measured = await measure(database, size, quick ? 50 : QUESTIONS);
      rows.push(...rowsOf(size, measured));
      gates.push(...gatesOf(size, measured));
      if (size === IMPORT.passages) gates.push(gateOfImport(imported));
      before = size;
    }
  } finally {
    await database.close();
    await postgres.stop();
  }
  return {
    peer: 'MiniSearch (one field) and, as "ts_rank", Postgres full text',
    rounds: quick ? 50 : QUESTIONS,
    rows,
    gates,
  };
};

/** The smallest first, as the index only grows. */
function sizesOf(args: readonly string[], quick: boolean): number[] {
  const given = args.includes('--sizes') ? (args[args.indexOf('--sizes') + 1] ?? '').split(',').map(Number) : null;
  const asked = given ?? (quick ? QUICK_SIZES : DEFAULT_SIZES);
  if (asked.some((size) => !Number.isInteger(size) || size < PASSAGES_PER_ARTICLE))
    throw new Error('--sizes takes numbers of passages, for example --sizes 40000,100000,1000000');
  return [...asked].sort((a, b) => a - b);
}

async function grow(database: Database, from: number, to: number): Promise<number> {
  const started = performance.now();
  const store = createIndexStore(database);
  // A source of its own for each step: an import takes out what its source no longer has.
  await ingest({ name: `up to ${to}`, articles: () => articlesOf(from, to) }, store);
  return (performance.now() - started) / 1_000;
}

function gateOfImport(seconds: number): Gate {
  const what = `import of ${IMPORT.passages} passages`;
  return { what, value: round(seconds), target: `<= ${IMPORT.seconds} s`, met: seconds <= IMPORT.seconds };
}

interface Measured {
  ours: number[];
  peers: { name: string; times: number[] }[];
  updates: number[];
}

async function measure(database: Database, size: number, count: number): Promise<Measured> {
  const questions = questionsOf(size, count);
  const search = createSearch({ database });
  const ask = (text: string) => search.search({ text, locales: ['en'], audience: 'customer', limit: 6 });
  const peers: SearchPeer[] = [await openTsRank(database)];
  if (size <= MOST_FOR_MINISEARCH) peers.push(await openMiniSearch(database));
  const measured: Measured = { ours: [], peers: peers.map(({ name }) => ({ name, times: [] })), updates: [] };
  for (const text of questions.slice(0, 20)) await ask(text);
  for (const text of questions) {
    measured.ours.push(await bestOf(() => ask(text)));
    if (size > MOST_FOR_MINISEARCH && measured.ours.length > FEW_QUESTIONS) continue;
    for (const [at, peer] of peers.entries()) measured.peers[at]?.times.push(await bestOf(() => peer.find(text)));
  }
  for (const peer of peers) await peer.close();
  measured.updates = await update(database, size);
  return measured;
}

/** One article of eight passages, replaced as an import replaces it. */
async function update(database: Database, size: number): Promise<number[]> {
  const store = createIndexStore(database);
  const times: number[] = [];
  for (let round = 0; round < UPDATES; round += 1) {
    const at = Math.floor((round * size) / PASSAGES_PER_ARTICLE / UPDATES);
    times.push(await timed(() => store.replace([changed(articleAt(at), round)])));
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The best of three: what is measured is the work, not what else the machine had to do. Each engine is treated alike. */
async function bestOf(work: () => Promise<unknown>): Promise<number> {
  return Math.min(await timed(work), await timed(work), await timed(work));
}

function rowsOf(size: number, { ours, peers, updates }: Measured): Row[] {
  const rows = peers.flatMap(({ name, times }) =>
    [0.5, 0.99].map((share) => ({
      what: `${size} passages, p${share * 100}, beside ${name}`,
      ours: round(percentile(ours, share)),
      peer: round(percentile(times, share)),
      unit: 'ms',
    })),
  );
  return [
    ...rows,
    {
      what: `${size} passages, one article replaced, p50`,
      ours: round(percentile(updates, 0.5)),
      peer: null,
      unit: 'ms',
    },
  ];
}

function gatesOf(size: number, { ours, updates }: Measured): Gate[] {
  const gates: Gate[] = [];
  const most = P99_MS[size];
  const p99 = percentile(ours, 0.99);
  if (most !== undefined)
    gates.push({ what: `p99 at ${size}`, value: round(p99), target: `<= ${most} ms`, met: p99 <= most });
  const middle = percentile(updates, 0.5);
  if (size === UPDATE.passages)
    gates.push({
      what: `one article at ${size}`,
      value: round(middle),
      target: `<= ${UPDATE.ms} ms`,
      met: middle <= UPDATE.ms,
    });
  return gates;
}
