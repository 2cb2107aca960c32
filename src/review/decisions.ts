import { type Kysely, sql } from 'kysely';
import { planEffects, supersedeEffects } from '../effects/plan-effects.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { problemsOf } from './carry-out.ts';
import type { DecisionDeps, DecisionRequest, DecisionResult, Refusal } from './decision.ts';
import { type CaseScope, cardRefresh, insertReview, withdrawReviews } from './open-review.ts';
import { passOn } from './pass-on.ts';
import { type Pressed, recordDecision } from './record-decision.ts';
import { fingerprintOf, personMark, type Review, type ShownReview } from './review.ts';
import type { ReviewTables } from './review-store.ts';
import { needsSecondPerson, type SecondPersonRule } from './risk-class.ts';

/** Puts a question to a person. An older open question of the case is withdrawn in the same transaction. */
export async function openReview(
  trx: Kysely<ReviewTables>,
  request: { turnId: number; caseId: number; shown: ShownReview; expiresInMs: number },
): Promise<{ reviewId: number; revision: number; withdrawn: number[] }> {
  const { turnId, caseId } = request;
  const { rows } = await sql<{ round: number }>`select round from turn where id = ${turnId}`.execute(trx);
  const round = rows[0]?.round ?? 0;
  const existing = await trx
    .selectFrom('review')
    .select(['id', 'revision'])
    .where('turn_id', '=', turnId)
    .where('round', '=', round)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  if (existing) return { reviewId: existing.id, revision: existing.revision, withdrawn: [] };
  const withdrawn = await withdrawReviews(trx, { caseId, exceptTurnId: null }, 'A newer draft replaces this one');
  const { shown, expiresInMs } = request;
  const opened = await insertReview(trx, { turnId, caseId, round, shown, expiresAt: { inMs: expiresInMs } });
  return { reviewId: opened.reviewId, revision: opened.revision, withdrawn };
}

/**
 * One conditional update decides, and writes the effects in the same transaction: the first press wins, everybody else is told.
 * Nothing is sent here; a worker carries out the rows.
 */
export async function decide(deps: DecisionDeps, request: DecisionRequest): Promise<DecisionResult> {
  const review = await deps.reviews.find(request.reviewId);
  if (!review) return { kind: 'refused', refusal: { kind: 'unknown' } };
  const rule = deps.secondPerson ?? 'off';
  const refusal =
    refusalOf(review, request) ?? personRefusal(review, request, rule) ?? blockedBy(deps, review, request);
  if (refusal) return { kind: 'refused', refusal: await withNewest(deps, refusal) };
  const pressed = { deps, review, request };
  if (needsSecondPerson(review.shown, request.kind, rule)) return passToSecond(pressed);
  const effectIds = await deps.reviews.db.transaction().execute((trx) => recordDecision(trx, pressed));
  if (effectIds !== null) crashPoint('C13');
  const after = await mustFind(deps, review.id);
  if (effectIds === null) return tooLate(pressed, after);
  await ring(deps, effectIds);
  if (request.kind === 'reject' && request.nextStep?.kind === 'redraft')
    await deps.doorbell.ring('ticket.changed', { ticketId: review.ticketId });
  return { kind: 'decided', review: after };
}

async function passToSecond(pressed: Pressed): Promise<DecisionResult> {
  const { deps, review } = pressed;
  const passed = await deps.reviews.db.transaction().execute((trx) => passOn(trx, pressed));
  if (passed === null) return tooLate(pressed, await mustFind(deps, review.id));
  await ring(deps, passed.effectIds);
  return { kind: 'passed_on', review: await mustFind(deps, passed.reviewId) };
}

/** Somebody was first between our look and our write. */
async function tooLate({ deps, request }: Pressed, after: Review): Promise<DecisionResult> {
  const refusal = refusalOf(after, request) ?? { kind: 'expired' as const, review: after };
  return { kind: 'refused', refusal: await withNewest(deps, refusal) };
}

async function ring(deps: DecisionDeps, effectIds: readonly number[]): Promise<void> {
  for (const effectId of effectIds) await deps.doorbell.ring('effect.deliver', { effectId }, { urgent: true });
}

async function mustFind(deps: DecisionDeps, reviewId: number): Promise<Review> {
  const review = await deps.reviews.find(reviewId);
  if (!review) throw new Error(`Review ${reviewId} vanished`);
  return review;
}

function refusalOf(review: Review, request: DecisionRequest): Refusal | null {
  if (review.state === 'superseded') return { kind: 'superseded', review, newest: null };
  if (review.state === 'expired') return { kind: 'expired', review };
  if (review.state !== 'open') return { kind: 'decided', review };
  const seenThis = request.fingerprint.length >= 8 && review.fingerprint.startsWith(request.fingerprint);
  if (request.revision !== review.revision || !seenThis) return { kind: 'superseded', review, newest: null };
  return fingerprintOf(review.shown) === review.fingerprint ? null : { kind: 'tampered', review };
}

function personRefusal(review: Review, request: DecisionRequest, rule: SecondPersonRule): Refusal | null {
  const { preparedBy, requester } = review.shown;
  const { email } = request.actor;
  if (request.kind !== 'reject' && email !== null && requester.mark === personMark(email))
    return { kind: 'own_request', review };
  if (request.kind === 'reject' || preparedBy?.id !== request.actor.id) return null;
  return needsSecondPerson(review.shown, request.kind, rule) ? null : { kind: 'same_person', review };
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
