import type { Transaction } from 'kysely';
import { planEffects } from '../effects/plan-effects.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { finalTextOf } from './carry-out.ts';
import { changesBetween } from './changes-between.ts';
import { checkReply } from './checks.ts';
import { cardRefresh, insertReview, questionEffects } from './open-review.ts';
import { closeQuestion, type Pressed } from './record-decision.ts';
import type { ShownReview } from './review.ts';
import type { ReviewTables } from './review-store.ts';

/**
 * The first of two people has pressed: nothing is released. The question is put again as a new revision, with their words and their
 * name, and somebody else decides it. Null when somebody was first.
 */
export async function passOn(
  trx: Transaction<ReviewTables>,
  pressed: Pressed,
): Promise<{ reviewId: number; effectIds: number[] } | null> {
  const { review, request } = pressed;
  const did = request.kind === 'edit' ? 'changed the reply' : 'approved';
  const reason = `${request.actor.name} ${did}; a second person has to decide`;
  if (!(await closeQuestion(trx, review, { state: 'superseded', reason }))) return null;
  const { turnId, caseId, expiresAt } = review;
  const { round } = await trx
    .selectFrom('review')
    .select('round')
    .where('id', '=', review.id)
    .executeTakeFirstOrThrow();
  const next = await insertReview(trx, { turnId, caseId, round, shown: prepared(pressed), expiresAt });
  const cause = { caseId, turnId, decisionId: null };
  const effectIds = [
    ...(await planEffects(trx, { ...cause, reviewId: next.reviewId }, questionEffects(next.reviewId, next.shown))),
    ...(await planEffects(trx, { ...cause, reviewId: review.id }, [cardRefresh(review.id, 'superseded')])),
  ];
  await appendAudit(trx, {
    actor: actorLine(request.actor),
    action: 'review passed on',
    caseId,
    details: { reviewId: review.id, nextReviewId: next.reviewId, kind: request.kind, surface: request.surface },
  });
  return { reviewId: next.reviewId, effectIds };
}

function prepared({ deps, review, request }: Pressed): ShownReview {
  const { shown } = review;
  const text = finalTextOf(shown, request) ?? '';
  const { id, name } = request.actor;
  const first =
    request.kind === 'edit' ? `${name} edited the reply.` : `${name} approved this; a second person has to as well.`;
  const after: ShownReview = { ...shown, draft: { ...shown.draft, text }, preparedBy: { id, name } };
  if (request.kind === 'edit') {
    const checked = checkReply(
      { text, sources: shown.sources, customerLanguage: shown.assessment.language },
      deps.checks,
    );
    after.sentences = checked.sentences;
    // What a person's own words may override was theirs to override; the second person still reads it.
    after.findings = checked.findings.map((finding) => ({ ...finding, severity: 'warn' as const }));
  }
  const changes = [first, ...changesBetween(shown, after)];
  return { ...after, changes };
}
