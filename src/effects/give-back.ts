import { type QueryExecutorProvider, sql } from 'kysely';
import { FOLLOWER_OF_FAILED } from './finish-effect.ts';

/**
 * Gives an effect that failed back to the workers, with a clean count. `unknown` after one attempt: the next claim looks for the marker of
 * an earlier attempt before it acts, so what has happened after all is not done twice. Null when it has not failed; otherwise the number
 * of effects behind it that wait again.
 */
export async function giveBack(
  trx: QueryExecutorProvider,
  effectId: number,
  { stuckAfter = 2 ** 31 - 1 }: { stuckAfter?: number } = {},
): Promise<number | null> {
  const { numAffectedRows } = await sql`
    update effect set state = 'unknown', attempts = 1, created_at = now(), next_at = now(), finished_at = null, lease_until = null
    where id = ${effectId} and (state = 'failed' or (state in ('planned', 'unknown') and attempts >= ${stuckAfter}))`.execute(
    trx,
  );
  if (!numAffectedRows) return null;
  const followers = await sql`
    with recursive follower as (
      select id from effect where after_effect_id = ${effectId}
      union
      select e.id from effect e join follower f on e.after_effect_id = f.id
    )
    update effect set state = 'planned', reason = null, created_at = now(), finished_at = null, next_at = now()
    -- Rows of an earlier release say it in other words.
    where id in (select id from follower) and state = 'superseded'
      and reason in (${FOLLOWER_OF_FAILED}, 'Not done, because an earlier step was failed')`.execute(trx);
  return Number(followers.numAffectedRows ?? 0n);
}
