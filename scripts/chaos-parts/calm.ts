import type pg from 'pg';
import { sleep } from '../../src/platform/clock.ts';

/** Waits until the product has nothing more to do. It reads our own rows, but only to know when to look; judging is the checker's. */

const LOOK_EVERY_MS = 500;
/** Calm for so long means calm: the poller has looked twice. */
const CALM_MS = 2_500;

export interface Unfinished {
  inbox: number;
  turns: number;
  effects: number;
}

/** Null when everything came to rest, else what did not. */
export async function waitForCalm(
  pool: pg.Pool,
  options: { patienceMs: number; progress: (line: string) => void },
): Promise<Unfinished | null> {
  const until = performance.now() + options.patienceMs;
  let calmSince: number | null = null;
  for (;;) {
    const left = await unfinished(pool);
    const busy = left.inbox + left.turns + left.effects;
    options.progress(`Coming to rest: ${left.inbox} webhooks, ${left.turns} turns, ${left.effects} effects to go`);
    if (busy > 0) calmSince = null;
    else calmSince ??= performance.now();
    if (calmSince !== null && performance.now() - calmSince > CALM_MS) return null;
    if (performance.now() > until) return left;
    await sleep(LOOK_EVERY_MS);
  }
}

async function unfinished(pool: pg.Pool): Promise<Unfinished> {
  const { rows } = await pool.query<Unfinished>(`
    select
      (select count(*) from inbox where state = 'received' and ticket_id is not null)::int as inbox,
      (select count(*) from turn where state = 'open')::int as turns,
      (select count(*) from effect where state in ('planned', 'sending', 'unknown'))::int as effects`);
  return rows[0] ?? { inbox: 0, turns: 0, effects: 0 };
}
