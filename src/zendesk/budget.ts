import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { messageOf, Unavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { RateReport } from './rate-headers.ts';

/** Whose work a request is. What a customer waits for may use nearly all of a limit, the sweep the least. */
export const BUDGET_CLASSES = ['customer', 'staff', 'sweep'] as const;
export type BudgetClass = (typeof BUDGET_CLASSES)[number];

export interface Budget {
  /** Throws Unavailable, with the time until the window ends, when this class has had its share. */
  take(request: { method: string; pathname: string }, budgetClass: BudgetClass): Promise<void>;
  /** Hears what Zendesk said; never waits and never throws. */
  learn(report: RateReport): void;
}

export interface BudgetOptions {
  database: Database;
  log: Log;
  /** Of each limit, the share that we leave to the agents and their apps. */
  headroom: number;
}

const REQUESTS = 'requests';
/** Zendesk's names of the account-wide limits that we meet, and ours. The limit of updates per ticket is another one. */
const NAMES = new Map([
  ['update-ticket', 'updates'],
  ['tickets-update', 'updates'],
  ['incremental-exports', 'exports'],
]);
const WINDOW_S = 60;
const LEARN_EVERY_MS = 1_000;
/** A request that went out while another process learned must not open a window of its own. */
const SAME_WINDOW_S = 5;

/** One row per limit, over all processes. What Zendesk says counts more than what we counted: others use the account too. */
export function createBudget(options: BudgetOptions): Budget {
  const db = options.database.sql;
  const learned = new Map<string, number>();
  return {
    async take({ method, pathname }, budgetClass) {
      const share = shareOf(budgetClass, options.headroom);
      for (const name of windowsOf(method, pathname)) await takeOne(db, { name, share }, options.log);
    },
    learn(report) {
      for (const seen of windowsIn(report)) {
        const now = performance.now();
        const isUsedUp = seen.used >= seen.total;
        if (!isUsedUp && now - (learned.get(seen.name) ?? Number.NEGATIVE_INFINITY) < LEARN_EVERY_MS) continue;
        learned.set(seen.name, now);
        remember(db, seen).catch((error: unknown) =>
          options.log.debug({ err: messageOf(error) }, 'rate limit not remembered'),
        );
      }
    },
  };
}

export function shareOf(budgetClass: BudgetClass, headroom: number): number {
  if (budgetClass === 'customer') return 0.97;
  return budgetClass === 'staff' ? 1 - headroom : (1 - headroom) / 2;
}

function windowsOf(method: string, pathname: string): string[] {
  // The Help Center has a pool of its own.
  const names = pathname.includes('/help_center/') ? [] : [REQUESTS];
  if (method === 'PUT' && /\/tickets\/\d+/.test(pathname)) names.push('updates');
  if (pathname.includes('/incremental/')) names.push('exports');
  return names;
}

interface Seen {
  name: string;
  total: number;
  used: number;
  resetS: number;
}

function windowsIn({ limit, remaining, resetSeconds, endpoints }: RateReport): Seen[] {
  const seen: Seen[] = [];
  if (limit !== null && remaining !== null)
    seen.push({ name: REQUESTS, total: limit, used: limit - remaining, resetS: resetSeconds ?? WINDOW_S });
  for (const [endpoint, rate] of Object.entries(endpoints)) {
    const name = NAMES.get(endpoint);
    if (name)
      seen.push({ name, total: rate.total, used: rate.total - rate.remaining, resetS: rate.resetSeconds || WINDOW_S });
  }
  return seen;
}

type Sql = Kysely<Record<never, never>>;

async function takeOne(db: Sql, { name, share }: { name: string; share: number }, log: Log): Promise<void> {
  const waitMs = await count(db, name, share).catch((error: unknown) => {
    // Without the row Zendesk's own 429 is the limit.
    log.warn({ err: messageOf(error) }, 'rate limit not looked up');
    return null;
  });
  if (waitMs !== null) throw new Unavailable(`Our share of Zendesk’s limit of ${name} is used up`, waitMs);
}

/** Null when the request may go; a limit that nobody has heard of yet is none. */
async function count(db: Sql, name: string, share: number): Promise<number | null> {
  const { rows } = await sql<{ allowed: boolean; wait: number }>`
    with taken as (
      update rate_window set
        used = case when resets_at <= now() then 1 else used + 1 end,
        resets_at = case when resets_at <= now() then now() + make_interval(secs => ${WINDOW_S}) else resets_at end
      where name = ${name} and (resets_at <= now() or used < floor(total * ${share}::float8))
      returning name
    )
    select exists (select from taken) as allowed, extract(epoch from resets_at - now())::float8 as wait
    from rate_window where name = ${name}`.execute(db);
  const row = rows[0];
  return !row || row.allowed ? null : Math.max(500, Math.ceil(row.wait * 1_000));
}

async function remember(db: Sql, { name, total, used, resetS }: Seen): Promise<void> {
  await sql`
    insert into rate_window as w (name, total, used, resets_at)
    values (${name}, ${total}, ${used}, now() + make_interval(secs => ${resetS}))
    on conflict (name) do update set
      total = excluded.total,
      used = case when abs(extract(epoch from w.resets_at - excluded.resets_at)) < ${SAME_WINDOW_S}
        then greatest(w.used, excluded.used) else excluded.used end,
      resets_at = excluded.resets_at`.execute(db);
}
