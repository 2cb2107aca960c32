import { type Kysely, sql } from 'kysely';
import { planEffects } from '../effects/plan-effects.ts';
import { appendAudit } from './audit.ts';
import { ShownReview } from './review.ts';
import type { ReviewTables } from './review-store.ts';

/**
 * Nobody decided in time. That is its own outcome, neither approval nor denial: the card says so and the ticket goes to people.
 * Returns the effects to deliver.
 */
export function expireReviews(db: Kysely<ReviewTables>): Promise<number[]> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .updateTable('review')
      .set({ state: 'expired', decided_at: sql<Date>`now()` })
      .where('state', '=', 'open')
      .where('expires_at', '<=', sql<Date>`now()`)
      .returning(['id', 'case_id', 'turn_id', 'ticket_id', 'shown'])
      .execute();
    const effectIds: number[] = [];
    for (const row of rows) {
      const cause = { caseId: row.case_id, turnId: row.turn_id, reviewId: row.id, decisionId: null };
      const noteHtml =
        '<p><strong>Nobody decided about the draft in time.</strong> Nothing was sent and nothing was done. This ticket needs a person.</p>';
      const { base } = ShownReview.parse(row.shown);
      const note = { ticketId: row.ticket_id, base, noteHtml, addTags: ['ai_draft__expired'] };
      effectIds.push(
        ...(await planEffects(trx, cause, [
          { key: `expired:${row.id}`, kind: 'staff_note', payload: note },
          { key: `card-refresh:${row.id}:expired`, kind: 'slack_card_refresh', payload: { reviewId: row.id } },
        ])),
      );
      await appendAudit(trx, {
        actor: 'worker',
        action: 'review expired',
        caseId: row.case_id,
        details: { reviewId: row.id },
      });
    }
    return effectIds;
  });
}
