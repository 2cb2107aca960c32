import type { types } from '@slack/bolt';
import { unreachable } from '../platform/errors.ts';
import type { Actor, CarriedOut, Review } from '../review/review.ts';
import { bandOf } from '../tickets/assessment.ts';
import {
  called,
  cardUrl,
  contextBlock,
  type Line,
  label,
  list,
  listBlock,
  mention,
  moment,
  type RichTextBlock,
  words,
} from './card-blocks.ts';
import { buttons, canBeRescued, closedButtons } from './card-buttons.ts';
import { breaksLimit, reasonsAgainstApproving, stepsOnApproval } from './card-consent.ts';
import { CARD_LIMITS as LIMITS } from './card-limits.ts';
import { plainWords, shortText } from './card-text.ts';

/** The lower part of a card: buttons while the question is open, afterwards what was decided and what became of it. Pure. */
export function answerBlocks(review: Review, workspaceUrl: string | null): types.KnownBlock[] {
  if (review.state === 'open') return openBlocks(review);
  return [
    ...notDoneBlocks(review),
    contextBlock('stamp', stampOf(review, workspaceUrl)),
    ...reasonBlocks(review),
    ...resultBlocks(review),
    ...rescueBlocks(review),
    { type: 'actions', block_id: 'actions', elements: closedButtons(review) },
  ];
}

function openBlocks(review: Review): types.KnownBlock[] {
  const may = {
    approve: reasonsAgainstApproving(review.shown, review.wholeInThread).length === 0,
    edit: !breaksLimit(review.shown),
  };
  return [
    planBlock(review, 'On approval', stepsOnApproval(review.shown)),
    ...withheldBlocks(review, may.edit),
    contextBlock(
      'state',
      [draftLine(review), ...askedLine(review), `open until ${moment(review.expiresAt)}`].join(' · '),
    ),
    { type: 'actions', block_id: 'actions', elements: buttons(review, may) },
  ];
}

/** Why a button is missing, and what can be done instead. */
function withheldBlocks({ shown, wholeInThread }: Review, mayEdit: boolean): RichTextBlock[] {
  const reasons = reasonsAgainstApproving(shown, wholeInThread).slice(0, LIMITS.withheld);
  if (reasons.length === 0) return [];
  const instead = mayEdit ? 'Edit the reply, or answer on the ticket' : 'Please decide and answer on the ticket';
  return [
    listBlock(
      'withheld',
      `Approve is not offered here. ${instead}`,
      reasons.map((reason): Line => [words(reason)]),
    ),
  ];
}

function draftLine({ revision, shown }: Review): string {
  const percent = Math.round(Math.min(1, Math.max(0, shown.confidence)) * 100);
  return `Draft ${revision} · answer confidence ${bandOf(shown.confidence).toLowerCase()} (${percent} %)`;
}

function askedLine({ askedOf, shown, wholeInThread }: Review): string[] {
  const asked = askedOf === null ? null : called(askedOf);
  return [
    ...(asked === null ? [] : [`asked of ${asked}`]),
    ...(shown.preparedBy ? [`prepared by ${plainWords(shown.preparedBy.name)}, so somebody else decides`] : []),
    ...(wholeInThread ? ['the whole of it is in the thread'] : []),
  ];
}

function planBlock({ shown }: Review, title: string, steps: readonly string[]): RichTextBlock {
  const lines = steps.map((step, index): Line => {
    const proposal = shown.proposals[index];
    const reason = shortText(proposal?.reason ?? '', LIMITS.proposalReason);
    const cautions = shortText(proposal?.cautions.join(' ') ?? '', LIMITS.proposalCautions);
    return [
      words(step),
      ...(reason === '' ? [] : [words(` – ${reason}`, { italic: true })]),
      ...(cautions === '' ? [] : [words(` ⚠ ${cautions}`)]),
    ];
  });
  return { type: 'rich_text', block_id: 'plan', elements: [label(title), list(lines, 'ordered')] };
}

