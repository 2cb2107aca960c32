import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../src/agents/local/random.ts';
import { sleep } from '../../src/platform/clock.ts';
import type { CrashPoint } from '../../src/platform/crash-point.ts';
import { createDatabase, type Database } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { migrateQueue } from '../../src/queue/queue.ts';
import { SettingStore } from '../../src/rollout/settings.ts';
import { loadShop } from '../../src/sandbox/stories.ts';
import { loadTaxonomy, type Taxonomy } from '../../src/tickets/intent.ts';
import { type ChaosTicket, castOf } from './cast.ts';
import { type Fleet, type Member, startFleet } from './fleet.ts';
import type { ChaosOptions } from './options.ts';
import { smallPrompts } from './small-prompts.ts';
import { openStores, type Stores } from './stores.ts';
import { type ChaosWorld, chaosEnvironment, openChaosWorld } from './world.ts';

/** Everything a run needs, started: stores that can fail, the stand-ins, and the product's own processes. */
export interface ChaosHouse {
  world: ChaosWorld;
  stores: Stores;
  database: Database;
  fleet: Fleet;
  /** Names of the worker processes. */
  workers: string[];
  tickets: ChaosTicket[];
  logFile: string;
}

const ROOT = join(import.meta.dirname, '..', '..');
const READY_MS = 60_000;

/** What must be closed again is added to `closers` as soon as it is there. */
export async function openChaosHouse(
  options: ChaosOptions,
  say: (line: string) => void,
  closers: (() => Promise<void>)[],
): Promise<ChaosHouse> {
  say(`Starting Postgres${options.backend === 'redis' ? ', Redis' : ''}, the stand-ins and ${options.workers} workers`);
  const prompts = await smallPrompts(join(ROOT, 'prompts'));
  closers.push(() => prompts.remove());
  const taxonomy = await loadTaxonomy(join(prompts.folder, 'intents.yaml'));
  const cast = castOf(options.tickets, await loadShop(new Date()), createRandom(options.seed * 101 + 5));
  const world = await openChaosWorld(cast.shop, taxonomy);
  closers.push(() => world.close());
  const stores = await openStores(options.backend);
  closers.push(() => stores.stop());
  const database = await prepare(stores, taxonomy);
  closers.push(() => database.close());
  const members = membersOf(options, world);
  const logFile = await logFileOf();
  const environment = { ...chaosEnvironment(world, stores, options.unsafe), PROMPTS_DIR: prompts.folder };
  const fleet = startFleet({ members, environment, logFile, random: createRandom(options.seed * 101 + 6) });
  closers.push(() => fleet.stop());
  await ready(world, database, logFile);
  const workers = members.filter((member) => member.process === 'worker').map(({ name }) => name);
  return { world, stores, database, fleet, workers, tickets: cast.tickets, logFile };
}

async function prepare(stores: Stores, taxonomy: Taxonomy): Promise<Database> {
  const database = createDatabase({ url: stores.databaseUrl, poolSize: 3, log: silentLog });
  await migrate(database.pool);
  await migrateQueue(stores.databaseUrl);
  // Every kind of request asks a person, so that there is much to decide.
  const modes = Object.fromEntries(taxonomy.intents.map(({ label }) => [label, 'supervised' as const]));
  await new SettingStore(database).set('modes', modes, 'chaos');
  return database;
}

const IN_WORKERS: readonly CrashPoint[] = ['C9', 'C11', 'C10', 'C4', 'C8', 'C14', 'C5', 'C15', 'C6', 'C7'];
const IN_PRESSES: readonly CrashPoint[] = ['C12', 'C13'];
const IN_WEBHOOKS: readonly CrashPoint[] = ['C1', 'C2', 'C3'];
const HOUR_MS = 3_600_000;

function membersOf(options: ChaosOptions, { ports }: ChaosWorld): Member[] {
  const dies = (points: readonly CrashPoint[]): readonly CrashPoint[] => (options.calm ? [] : points);
  const web = { process: 'web', clockMs: 0 } as const;
  const workers = Array.from({ length: options.workers }, (_, index): Member => {
    // One worker runs on a machine whose clock is an hour ahead.
    const clockMs = index === 1 ? HOUR_MS : 0;
    const crashPoints = dies(IN_WORKERS);
    return { name: `worker ${index + 1}`, process: 'worker', environment: {}, crashPoints, livesFor: 10, clockMs };
  });
  return [
    {
      ...web,
      name: 'web for Zendesk',
      environment: { PORT: String(ports.zendesk) },
      // Zendesk does not come again to a receiver that is gone: only the sweep finds what it said meanwhile.
      crashPoints: options.drops ? dies(IN_WEBHOOKS) : [],
      livesFor: 300,
    },
    {
      ...web,
      name: 'web for Slack',
      environment: { PORT: String(ports.slack) },
      crashPoints: dies(IN_PRESSES),
      livesFor: 12,
    },
    ...workers,
  ];
}

async function logFileOf(): Promise<string> {
  const folder = join(ROOT, '.deskhand');
  await mkdir(folder, { recursive: true });
  return join(folder, `chaos-${process.pid}-${Date.now().toString(36)}.log`);
}

async function ready({ ports }: ChaosWorld, database: Database, logFile: string): Promise<void> {
  const until = performance.now() + READY_MS;
  for (;;) {
    const webs = await Promise.all(Object.values(ports).map(isReady));
    const { rows } = await database.pool.query('select 1 from kb_sync where finished_at is not null limit 1');
    if (webs.every(Boolean) && rows.length > 0) return;
    if (performance.now() > until) throw new Error(`Not ready after ${READY_MS / 1_000} s; see ${logFile}`);
    await sleep(150);
  }
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
}
