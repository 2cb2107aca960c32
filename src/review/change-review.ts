import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { planEffects } from '../effects/plan-effects.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import { cardRefresh } from './open-review.ts';
import type { Actor } from './review.ts';
import type { ReviewTables } from './review-store.ts';

export interface ChangeDeps {
  db: Kysely<ReviewTables>;
  doorbell: Doorbell;
}

/** Which question, as the person saw it, and who asks for the change. */
export interface ChangeRequest {
  reviewId: number;
  revision: number;
  fingerprint: string;
  actor: Actor;
}

export interface Reassignment extends ChangeRequest {
  /** Slack id of a person or user group. */
  to: string;
}

/** Puts an open question to somebody else. It stays open, and the same people may decide. False when it is not open any more. */
export async function reassign(deps: ChangeDeps, request: Reassignment): Promise<boolean> {
  const ids = await deps.db.transaction().execute(async (trx) => {
    const row = await setAskedOf(trx, request);
    if (!row) return null;
    const cause = { caseId: row.case_id, turnId: row.turn_id, reviewId: row.id, decisionId: null };
    const once = randomUUID();
    const payload = { reviewId: row.id, note: 'reassigned' as const, mention: request.to, by: request.actor.name };
    const planned = [
      { key: `note:${row.id}:reassigned-${once}`, kind: 'slack_note' as const, payload },
      cardRefresh(row.id, `reassigned-${once}`),
    ];
    const details = { reviewId: row.id, to: request.to };
    await appendAudit(trx, {
      actor: actorLine(request.actor),
      action: 'review reassigned',
      caseId: row.case_id,
      details,
    });
    return planEffects(trx, cause, planned);
  });
  for (const effectId of ids ?? []) await deps.doorbell.ring('effect.deliver', { effectId });
  return ids !== null;
}

function setAskedOf(trx: Transaction<ReviewTables>, request: Reassignment) {
  return (
    trx
      .updateTable('review')
      // Whoever is asked anew gets the same time and the same bells as the first.
      .set({ asked_of: request.to, reminders: 0, remind_at: sql<Date>`now() + interval '15 minutes'` })
      .where('id', '=', request.reviewId)
      .where('state', '=', 'open')
      .where('revision', '=', request.revision)
      .where(sql<boolean>`starts_with(fingerprint, ${request.fingerprint})`)
      .returning(['id', 'case_id', 'turn_id'])
      .executeTakeFirst()
  );
}

/** One person wants to hear of it again. False when the question is not open any more. */
export async function remindLater(
  deps: ChangeDeps,
  request: { reviewId: number; slackId: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into review_reminder (review_id, slack_id, due_at)
    select id, ${request.slackId}, ${request.at} from review where id = ${request.reviewId} and state = 'open'
    on conflict (review_id, slack_id) do update set due_at = excluded.due_at
    returning review_id
  `.execute(deps.db);
  return rows.length > 0;
}
