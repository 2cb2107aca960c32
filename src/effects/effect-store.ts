import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../platform/database.ts';
import { EFFECT_PAYLOADS, type EffectKind } from './effect.ts';
import type { ClaimedEffect, EffectTables } from './effect-rows.ts';
import { type EffectEnd, type Follow, finishEffect } from './finish-effect.ts';

/** Due, held by nobody, and what must come first is done. */
const READY = sql<boolean>`(
  e.state in ('planned', 'unknown', 'sending') and e.next_at <= now() and (e.lease_until is null or e.lease_until < now())
  and (e.after_effect_id is null or exists (select 1 from effect p where p.id = e.after_effect_id and p.state = 'done'))
)`;

const inMs = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

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
