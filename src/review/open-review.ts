import { type Kysely, sql } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import { appendAudit } from './audit.ts';
import { isCut, isMessageCut } from './card-room.ts';
import { changesBetween } from './changes-between.ts';
import { fingerprintOf, ShownReview } from './review.ts';
import type { ReviewTables } from './review-store.ts';

export interface NewReview {
  turnId: number;
  caseId: number;
  round: number;
  shown: ShownReview;
  expiresAt: Date | { inMs: number };
}

/** Writes the row of a question, with what is different from the last one about the same case. Withdraws nothing. */
export async function insertReview(
  trx: Kysely<ReviewTables>,
  request: NewReview,
): Promise<{ reviewId: number; revision: number; shown: ShownReview }> {
  const last = await trx
    .selectFrom('review')
    .select(['revision', 'shown'])
    .where('case_id', '=', request.caseId)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  const revision = (last?.revision ?? 0) + 1;
  // As the row will be read again: the fingerprint is taken of that.
  const fresh = ShownReview.parse(JSON.parse(JSON.stringify(request.shown)));
  const changes = fresh.changes ?? (last ? changesBetween(ShownReview.parse(last.shown), fresh) : []);
  const shown = changes.length > 0 ? { ...fresh, changes } : fresh;
  const { expiresAt } = request;
  const row = await trx
    .insertInto('review')
    .values({
      turn_id: request.turnId,
      case_id: request.caseId,
      ticket_id: shown.ticketId,
      revision,
      round: request.round,
      fingerprint: fingerprintOf(shown),
      shown: JSON.stringify(shown),
      expires_at:
        expiresAt instanceof Date ? expiresAt : sql<Date>`now() + make_interval(secs => ${expiresAt.inMs / 1000})`,
      decided_at: null,
      closed_reason: null,
      asked_of: null,
      remind_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendAudit(trx, {
    actor: 'worker',
    action: 'review opened',
    caseId: request.caseId,
    details: { reviewId: row.id, revision, reasons: shown.reasons.map((reason) => reason.code) },
  });
  return { reviewId: row.id, revision, shown };
}

/** What puts a question before people: its card, and all of it in the thread where the card has to cut. */
export function questionEffects(reviewId: number, shown: ShownReview): PlannedEffect[] {
  const card: PlannedEffect = { key: `card:${reviewId}`, kind: 'slack_card', payload: { reviewId } };
  if (!isCut(shown) && !isMessageCut(shown)) return [card];
  const payload = { reviewId, note: 'whole' as const, mention: null, by: null };
  return [card, { key: `note:${reviewId}:whole`, kind: 'slack_note', payload, after: card.key }];
}

/** Brings the card of a review up to date. `why` makes the key: the same cause refreshes once. */
export function cardRefresh(reviewId: number, why: string): PlannedEffect<'slack_card_refresh'> {
  return { key: `card-refresh:${reviewId}:${why}`, kind: 'slack_card_refresh', payload: { reviewId } };
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
    .set({ state: 'superseded', decided_at: sql<Date>`now()`, closed_reason: reason })
    .where('case_id', '=', caseId)
    .where('turn_id', '<>', exceptTurnId ?? 0)
    .where('state', '=', 'open')
    .returning(['id', 'turn_id'])
    .execute();
  for (const row of rows) {
    const cause = { caseId, turnId: row.turn_id, reviewId: row.id, decisionId: null };
    await planEffects(trx, cause, [cardRefresh(row.id, 'superseded')]);
    const details = { reviewId: row.id, reason };
    await appendAudit(trx, { actor: 'worker', action: 'review superseded', caseId, details });
  }
  return rows.map((row) => row.id);
}