/** For the record: actions that a closed question had proposed. Those of an approved one stand among the results. */
function notDoneBlocks(review: Review): RichTextBlock[] {
  const steps = stepsOnApproval(review.shown).slice(0, -1);
  return steps.length === 0 || review.carriedOut.length > 0 ? [] : [planBlock(review, 'Was proposed', steps)];
}

/** Who did what and when, in one line. */
function stampOf(review: Review, workspaceUrl: string | null): string {
  const draft = `draft ${review.revision}`;
  if (review.state === 'superseded')
    return `↷ *Withdrawn* · ${draft} · ${plainWords(review.closedReason ?? 'the ticket moved on', 120)}. Nothing of it was sent.${newerLink(review, workspaceUrl)}`;
  if (review.state === 'expired')
    return `✗ *Expired* · ${draft} · nobody decided in time, so nothing was sent. The ticket waits for the team.`;
  const verdict =
    review.state === 'rejected'
      ? '✗ *Rejected*'
      : `✓ *${review.state === 'edited' ? 'Edited and approved' : 'Approved'}*`;
  return review.decision === null
    ? `${verdict} · ${draft}`
    : `${verdict} by ${actorWords(review.decision.actor)} · ${moment(review.decision.decidedAt)} · ${draft}`;
}

function newerLink({ newer }: Review, workspaceUrl: string | null): string {
  if (!newer) return '';
  const url = cardUrl(workspaceUrl, newer);
  return url === null ? ` Draft ${newer.revision} is below.` : ` <${url}|See draft ${newer.revision}>`;
}

export function actorWords(actor: Actor): string {
  const known = actor.kind === 'slack' ? mention(actor.id) : null;
  return known ?? plainWords(actor.name);
}

function reasonBlocks({ decision, closedReason }: Review): RichTextBlock[] {
  if (decision?.kind !== 'reject') return [];
  const reason = shortText(decision.reason ?? '', LIMITS.rejectReason);
  const lines: Line[] = [[words(reason === '' ? 'No reason was given.' : `Reason: ${reason}`)]];
  const next = closedReason ?? decision.nextStep;
  if (next) lines.push([words(shortText(next, LIMITS.rejectReason))]);
  return [listBlock('reason', 'Nothing was sent and nothing was done', lines)];
}

function resultBlocks({ carriedOut }: Review): RichTextBlock[] {
  if (carriedOut.length === 0) return [];
  const shown = carriedOut.slice(0, LIMITS.proposals + 1).map((step): Line => [words(resultWords(step))]);
  return [listBlock('results', 'What became of it', shown)];
}

/** Who did what about a failed step, and what the buttons are for. */
function rescueBlocks(review: Review): types.KnownBlock[] {
  const { rescue } = review;
  const did = rescue?.kind === 'retry' ? '↻ *Tried again*' : '✋ *Taken over*';
  const lines = rescue ? [`${did} by ${actorWords(rescue.actor)} · ${moment(rescue.at)}`] : [];
  if (canBeRescued(review))
    lines.push('*Try again* repeats exactly what was approved. *Take over* leaves it to you, on the ticket.');
  return lines.length === 0 ? [] : [contextBlock('rescue', lines.join('\n'))];
}

function resultWords({ preview, state, reason }: CarriedOut): string {
  const what = shortText(preview, LIMITS.proposalPreview + 1);
  const why = reason === null ? '' : `: ${shortText(reason, LIMITS.lineOfWords)}`;
  switch (state) {
    case 'done':
      return `✓ ${what}: done`;
    case 'planned':
    case 'sending':
      return `… ${what}: on its way`;
    case 'unknown':
      return `… ${what}: checking whether it went through`;
    case 'failed':
      return `✗ ${what}: failed${sentence(why)}`;
    case 'superseded':
      return `↷ ${what}: not done${reason?.startsWith('Not done, because') ? reason.slice('Not done'.length) : why}`;
    default:
      return unreachable(state);
  }
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
