import type { Generated } from 'kysely';
import type { Effect, EffectKind, EffectState } from './effect.ts';

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

/** An effect that this process alone may carry out until the lease ends. */
export interface ClaimedEffect extends Effect {
  fence: number;
  /** True when an earlier attempt may already have reached the other side. */
  mayHaveHappened: boolean;
  /** Since it was planned, by the database's clock. */
  ageMs: number;
}
