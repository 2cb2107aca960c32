import type { Doorbell } from '../queue/jobs.ts';
import type { CheckOptions } from './checks.ts';
import type { NextStep } from './next-step.ts';
import type { Actor, Review } from './review.ts';
import type { ReviewStore } from './review-store.ts';
import type { SecondPersonRule } from './risk-class.ts';

export interface DecisionDeps {
  reviews: ReviewStore;
  doorbell: Doorbell;
  /** The AI disclosure line under public replies, or null. */
  disclosure: string | null;
  checks: CheckOptions;
  /** When high risks take two people; "off" unless said otherwise. */
  secondPerson?: SecondPersonRule;
}

export interface DecisionRequest {
  reviewId: number;
  revision: number;
  /** First characters (at least 8) of the fingerprint of what the person saw. */
  fingerprint: string;
  kind: 'approve' | 'edit' | 'reject';
  actor: Actor;
  surface: string;
  /** For `edit`: the reply as the person wants it. */
  editedText: string | null;
  reason: string | null;
  /** For `reject`; a person takes over unless said otherwise. */
  nextStep?: NextStep | null;
}

/** Why a press did nothing. Each is told to the person who pressed. */
export type Refusal =
  | { kind: 'unknown' }
  | { kind: 'decided'; review: Review }
  | { kind: 'superseded'; review: Review; newest: number | null }
  | { kind: 'expired'; review: Review }
  | { kind: 'blocked'; problems: readonly string[] }
  /** Whoever prepared it does not decide it. */
  | { kind: 'same_person'; review: Review }
  /** Nobody decides about their own request. */
  | { kind: 'own_request'; review: Review }
  /** The row does not say any more what was shown. */
  | { kind: 'tampered'; review: Review };

export type DecisionResult =
  | { kind: 'decided'; review: Review }
  /** Nothing is released: `review` is the new question, for a second person. */
  | { kind: 'passed_on'; review: Review }
  | { kind: 'refused'; refusal: Refusal };
