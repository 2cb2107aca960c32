import { sql } from 'kysely';
import type { PlannedEffect } from '../effects/effect.ts';
import { type ClaimedEffect, planEffects } from '../effects/effect-store.ts';
import type { Metrics } from '../metrics/prometheus.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { appendAudit } from '../review/audit.ts';
import { cardRefresh } from '../review/open-review.ts';
import { escapeHtml } from '../review/reply-html.ts';
import type { ReviewStore } from '../review/review-store.ts';

export interface AfterEffectDeps {
  reviews: ReviewStore;
  doorbell: Doorbell;
  metrics: Metrics;
}

type Ended = 'done' | 'failed' | 'superseded';

/** What follows from the end of an effect: the card shows it, a failure reaches the ticket, an answered turn is done. */
export async function afterEffect(deps: AfterEffectDeps, effect: ClaimedEffect, state: Ended): Promise<void> {
  deps.metrics.effects.inc({ kind: effect.kind, state });
  const planned = [
    ...cardFollows(effect),
    ...failureNote(effect, state),
    ...(await olderCardsFollow(deps, effect, state)),
  ];
  const effectIds = await deps.reviews.db.transaction().execute(async (trx) => {
    if (effect.kind === 'public_reply' && state === 'done') await closeTurn(trx, effect.turnId);
    await appendAudit(trx, {
      actor: 'worker',
      action: `effect ${state}`,
      caseId: effect.caseId,
      details: { effectId: effect.id, key: effect.key, kind: effect.kind, attempts: effect.attempts },
    });
    const cause = {
      caseId: effect.caseId,
      turnId: effect.turnId,
      reviewId: effect.reviewId,
      decisionId: effect.decisionId,
    };
    return planEffects(trx, cause, planned);
  });
  for (const effectId of effectIds) await deps.doorbell.ring('effect.deliver', { effectId });
}

function cardFollows(effect: ClaimedEffect): PlannedEffect[] {
  if (effect.reviewId === null || !['tool_run', 'public_reply', 'slack_card', 'slack_note'].includes(effect.kind))
    return [];
  return [
    {
      key: `card-refresh:${effect.reviewId}:after-${effect.id}`,
      kind: 'slack_card_refresh',
      payload: { reviewId: effect.reviewId },
    },
  ];
}

/** A new card is up: the cards of earlier drafts link to it from now on. */
async function olderCardsFollow(
  { reviews }: AfterEffectDeps,
  effect: ClaimedEffect,
  state: Ended,
): Promise<PlannedEffect[]> {
  if (effect.kind !== 'slack_card' || state !== 'done' || effect.reviewId === null) return [];
  const older = await reviews.db
    .selectFrom('review as r')
    .innerJoin('surface as s', 's.review_id', 'r.id')
    .select('r.id')
    .where('r.case_id', '=', effect.caseId)
    .where('r.id', '<', effect.reviewId)
    .where('r.state', 'in', ['superseded', 'rejected'])
    .execute();
  return older.map(({ id }) => cardRefresh(id, `newer-${effect.reviewId}`));
}

/** What a person released and we could not do must be seen where they work, not only in a log. */
function failureNote(effect: ClaimedEffect, state: Ended): PlannedEffect[] {
  if (state !== 'failed' || (effect.kind !== 'tool_run' && effect.kind !== 'public_reply')) return [];
  const { payload } = effect;
  if (!('ticketId' in payload)) return [];
  const what = 'preview' in payload ? payload.preview : 'Sending the approved reply';
  const base = { lastPublicCommentId: 0, stamp: '', settled: false, tags: [] };
  const noteHtml = `<h3>Deskhand · An approved step failed: over to you</h3><p>${escapeHtml(what)} could not be done. Nothing after it was done either.</p>`;
  return [
    {
      key: `failed-effect:${effect.id}`,
      kind: 'staff_note',
      payload: { ticketId: payload.ticketId, base, noteHtml, addTags: ['ai_route__person'] },
    },
  ];
}

async function closeTurn(trx: ReviewStore['db'], turnId: number | null): Promise<void> {
  await sql`update turn set state = 'done', finished_at = now() where id = ${turnId} and state in ('waiting', 'open')`.execute(
    trx,
  );
}
