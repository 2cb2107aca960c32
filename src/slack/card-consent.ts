import { reasonsCut } from '../review/card-room.ts';
import type { Review, ShownReview } from '../review/review.ts';
import { mixedWords } from '../tickets/strange-text.ts';
import { cleanText } from '../tickets/visible-text.ts';
import { CARD_LIMITS } from './card-limits.ts';
import { shortText } from './card-text.ts';

/**
 * Why one press may not approve this, in words; empty when it may. Whoever presses Approve has to have seen all that will be done:
 * nothing cut, nothing hidden, and nothing that a check refuses.
 */
export function reasonsAgainstApproving(shown: ShownReview, wholeInThread = false): string[] {
  const draft = cleanText(shown.draft.text);
  const previews = shown.proposals.map((proposal) => cleanText(proposal.preview));
  const reasons = wholeInThread ? [] : reasonsCut(shown);
  const mixed = mixedWords(draft.text);
  if (mixed.length > 0) reasons.push(`The reply mixes look-alike letters of two alphabets: ${mixed.join(', ')}.`);
  if (draft.deceptive || previews.some((preview) => preview.deceptive)) {
    reasons.push('It contains invisible or direction-changing characters, so it may not read as it looks.');
  }
  const blocking = shown.findings.filter((finding) => finding.severity === 'block');
  if (blocking.length > 0) reasons.push('The checks refuse to send this reply as it is (see “Please check”).');
  const broken = shown.proposals.flatMap((proposal) => proposal.brokenLimits);
  reasons.push(...broken.map((limit) => `A limit is broken: ${shortText(limit, CARD_LIMITS.lineOfWords)}`));
  return reasons;
}

/** Other words in the reply do not make a broken limit whole, so editing is no way out. */
export function breaksLimit(shown: ShownReview): boolean {
  return shown.proposals.some((proposal) => proposal.brokenLimits.length > 0);
}

/** What a press sets in motion, in order; the last line is the reply. */
export function stepsOnApproval(shown: ShownReview): string[] {
  const actions = shown.proposals
    .slice(0, CARD_LIMITS.proposals)
    .map((proposal) => shortText(proposal.preview, CARD_LIMITS.proposalPreview + 1));
  const links = shown.sources.some(
    (source) => source.kind === 'article' && source.visibility === 'public' && isCited(shown, source.n),
  );
  return [
    ...actions,
    links
      ? 'Send the reply above to the customer, with links to the articles it cites'
      : 'Send the reply above to the customer',
  ];
}

export function isCited(shown: ShownReview, n: number): boolean {
  return shown.draft.text.includes(`[${n}]`);
}

/** Money, access or a commitment moves: worth a second look before the press counts. */
export function confirmationOf({ shown }: Review): string | null {
  const weighty = shown.proposals.filter((proposal) => proposal.moves !== 'nothing');
  if (weighty.length === 0) return null;
  const all = weighty.map((proposal) => shortText(proposal.preview, CARD_LIMITS.proposalPreview + 1)).join('; ');
  const named = all.length <= 200 ? all : `${weighty.length} actions, all listed on the card`;
  return `${named}. Then the reply goes to the customer. The reply cannot be taken back.`;
}
