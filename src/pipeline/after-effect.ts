import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import type { ClaimedEffect, EffectTables } from '../effects/effect-rows.ts';
import type { EndState } from '../effects/finish-effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import type { Metrics } from '../metrics/prometheus.ts';
import { appendAudit } from '../review/audit.ts';
import { cardRefresh } from '../review/open-review.ts';
import { escapeHtml } from '../review/reply-html.ts';

/** What follows from the end of an effect: the card shows it, a failure reaches the ticket, an answered turn is done. */
export async function afterEffect(
  metrics: Metrics,
  trx: Transaction<EffectTables>,
  effect: ClaimedEffect,
  state: EndState,
): Promise<number[]> {
  metrics.effects.inc({ kind: effect.kind, state });
  if (effect.kind === 'public_reply' && state === 'done') await closeTurn(trx, effect.turnId);
  await appendAudit(trx, {
    actor: 'worker',
    action: `effect ${state}`,
    caseId: effect.caseId,
    details: { effectId: effect.id, key: effect.key, kind: effect.kind, attempts: effect.attempts },
  });
  const { caseId, turnId, reviewId, decisionId } = effect;
  return planEffects(trx, { caseId, turnId, reviewId, decisionId }, [
    ...cardFollows(effect),
    ...failureNote(effect, state),
    ...(await olderCardsFollow(trx, effect, state)),
  ]);
}

function cardFollows(effect: ClaimedEffect): PlannedEffect[] {
  if (effect.reviewId === null || !['tool_run', 'public_reply', 'slack_card', 'slack_note'].includes(effect.kind))
    return [];
  return [
    {
      // An effect that was given back ends once more, and the card has to say so once more.
      key: `card-refresh:${effect.reviewId}:after-${effect.id}-${effect.fence}`,
      kind: 'slack_card_refresh',
      payload: { reviewId: effect.reviewId },
    },
  ];
}

/** A new card is up: the cards of earlier drafts link to it from now on. */
async function olderCardsFollow(
  trx: QueryExecutorProvider,
  effect: ClaimedEffect,
  state: EndState,
): Promise<PlannedEffect[]> {
  if (effect.kind !== 'slack_card' || state !== 'done' || effect.reviewId === null) return [];
  const { rows } = await sql<{ id: number }>`
    select r.id from review r join surface s on s.review_id = r.id
    where r.case_id = ${effect.caseId} and r.id < ${effect.reviewId} and r.state in ('superseded', 'rejected')
  `.execute(trx);
  return rows.map(({ id }) => cardRefresh(id, `newer-${effect.reviewId}`));
}

/** What a person released and we could not do must be seen where they work, not only in a log. */
function failureNote(effect: ClaimedEffect, state: EndState): PlannedEffect[] {
  if (state !== 'failed' || (effect.kind !== 'tool_run' && effect.kind !== 'public_reply')) return [];
  const { payload } = effect;
  if (!('ticketId' in payload)) return [];
  const what = 'preview' in payload ? payload.preview : 'Sending the approved reply';
  const base = { lastPublicCommentId: 0, stamp: '', settled: false, tags: [] };
  // An earlier attempt got no answer and the other side could not be asked: "failed" would be a guess.
  const became = effect.mayHaveHappened
    ? 'got no clear answer. It may have been done: please look there before you do it by hand.'
    : 'could not be done.';
  const noteHtml = `<h3>Deskhand · An approved step failed: over to you</h3><p>${escapeHtml(what)} ${became} Nothing after it was done.</p>`;
  return [
    {
      key: `failed-effect:${effect.id}`,
      kind: 'staff_note',
      payload: { ticketId: payload.ticketId, base, noteHtml, addTags: ['ai_route__person'] },
    },
  ];
}

async function closeTurn(trx: Transaction<EffectTables>, turnId: number | null): Promise<void> {
  await sql`update turn set state = 'done', finished_at = now() where id = ${turnId} and state in ('waiting', 'open')`.execute(
    trx,
  );
}
