import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { giveBack } from '../effects/give-back.ts';
import { type Cause, planEffects } from '../effects/plan-effects.ts';
import { actorLine } from './actor.ts';
import { appendAudit } from './audit.ts';
import type { ChangeDeps, ChangeRequest } from './change-review.ts';
import { lastRescue } from './last-rescue.ts';
import { cardRefresh } from './open-review.ts';
import { escapeHtml } from './reply-html.ts';
import type { Rescue, RescueKind } from './review.ts';
import type { ReviewTables } from './review-store.ts';

export interface RescueRequest extends ChangeRequest {
  kind: RescueKind;
}

export type RescueResult =
  | { kind: 'done' }
  /** Nothing of it has failed, or somebody was first: `by` says who. */
  | { kind: 'refused'; by: Rescue | null };

/**
 * An approved step failed, and a person presses "Try again" or "Take over". The rows of what failed are locked first, so of all who press
 * at once one is heard. Tried again is exactly what was released before; whether it has happened after all is looked up before.
 */
export async function rescue(deps: ChangeDeps, request: RescueRequest): Promise<RescueResult> {
  // Whoever comes long after the first needs no lock to be told so.
  const earlier = await lastRescue(deps.db, request.reviewId);
  if (earlier?.kind === 'take_over') return { kind: 'refused', by: earlier };
  const ids = await deps.db.transaction().execute((trx) => rescueOnce(trx, request));
  if (ids === null) return { kind: 'refused', by: await lastRescue(deps.db, request.reviewId) };
  for (const effectId of ids) await deps.doorbell.ring('effect.deliver', { effectId }, { urgent: true });
  return { kind: 'done' };
}

interface Failed {
  id: number;
  case_id: number;
  turn_id: number | null;
  ticket_id: number;
  what: string;
}

async function rescueOnce(trx: Transaction<ReviewTables>, request: RescueRequest): Promise<number[] | null> {
  const { reviewId, kind, actor } = request;
  const failed = await lockFailed(trx, request);
  const [first] = failed;
  const last = await lastRescue(trx, reviewId);
  if (!first || last?.kind === 'take_over') return null;
  if (kind === 'retry') for (const { id } of failed) await giveBack(trx, id);
  await sql`insert into review_rescue (review_id, kind, actor) values (${reviewId}, ${kind}, ${JSON.stringify(actor)})`.execute(
    trx,
  );
  const cause: Cause = { caseId: first.case_id, turnId: first.turn_id, reviewId, decisionId: null };
  const planned = await planEffects(trx, cause, follows(request, failed));
  await appendAudit(trx, {
    actor: actorLine(actor),
    action: kind === 'retry' ? 'failed step tried again' : 'failed step taken over',
    caseId: first.case_id,
    details: { reviewId, effects: failed.map(({ id }) => id) },
  });
  return [...(kind === 'retry' ? failed.map(({ id }) => id) : []), ...planned];
}

/** What failed of the very question that the person saw. Whoever waits here behind another press finds nothing failed any more. */
async function lockFailed(trx: Transaction<ReviewTables>, request: RescueRequest): Promise<Failed[]> {
  const { rows } = await sql<Failed>`
    select e.id, e.case_id, e.turn_id, r.ticket_id, coalesce(e.payload->>'preview', 'The reply to the customer') as what
    from effect e join review r on r.id = e.review_id
    where r.id = ${request.reviewId} and r.revision = ${request.revision} and starts_with(r.fingerprint, ${request.fingerprint})
      and r.state in ('approved', 'edited') and e.state = 'failed' and e.kind in ('tool_run', 'public_reply')
    order by e.id for update of e
  `.execute(trx);
  return rows;
}

/** Whoever works on the ticket has to know as well: two people must not repair the same thing in two places. */
function follows({ reviewId, kind, actor }: RescueRequest, failed: readonly Failed[]): PlannedEffect[] {
  const [first] = failed;
  const once = randomUUID();
  const what = escapeHtml(failed.map((step) => step.what).join('; '));
  const name = escapeHtml(actor.name);
  const noteHtml =
    kind === 'retry'
      ? `<p><strong>${name} lets Deskhand try again what failed:</strong> ${what}. Please do not do it by hand meanwhile.</p>`
      : `<p><strong>${name} takes over what failed:</strong> ${what}. Deskhand will not try it again, and what came after it is not done either.</p>`;
  const base = { lastPublicCommentId: 0, stamp: '', settled: false, tags: [] };
  const addTags = kind === 'retry' ? [] : ['ai_step__taken_over'];
  return [
    {
      key: `rescue:${reviewId}:${once}`,
      kind: 'staff_note',
      payload: { ticketId: first?.ticket_id ?? 0, base, noteHtml, addTags },
    },
    cardRefresh(reviewId, `rescue-${once}`),
  ];
}
