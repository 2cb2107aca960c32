import { type Kysely, sql, type Transaction } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { planEffects, supersedeEffects } from '../effects/plan-effects.ts';
import { crashPoint } from '../platform/crash-point.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { effectsOf, finalTextOf, problemsOf } from './carry-out.ts';
import type { CheckOptions } from './checks.ts';
import { type Actor, fingerprintOf, type Review, type ShownReview } from './review.ts';
import type { ReviewStore, ReviewTables } from './review-store.ts';

export interface DecisionDeps {
  reviews: ReviewStore;
  doorbell: Doorbell;
  /** The AI disclosure line under public replies, or null. */
  disclosure: string | null;
  checks: CheckOptions;
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
}

/** Why a press did nothing. Each is told to the person who pressed. */
export type Refusal =
  | { kind: 'unknown' }
  | { kind: 'decided'; review: Review }
  | { kind: 'superseded'; review: Review; newest: number | null }
  | { kind: 'expired'; review: Review }
  | { kind: 'blocked'; problems: readonly string[] };

export type DecisionResult = { kind: 'decided'; review: Review } | { kind: 'refused'; refusal: Refusal };

/** Puts a question to a person. An older open question of the case is withdrawn in the same transaction. */
export async function openReview(
  trx: Kysely<ReviewTables>,
  request: { turnId: number; caseId: number; shown: ShownReview; expiresInMs: number },
): Promise<{ reviewId: number; revision: number; withdrawn: number[] }> {
  const existing = await trx
    .selectFrom('review')
    .select(['id', 'revision'])
    .where('turn_id', '=', request.turnId)
    .executeTakeFirst();
  if (existing) return { reviewId: existing.id, revision: existing.revision, withdrawn: [] };
  const withdrawn = await withdrawReviews(
    trx,
    { caseId: request.caseId, exceptTurnId: null },
    'A newer draft replaces this one',
  );
  const last = await trx
    .selectFrom('review')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .where('case_id', '=', request.caseId)
    .executeTakeFirst();
  const revision = (last?.revision ?? 0) + 1;
  const row = await trx
    .insertInto('review')
    .values({
      turn_id: request.turnId,
      case_id: request.caseId,
      ticket_id: request.shown.ticketId,
      revision,
      fingerprint: fingerprintOf(request.shown),
      shown: JSON.stringify(request.shown),
      expires_at: sql<Date>`now() + make_interval(secs => ${request.expiresInMs / 1000})`,
      decided_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendAudit(trx, {
    actor: 'worker',
    action: 'review opened',
    caseId: request.caseId,
    details: { reviewId: row.id, revision, reasons: request.shown.reasons.map((reason) => reason.code) },
  });
  return { reviewId: row.id, revision, withdrawn };
}

/** A case, or all of it but one turn. */
export interface CaseScope {
  caseId: number;
  exceptTurnId: number | null;
}

/** Open reviews of the case can no longer be decided; their cards follow. Returns the ids of the withdrawn ones. */
export async function withdrawReviews(
  trx: Kysely<ReviewTables>,
  { caseId, exceptTurnId }: CaseScope,
  reason: string,
): Promise<number[]> {
  const rows = await trx
    .updateTable('review')
    .set({ state: 'superseded', decided_at: sql<Date>`now()` })
    .where('case_id', '=', caseId)
    .where('turn_id', '<>', exceptTurnId ?? 0)
    .where('state', '=', 'open')
    .returning(['id', 'turn_id'])
    .execute();
  for (const row of rows) {
    const cause = { caseId, turnId: row.turn_id, reviewId: row.id, decisionId: null };
    await planEffects(trx, cause, [cardRefresh(row.id, 'superseded')]);
    await appendAudit(trx, {
      actor: 'worker',
      action: 'review superseded',
      caseId,
      details: { reviewId: row.id, reason },
    });
  }
  return rows.map((row) => row.id);
}

/**
 * One conditional update decides, and writes the effects in the same transaction: the first press wins, everybody else is told.
 * Nothing is sent here; a worker carries out the rows.
 */
export async function decide(deps: DecisionDeps, request: DecisionRequest): Promise<DecisionResult> {
  const review = await deps.reviews.find(request.reviewId);
  if (!review) return { kind: 'refused', refusal: { kind: 'unknown' } };
  const refusal = refusalOf(review, request) ?? blockedBy(deps, review, request);
  if (refusal) return { kind: 'refused', refusal: await withNewest(deps, refusal) };
  const effectIds = await deps.reviews.db.transaction().execute((trx) => record(trx, { deps, review, request }));
  if (effectIds !== null) crashPoint('C13');
  const after = await deps.reviews.find(request.reviewId);
  if (!after) throw new Error(`Review ${request.reviewId} vanished`);
  if (effectIds === null)
    return {
      kind: 'refused',
      refusal: await withNewest(deps, refusalOf(after, request) ?? { kind: 'expired', review: after }),
    };
  // A customer waits for what was just released.
  for (const effectId of effectIds) await deps.doorbell.ring('effect.deliver', { effectId }, { urgent: true });
  return { kind: 'decided', review: after };
}

function refusalOf(review: Review, request: DecisionRequest): Refusal | null {
  if (review.state === 'superseded') return { kind: 'superseded', review, newest: null };
  if (review.state === 'expired') return { kind: 'expired', review };
  if (review.state !== 'open') return { kind: 'decided', review };
  const seenThis = request.fingerprint.length >= 8 && review.fingerprint.startsWith(request.fingerprint);
  if (request.revision !== review.revision || !seenThis) return { kind: 'superseded', review, newest: null };
  return null;
}

function blockedBy(deps: DecisionDeps, review: Review, request: DecisionRequest): Refusal | null {
  const problems = problemsOf(review.shown, request, deps.checks);
  return problems.length > 0 ? { kind: 'blocked', problems } : null;
}

async function withNewest(deps: DecisionDeps, refusal: Refusal): Promise<Refusal> {
  if (refusal.kind !== 'superseded') return refusal;
  const newest = await deps.reviews.newestOf(refusal.review.caseId);
  return { ...refusal, newest: newest && newest.id !== refusal.review.id ? newest.id : null };
}

const STATE_AFTER = { approve: 'approved', edit: 'edited', reject: 'rejected' } as const;

/** Null when somebody else was first. */
async function record(
  trx: Transaction<ReviewTables>,
  { deps, review, request }: { deps: DecisionDeps; review: Review; request: DecisionRequest },
): Promise<number[] | null> {
  const { numUpdatedRows } = await trx
    .updateTable('review')
    .set({ state: STATE_AFTER[request.kind], decided_at: sql<Date>`now()` })
    .where('id', '=', review.id)
    .where('state', '=', 'open')
    .where('fingerprint', '=', review.fingerprint)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return null;
  const finalText = finalTextOf(review.shown, request);
  const decision = await trx
    .insertInto('decision')
    .values({
      review_id: review.id,
      kind: request.kind,
      actor: JSON.stringify(request.actor),
      surface: request.surface,
      fingerprint: review.fingerprint,
      final_text: finalText,
      reason: request.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const cause = { caseId: review.caseId, turnId: review.turnId, reviewId: review.id, decisionId: decision.id };
  const planned = [
    ...effectsOf(review, { ...request, finalText, disclosure: deps.disclosure }),
    cardRefresh(review.id, 'decided'),
  ];
  const ids = await planEffects(trx, cause, planned);
  await appendAudit(trx, {
    actor: actorLine(request.actor),
    action: `review ${STATE_AFTER[request.kind]}`,
    caseId: review.caseId,
    details: {
      reviewId: review.id,
      revision: review.revision,
      fingerprint: review.fingerprint,
      surface: request.surface,
      reason: request.reason,
    },
  });
  return ids;
}

function cardRefresh(reviewId: number, why: string): PlannedEffect<'slack_card_refresh'> {
  return { key: `card-refresh:${reviewId}:${why}`, kind: 'slack_card_refresh', payload: { reviewId } };
}

/**
 * The ticket moved on: open questions of the case are withdrawn, and what was planned for it but not yet begun will not be done.
 * Returns the reviews whose cards have to follow.
 */
export async function supersedeCase(trx: Kysely<ReviewTables>, scope: CaseScope, reason: string): Promise<void> {
  const { caseId } = scope;
  const touched = await supersedeEffects(
    trx,
    { ...scope, kinds: ['ticket_update', 'public_reply', 'tool_run'] },
    reason,
  );
  for (const { reviewId, turnId } of touched) {
    await planEffects(trx, { caseId, turnId, reviewId, decisionId: null }, [cardRefresh(reviewId, 'superseded')]);
  }
  // Last, because it writes to the audit: whoever holds that lock must not wait for rows that others hold.
  await withdrawReviews(trx, scope, reason);
}
