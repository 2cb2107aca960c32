import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../platform/database.ts';
import { EFFECT_PAYLOADS, type EffectKind, type PlannedEffect } from './effect.ts';
import type { ClaimedEffect, EffectTables } from './effect-rows.ts';
import { type EffectEnd, type Follow, finishEffect } from './finish-effect.ts';

export interface Cause {
  caseId: number;
  turnId: number | null;
  reviewId: number | null;
  decisionId: number | null;
}

/** Due, held by nobody, and what must come first is done. */
const READY = sql<boolean>`(
  e.state in ('planned', 'unknown', 'sending') and e.next_at <= now() and (e.lease_until is null or e.lease_until < now())
  and (e.after_effect_id is null or exists (select 1 from effect p where p.id = e.after_effect_id and p.state = 'done'))
)`;

const inMs = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

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

export class EffectStore {
  readonly #db: Kysely<EffectTables>;

  constructor(database: Database) {
    this.#db = database.sql.withTables<EffectTables>();
  }

  /** Takes the effect when it is due, its predecessor is done and nobody else holds it. */
  async claim(effectId: number, owner: string, leaseMs: number): Promise<ClaimedEffect | null> {
    const row = await this.#db
      .updateTable('effect as e')
      .set({
        state: 'sending',
        lease_owner: owner,
        lease_until: inMs(leaseMs),
        fence: sql<number>`e.fence + 1`,
        attempts: sql<number>`e.attempts + 1`,
      })
      .where('e.id', '=', effectId)
      .where(READY)
      .returning([
        'id',
        'key',
        'kind',
        'case_id',
        'turn_id',
        'review_id',
        'decision_id',
        'payload',
        'attempts',
        'fence',
        sql<number>`(extract(epoch from now() - e.created_at) * 1000)::float8`.as('age_ms'),
      ])
      .executeTakeFirst();
    if (!row) return null;
    return {
      id: row.id,
      key: row.key,
      kind: row.kind,
      caseId: row.case_id,
      turnId: row.turn_id,
      reviewId: row.review_id,
      decisionId: row.decision_id,
      payload: EFFECT_PAYLOADS[row.kind].parse(row.payload),
      state: 'sending',
      attempts: row.attempts,
      fence: row.fence,
      mayHaveHappened: row.attempts > 1,
      ageMs: row.age_ms,
    };
  }

  async renew(effect: ClaimedEffect, leaseMs: number): Promise<void> {
    await this.#db
      .updateTable('effect')
      .set({ lease_until: inMs(leaseMs) })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .where('state', '=', 'sending')
      .execute();
  }

  /** Null when another worker holds the effect by now. */
  finish(effect: ClaimedEffect, end: EffectEnd, follow: Follow): Promise<number[] | null> {
    return finishEffect(this.#db, effect, { end, follow });
  }

  /** Gives the effect back: `planned` when nothing was sent, `unknown` when it may have been. */
  async putOff(
    effect: ClaimedEffect,
    later: { state: 'planned' | 'unknown'; reason: string; afterMs: number },
  ): Promise<void> {
    await this.#db
      .updateTable('effect')
      .set({
        state: later.state,
        reason: later.reason,
        next_at: inMs(later.afterMs),
        lease_owner: null,
        lease_until: null,
      })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .execute();
  }

  async due(limit: number): Promise<number[]> {
    const rows = await this.#db
      .selectFrom('effect as e')
      .select('e.id')
      .where(READY)
      // What a customer sees goes first.
      .orderBy(sql`e.kind in ('public_reply', 'tool_run')`, 'desc')
      .orderBy('e.next_at')
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }
}
