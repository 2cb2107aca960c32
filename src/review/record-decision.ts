import { sql, type Transaction } from 'kysely';
import { planEffects } from '../effects/plan-effects.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { effectsOf, finalTextOf } from './carry-out.ts';
import type { DecisionDeps, DecisionRequest } from './decision.ts';
import { editChangeOf } from './edit-change.ts';
import { formatNextStep } from './next-step.ts';
import { cardRefresh } from './open-review.ts';
import { askForRedraft, rejectionEffects } from './rejection.ts';
import { releasedBy } from './released.ts';
import type { Review } from './review.ts';
import type { ReviewTables } from './review-store.ts';

export interface Pressed {
  deps: DecisionDeps;
  review: Review;
  request: DecisionRequest;
}

const STATE_AFTER = { approve: 'approved', edit: 'edited', reject: 'rejected' } as const;

/** Closes the question for everybody else. False when somebody was first, or the row is not what was read. */
export async function closeQuestion(
  trx: Transaction<ReviewTables>,
  review: Review,
  end: { state: 'approved' | 'edited' | 'rejected' | 'superseded'; reason: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('review')
    .set({ state: end.state, decided_at: sql<Date>`now()`, closed_reason: end.reason })
    .where('id', '=', review.id)
    .where('state', '=', 'open')
    .where('fingerprint', '=', review.fingerprint)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The decision, what it releases and its audit entry. Null when somebody else was first. */
export async function recordDecision(trx: Transaction<ReviewTables>, pressed: Pressed): Promise<number[] | null> {
  const { deps, review, request } = pressed;
  const nextStep = request.nextStep ?? { kind: 'person' };
  if (!(await closeQuestion(trx, review, { state: STATE_AFTER[request.kind], reason: null }))) return null;
  const finalText = finalTextOf(review.shown, request);
  const { actor, reason } = request;
  const released =
    request.kind === 'reject'
      ? rejectionEffects(review, { actor, reason, nextStep })
      : effectsOf(review, { ...request, finalText, disclosure: deps.disclosure });
  const decisionId = await insertDecision(trx, pressed, { finalText, released: releasedBy(released) });
  const cause = { caseId: review.caseId, turnId: review.turnId, reviewId: review.id, decisionId };
  const ids = await planEffects(trx, cause, [...released, cardRefresh(review.id, 'decided')]);
  if (request.kind === 'reject' && nextStep.kind === 'redraft') await askForRedraft(trx, review.turnId, reason);
  await appendAudit(trx, {
    actor: actorLine(actor),
    action: `review ${STATE_AFTER[request.kind]}`,
    caseId: review.caseId,
    details: {
      reviewId: review.id,
      revision: review.revision,
      fingerprint: review.fingerprint,
      surface: request.surface,
      reason,
    },
  });
  return ids;
}

async function insertDecision(
  trx: Transaction<ReviewTables>,
  { review, request }: Pressed,
  { finalText, released }: { finalText: string | null; released: Record<string, string> },
): Promise<number> {
  const edit = finalText === null ? null : editChangeOf(review.shown.draft.text, finalText);
  const row = await trx
    .insertInto('decision')
    .values({
      review_id: review.id,
      kind: request.kind,
      actor: JSON.stringify(request.actor),
      surface: request.surface,
      fingerprint: review.fingerprint,
      final_text: finalText,
      reason: request.reason,
      edit_words: edit?.words ?? null,
      edit_share: edit?.share ?? null,
      edit_class: edit?.class ?? null,
      next_step: request.kind === 'reject' ? formatNextStep(request.nextStep ?? { kind: 'person' }) : null,
      released: JSON.stringify(released),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
