import { type Kysely, sql, type Transaction } from 'kysely';
import type { Proof } from './effect.ts';
import type { ClaimedEffect, EffectTables } from './effect-rows.ts';

export type EndState = 'done' | 'failed' | 'superseded';
export interface EffectEnd {
  state: EndState;
  reason: string | null;
  proof: Proof | null;
}

/** Plans what follows from an end, in its transaction; returns the effects to be delivered next. */
export type Follow = (trx: Transaction<EffectTables>, effect: ClaimedEffect, state: EndState) => Promise<number[]>;

/**
 * The end of an effect and what follows from it are one transaction: a worker that dies here leaves both or neither.
 * Returns the effects to be delivered next; null when another worker holds the effect by now.
 */
export function finishEffect(
  db: Kysely<EffectTables>,
  effect: ClaimedEffect,
  { end, follow }: { end: EffectEnd; follow: Follow },
): Promise<number[] | null> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('effect')
      .set({
        state: end.state,
        reason: end.reason,
        proof: end.proof === null ? null : JSON.stringify(end.proof),
        lease_owner: null,
        lease_until: null,
        finished_at: sql<Date>`now()`,
      })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    if (end.state !== 'done') await failFollowers(trx, effect.id, end.state);
    const followers = end.state === 'done' ? await followersOf(trx, effect.id) : [];
    return [...followers, ...(await follow(trx, effect, end.state))];
  });
}

/** Those that wait again when what failed is tried again are found by this. */
export const FOLLOWER_OF_FAILED = 'Not done, because an earlier step failed';

/** What waits for this effect, directly or behind another one, can never be done: say so instead of leaving it planned. */
async function failFollowers(trx: Transaction<EffectTables>, effectId: number, state: EndState): Promise<void> {
  const reason = state === 'failed' ? FOLLOWER_OF_FAILED : `Not done, because an earlier step was ${state}`;
  await sql`
    with recursive follower as (
      select id from effect where after_effect_id = ${effectId}
      union
      select e.id from effect e join follower f on e.after_effect_id = f.id
    )
    update effect set state = 'superseded', reason = ${reason}, finished_at = now()
    where id in (select id from follower) and state = 'planned'`.execute(trx);
}

async function followersOf(trx: Transaction<EffectTables>, effectId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('effect')
    .select('id')
    .where('after_effect_id', '=', effectId)
    .where('state', '=', 'planned')
    .execute();
  return rows.map((row) => row.id);
}
