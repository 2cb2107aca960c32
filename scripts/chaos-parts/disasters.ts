import { Redis } from 'ioredis';
import pg from 'pg';
import { sleep } from '../../src/platform/clock.ts';
import { messageOf } from '../../src/platform/errors.ts';
import type { Fleet } from './fleet.ts';
import type { Stores } from './stores.ts';
import type { Weather } from './weather.ts';

/** What happens to our own machines while people write: one disaster after the other, drawn from the seed. */

export interface DisasterInput {
  fleet: Fleet;
  stores: Stores;
  weather: Weather;
  workers: readonly string[];
  /** How many changes the stand-ins have taken from us; disasters follow work, so that a slow machine gets no more of them. */
  worked: () => number;
  short: boolean;
  random: () => number;
  say: (line: string) => void;
}

export interface Disasters {
  counts(): Record<string, number>;
  /** Lets the running one end and starts no more; everything stopped runs again. */
  stop(): Promise<void>;
}

interface Disaster {
  name: string;
  weight: number;
  /** Takes half a minute to get over, because Zendesk comes again after 30 s; not in short runs. */
  long?: true;
  strike: (input: DisasterInput) => Promise<void>;
}

const CHANGES_BETWEEN = 16;
const SHORTEST_PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 20_000;
/** Longer than the lease of a chaos run, so that the sleeper wakes as a zombie. */
const ASLEEP_MS = 4_500;

const ALWAYS: readonly Disaster[] = [
  { name: 'worker killed', weight: 4, strike: async (input) => input.fleet.kill(anyOf(input), 'SIGKILL') },
  { name: 'worker asleep past its lease', weight: 4, strike: sleepThrough },
  { name: 'worker asked to stop', weight: 1, strike: async (input) => input.fleet.kill(anyOf(input), 'SIGTERM') },
  { name: 'all workers killed', weight: 1, strike: killAll },
  { name: 'Zendesk down', weight: 1, strike: zendeskDown },
  { name: 'database connections cut', weight: 2, strike: cutConnections },
  { name: 'Postgres restarted', weight: 0.7, long: true, strike: ({ stores }) => stores.restartPostgres('in order') },
  { name: 'Postgres lost power', weight: 0.7, long: true, strike: ({ stores }) => stores.restartPostgres('at once') },
];
const WITH_REDIS: readonly Disaster[] = [
  { name: 'Redis flushed', weight: 3, strike: flushRedis },
  { name: 'Redis frozen', weight: 1.5, strike: freezeRedis },
  { name: 'Redis restarted empty', weight: 1.5, strike: async ({ stores }) => stores.redis?.restart() },
];

export function startDisasters(input: DisasterInput): Disasters {
  const counts: Record<string, number> = {};
  const all = input.stores.redis ? [...ALWAYS, ...WITH_REDIS] : ALWAYS;
  const choices = all.filter(({ long }) => !long || !input.short);
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      await pause(input, () => stopped);
      if (stopped) break;
      const disaster = draw(choices, input.random);
      counts[disaster.name] = (counts[disaster.name] ?? 0) + 1;
      try {
        await disaster.strike(input);
      } catch (error) {
        input.say(`${disaster.name}: ${messageOf(error)}`);
      }
    }
  })();
  return {
    counts: () => counts,
    stop: async () => {
      stopped = true;
      await running;
      for (const worker of input.workers) input.fleet.kill(worker, 'SIGCONT');
    },
  };
}

async function pause({ worked, random }: DisasterInput, stopped: () => boolean): Promise<void> {
  const [since, until] = [performance.now(), worked() + CHANGES_BETWEEN * (0.5 + random())];
  await sleep(SHORTEST_PAUSE_MS);
  while (!stopped() && worked() < until && performance.now() - since < LONGEST_PAUSE_MS) await sleep(100);
}

function draw(choices: readonly Disaster[], random: () => number): Disaster {
  let left = random() * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const choice of choices) {
    left -= choice.weight;
    if (left <= 0) return choice;
  }
  throw new Error('There are no disasters to choose from');
}

function anyOf({ workers, random }: DisasterInput): string {
  return workers[Math.floor(random() * workers.length)] ?? '';
}

async function sleepThrough(input: DisasterInput): Promise<void> {
  const worker = anyOf(input);
  input.fleet.kill(worker, 'SIGSTOP');
  await sleep(ASLEEP_MS);
  input.fleet.kill(worker, 'SIGCONT');
}

async function killAll({ fleet, workers }: DisasterInput): Promise<void> {
  for (const worker of workers) fleet.kill(worker, 'SIGKILL');
}

async function zendeskDown({ weather, random }: DisasterInput): Promise<void> {
  weather.storm(true);
  await sleep(3_000 + random() * 5_000);
  weather.storm(false);
}

async function cutConnections({ stores }: DisasterInput): Promise<void> {
  const client = new pg.Client({ connectionString: stores.databaseUrl });
  await client.connect();
  try {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  } finally {
    await client.end();
  }
}

async function flushRedis({ stores }: DisasterInput): Promise<void> {
  if (stores.redisUrl === null) return;
  const redis = new Redis(stores.redisUrl);
  await redis.flushall();
  redis.disconnect();
}

async function freezeRedis({ stores }: DisasterInput): Promise<void> {
  const pid = stores.redis?.pid();
  if (!pid) return;
  process.kill(pid, 'SIGSTOP');
  await sleep(3_000);
  process.kill(pid, 'SIGCONT');
}
