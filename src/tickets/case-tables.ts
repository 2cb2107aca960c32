import type { Generated } from 'kysely';
import type { TurnState } from './case.ts';

export type CaseTables = {
  ticket_case: {
    id: Generated<number>;
    ticket_id: number;
    requester_id: number | null;
    lease_owner: string | null;
    lease_until: Date | null;
    fence: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
    seen_at: Date | null;
  };
  turn: {
    id: Generated<number>;
    case_id: number;
    comment_id: number;
    revision: Generated<number>;
    state: Generated<TurnState>;
    reason: string | null;
    outcome: unknown;
    attempts: Generated<number>;
    next_at: Generated<Date>;
    started_at: Generated<Date>;
    finished_at: Date | null;
    round: Generated<number>;
    redraft_note: Generated<string | null>;
  };
  step: {
    turn_id: number;
    stage: string;
    result: unknown;
    brain: string | null;
    model: string | null;
    prompt_hash: string | null;
    usage: unknown;
    ms: number;
    finished_at: Generated<Date>;
  };
};
