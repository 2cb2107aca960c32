import { messageKey, type PlannedEffect } from '../effects/effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import type { Clock } from '../platform/clock.ts';
import { crashPoint } from '../platform/crash-point.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { appendAudit } from '../review/audit.ts';
import { effectsOf } from '../review/carry-out.ts';
import { openReview } from '../review/decisions.ts';
import { questionEffects } from '../review/open-review.ts';
import { noteRedraftEnded } from '../review/redraft-ended.ts';
import { type Actor, personMark, type ShownReview } from '../review/review.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { underFence } from '../tickets/fence.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import { labelsOf, TAG_PREFIX } from '../tools/automatic/set-ticket-labels.ts';
import { noteHtml } from './note.ts';
import { findReplacedNote, REPLACED_TAG } from './replaced-note.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage, type TurnSoFar } from './stage.ts';
import { contactLine, triedOf } from './tried.ts';

export interface ActDeps {
  reviews: ReviewStore;
  taxonomy: Taxonomy;
  doorbell: Doorbell;
  clock: Clock;
  reviewExpiryMs: number;
  disclosure: string | null;
}

const POLICY: Actor = { kind: 'policy', id: 'policy', name: 'Deskhand', email: null };

/** Writes down what is to be done, all of it in one transaction, and rings. Nothing goes out from here. */
export const act: Stage<'act', ActDeps> = {
  name: 'act',
  schema: RESULT_SCHEMAS.act,
  async run(deps, soFar): Promise<Outcome<TurnResults['act']>> {
    const shown = shownOf(soFar);
    crashPoint('C7');
    const result = await underFence(deps.reviews.db, soFar.lease, (trx) => write(deps, trx, { soFar, shown }));
    const urgent = shown.assessment.urgency === 'urgent';
    for (const effectId of result.effectIds) await deps.doorbell.ring('effect.deliver', { effectId }, { urgent });
    return { kind: 'next', result };
  },
};

interface Work {
  soFar: TurnSoFar;
  shown: ShownReview;
}

async function write(deps: ActDeps, trx: ReviewStore['db'], { soFar, shown }: Work): Promise<TurnResults['act']> {
  const verdict = need(soFar, 'route');
  const { caseId } = soFar.lease;
  const turnId = soFar.turn.id;
  const asks = verdict.askInSlack && verdict.mayWriteOnTicket;
  const review = asks ? await openReview(trx, { turnId, caseId, shown, expiresInMs: deps.reviewExpiryMs }) : null;
  const cause = { caseId, turnId, reviewId: review?.reviewId ?? null, decisionId: null };
  const planned: PlannedEffect[] = [];
  if (verdict.mayWriteOnTicket) {
    const replaced = await findReplacedNote(trx, { caseId, turnId });
    planned.push(ticketUpdate(deps, soFar, { shown, replaced }));
  }
  if (review) planned.push(...questionEffects(review.reviewId, shown));
  else if (soFar.turn.round) planned.push(...(await noteRedraftEnded(trx, { turnId, why: whyOf(verdict.reasons) })));
  if (verdict.route === 'automatic' && verdict.mayWriteOnTicket) planned.push(...releasedByPolicy(deps, shown));
  const effectIds = await planEffects(trx, cause, planned);
  await appendAudit(trx, {
    actor: 'worker',
    action: 'turn routed',
    caseId,
    details: {
      turnId,
      route: verdict.route,
      reasons: verdict.reasons.map((reason) => reason.code),
      mode: verdict.mode,
    },
  });
  return { reviewId: review?.reviewId ?? null, effectIds };
}

function whyOf(reasons: ShownReview['reasons']): string {
  return reasons[0]?.words ?? 'It is not a matter for Slack.';
}

interface Noted {
  shown: ShownReview;
  replaced: Date | null;
}

function ticketUpdate(deps: ActDeps, soFar: TurnSoFar, { shown, replaced }: Noted): PlannedEffect<'ticket_update'> {
  const verdict = need(soFar, 'route');
  const round = soFar.turn.round ?? 0;
  const labels = labelsOf({
    assessment: shown.assessment,
    intent: deps.taxonomy.find(shown.assessment.intent),
    route: verdict.route,
    currentPriority: need(soFar, 'intake').priority,
  });
  return {
    // A new draft of the same turn has a note of its own: without one, the ticket would keep the draft that was sent back.
    key: `update:${messageKey(shown.ticketId, soFar.turn.commentId, soFar.turn.revision)}${round > 0 ? `:draft-${round + 1}` : ''}`,
    kind: 'ticket_update',
    payload: {
      ticketId: shown.ticketId,
      base: shown.base,
      ...labels,
      addTags: replaced ? [...labels.addTags, REPLACED_TAG] : labels.addTags,
      replaceTagPrefixes: [TAG_PREFIX],
      noteHtml: noteHtml(shown, { now: deps.clock.now(), askedInSlack: verdict.askInSlack, replaced }),
    },
  };
}

/** What a team has switched to automatic goes out as if policy itself had pressed, with the same checks behind it. */
function releasedByPolicy(deps: ActDeps, shown: ShownReview): PlannedEffect[] {
  const asIf = { ticketId: shown.ticketId, shown };
  return effectsOf(asIf, {
    kind: 'approve',
    actor: POLICY,
    finalText: shown.draft.text,
    reason: null,
    disclosure: deps.disclosure,
  }).filter((effect) => effect.kind === 'public_reply');
}

/** Everything a person is shown, frozen for the fingerprint. */
export function shownOf(soFar: TurnSoFar): ShownReview {
  const intake = need(soFar, 'intake');
  const { assessment, intentName } = need(soFar, 'assess');
  const { facts } = need(soFar, 'retrieve');
  const { proposals, sources, contacts, withPerson } = need(soFar, 'draft');
  const { draft, sentences, findings } = need(soFar, 'check');
  const { reasons, nextStep } = need(soFar, 'route');
  return {
    ticketId: intake.ticketId,
    ...(soFar.turn.revision ? { revision: soFar.turn.revision } : {}),
    ticketUrl: intake.url,
    subject: intake.subject,
    requester: {
      name: intake.requester.name,
      tier: facts.customer?.tier ?? 'standard',
      verified: intake.requester.verified,
      ...(intake.requester.email === null ? {} : { mark: personMark(intake.requester.email) }),
    },
    writer: intake.writer,
    ...(intake.copied?.length ? { copied: intake.copied } : {}),
    attachments: intake.attachments,
    customerMessage: intake.newest,
    intentName,
    assessment,
    draft,
    sentences,
    sources,
    proposals,
    findings,
    reasons,
    confidence: draft.confidence,
    nextStep,
    base: intake.base,
    tried: triedOf(soFar),
    ...(contacts.length > 0 ? { contacts: contacts.map(contactLine) } : {}),
    ...(withPerson ? { withPerson } : {}),
  };
}
