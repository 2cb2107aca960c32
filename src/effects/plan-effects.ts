import { type Kysely, sql, type Transaction } from 'kysely';
import { EFFECT_PAYLOADS, type EffectKind, type PlannedEffect } from './effect.ts';
import type { EffectTables } from './effect-store.ts';

export interface Cause {
  caseId: number;
  turnId: number | null;
  reviewId: number | null;
  decisionId: number | null;
}

/**
 * Writes effects inside the transaction of whatever caused them. Planning the same key twice is one effect.
 * Returns the ids in the order of the plan.
 */
export async function planEffects(
  trx: Transaction<EffectTables> | Kysely<EffectTables>,
  cause: Cause,
  planned: readonly PlannedEffect[],
): Promise<number[]> {
  const ids = new Map<string, number>();
  for (const effect of planned) {
    await trx
      .insertInto('effect')
      .values({
        key: effect.key,
        kind: effect.kind,
        case_id: cause.caseId,
        turn_id: cause.turnId,
        review_id: cause.reviewId,
        decision_id: cause.decisionId,
        after_effect_id: effect.after === undefined ? null : (ids.get(effect.after) ?? null),
        payload: JSON.stringify(EFFECT_PAYLOADS[effect.kind].parse(effect.payload)),
        reason: null,
        proof: null,
        lease_owner: null,
        lease_until: null,
        finished_at: null,
      })
      .onConflict((on) => on.column('key').doNothing())
      .execute();
    const row = await trx.selectFrom('effect').select('id').where('key', '=', effect.key).executeTakeFirstOrThrow();
    ids.set(effect.key, row.id);
  }
  return planned.flatMap((effect) => ids.get(effect.key) ?? []);
}

/**
 * What is planned for a case that moved on will not be done; what was already sent stays what it is.
 * Returns the reviews that had released something of it.
 */
export async function supersedeEffects(
  trx: Kysely<EffectTables>,
  where: { caseId: number; exceptTurnId: number | null; kinds: readonly EffectKind[] },
  reason: string,
): Promise<{ reviewId: number; turnId: number | null }[]> {
  const rows = await trx
    .updateTable('effect')
    .set({ state: 'superseded', reason, finished_at: sql<Date>`now()` })
    .where('case_id', '=', where.caseId)
    .where('kind', 'in', [...where.kinds])
    .where('turn_id', '<>', where.exceptTurnId ?? 0)
    .where('state', '=', 'planned')
    .returning(['review_id', 'turn_id'])
    .execute();
  return rows.flatMap((row) => (row.review_id === null ? [] : [{ reviewId: row.review_id, turnId: row.turn_id }]));
}
