import { type QueryExecutorProvider, sql } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { type NextStep, nextStepWords } from './next-step.ts';
import { escapeHtml } from './reply-html.ts';
import type { Actor, Review } from './review.ts';

export interface Rejection {
  actor: Actor;
  reason: string | null;
  nextStep: NextStep;
}

/** What a rejection does on the ticket: a note that says why, and the chosen next step in the same write. */
export function rejectionEffects(review: Review, { actor, reason, nextStep }: Rejection): PlannedEffect[] {
  const why = reason === null ? '' : `<p>Reason: ${escapeHtml(reason)}</p>`;
  const noteHtml = `<p><strong>${escapeHtml(actor.name)} rejected the draft.</strong> Nothing was sent and nothing was done. ${escapeHtml(nextStepWords(nextStep))}</p>${why}`;
  const shared = { ticketId: review.ticketId, base: review.shown.base, noteHtml, addTags: ['ai_draft__rejected'] };
  const key = `rejected:${review.id}`;
  if (nextStep.kind !== 'group' && nextStep.kind !== 'close') return [{ key, kind: 'staff_note', payload: shared }];
  return [
    {
      key,
      kind: 'ticket_update',
      payload: {
        ...shared,
        replaceTagPrefixes: [],
        fields: {},
        priority: null,
        group: nextStep.kind === 'group' ? nextStep.group : null,
        status: nextStep.kind === 'close' ? 'solved' : 'open',
      },
    },
  ];
}

/** Opens the turn again from its draft on; what was read and assessed stays. Rows only: the doorbell is rung by the caller. */
export async function askForRedraft(trx: QueryExecutorProvider, turnId: number, note: string | null): Promise<void> {
  await sql`delete from step where turn_id = ${turnId} and stage in ('draft', 'check', 'route', 'act')`.execute(trx);
  await sql`
    update turn set state = 'open', round = round + 1, redraft_note = ${note}, attempts = 0, next_at = now(), finished_at = null
    where id = ${turnId}
  `.execute(trx);
}
