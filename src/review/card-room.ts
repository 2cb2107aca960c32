import { cleanText } from '../tickets/visible-text.ts';
import type { ShownReview } from './review.ts';

/** How much of what will be sent and done a card can show, and how much the thread under it. */
export const CARD_ROOM = { message: 1_200, draft: 2_500, proposals: 12, proposalPreview: 200 } as const;
const THREAD_ROOM = 11_000;

type Sent = Pick<ShownReview, 'draft' | 'proposals'>;

/** What does not fit on the card, in words. Once all of it stands in the thread, it has been shown. */
export function reasonsCut({ draft, proposals }: Sent): string[] {
  const reasons: string[] = [];
  if (cleanText(draft.text).text.length > CARD_ROOM.draft)
    reasons.push('The reply is too long to be shown here in full.');
  if (proposals.length > CARD_ROOM.proposals) reasons.push('There are more actions than fit on this card.');
  if (proposals.some(({ preview }) => cleanText(preview).text.length > CARD_ROOM.proposalPreview))
    reasons.push('The description of an action is too long to be shown here in full.');
  return reasons;
}

/** True when the card cuts and the thread can hold the whole. What is longer still is decided on the ticket. */
export function isCut(sent: Sent): boolean {
  return reasonsCut(sent).length > 0 && lengthOf(sent) <= THREAD_ROOM;
}

function lengthOf({ draft, proposals }: Sent): number {
  return draft.text.length + proposals.reduce((sum, { preview }) => sum + preview.length, 0);
}

/** The card shows the beginning of a long message. It is not sent, so this withholds nothing; the thread gets the rest. */
export function isMessageCut({ customerMessage }: Pick<ShownReview, 'customerMessage'>): boolean {
  return cleanText(customerMessage).text.length > CARD_ROOM.message;
}

/** What the thread can hold of the message beside what will be sent. */
export function threadRoomForMessage(shown: Sent): number {
  return Math.max(0, THREAD_ROOM - (isCut(shown) ? lengthOf(shown) : 0));
}
