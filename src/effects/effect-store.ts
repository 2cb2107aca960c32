import { type Generated, type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../platform/database.ts';
import { EFFECT_PAYLOADS, type Effect, type EffectKind, type EffectState, type Proof } from './effect.ts';

export type EffectTables = {
  effect: {
    id: Generated<number>;
    key: string;
    kind: EffectKind;
    case_id: number;
    turn_id: number | null;
    review_id: number | null;
    decision_id: number | null;
    after_effect_id: number | null;
    payload: unknown;
    state: Generated<EffectState>;
    reason: string | null;
    proof: unknown;
    attempts: Generated<number>;
    next_at: Generated<Date>;
    lease_owner: string | null;
    lease_until: Date | null;
    fence: Generated<number>;
    created_at: Generated<Date>;
    finished_at: Date | null;
  };
};

export type EndState = 'done' | 'failed' | 'superseded';

/** An effect that this process alone may carry out until the lease ends. */
export interface ClaimedEffect extends Effect {
  fence: number;
  /** True when an earlier attempt may already have reached the other side. */
  mayHaveHappened: boolean;
}

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
      .where('e.next_at', '<=', sql<Date>`now()`)
      .where('e.state', 'in', ['planned', 'unknown', 'sending'])
      .where((eb) => eb.or([eb('e.lease_until', 'is', null), eb('e.lease_until', '<', sql<Date>`now()`)]))
      .where(
        sql<boolean>`(e.after_effect_id is null or exists (select 1 from effect p where p.id = e.after_effect_id and p.state = 'done'))`,
      )
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

  /**
   * Ends the effect, and with it what waits for it, in one transaction with whatever follows. Null when somebody else has it by
   * now; otherwise the effects that are due next.
   */
  finish(
    effect: ClaimedEffect,
    end: { state: EndState; reason: string | null; proof: Proof | null },
    follow: (trx: Transaction<EffectTables>) => Promise<number[]>,
  ): Promise<number[] | null> {
    return this.#db.transaction().execute(async (trx) => {
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
      return [...(await nextAfter(trx, effect.id, end.state)), ...(await follow(trx))];
    });
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
      .where('e.state', 'in', ['planned', 'unknown', 'sending'])
      .where('e.next_at', '<=', sql<Date>`now()`)
      .where((eb) => eb.or([eb('e.lease_until', 'is', null), eb('e.lease_until', '<', sql<Date>`now()`)]))
      .where(
        sql<boolean>`(e.after_effect_id is null or exists (select 1 from effect p where p.id = e.after_effect_id and p.state = 'done'))`,
      )
      .orderBy('e.next_at')
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }
}

/** What waited for this effect is due now; what can never be done any more says so instead of waiting for ever. */
async function nextAfter(trx: Kysely<EffectTables>, effectId: number, state: EndState): Promise<number[]> {
  const waiting = trx
    .selectFrom('effect')
    .select('id')
    .where('after_effect_id', '=', effectId)
    .where('state', '=', 'planned');
  const ids = (await waiting.execute()).map((row) => row.id);
  if (state === 'done' || ids.length === 0) return ids;
  const reason = `Not done, because an earlier step was ${state}`;
  await trx
    .updateTable('effect')
    .set({ state: 'superseded', reason, finished_at: sql<Date>`now()` })
    .where('id', 'in', ids)
    .execute();
  return [];
}
