import type { types } from '@slack/bolt';
import { messageOf, unreachable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Refusal } from '../review/decision.ts';
import type { Decision, Review } from '../review/review.ts';
import { actorWords } from './card-answer.ts';
import { list, moment, ownMarkup, words } from './card-blocks.ts';
import { shortText } from './card-text.ts';
import type { CardValue } from './card-value.ts';
import { callSlack, type SlackClient } from './web-client.ts';

/** What a person is told whose press did nothing. */
export interface Notice {
  /** Ours; markup is read. */
  sentence: string;
  /** May repeat words of others; never parsed. */
  details: readonly string[];
}

export function notAllowed(because: string): Notice {
  return { sentence: `Not allowed: ${because}. Nothing was changed.`, details: [] };
}

export const UNREADABLE_CARD: Notice = {
  sentence: 'This card cannot be read any more. Please open the ticket.',
  details: [],
};

export function refusalNotice(
  refusal: Refusal,
  seen: CardValue,
  newest: Review | null,
  newestUrl: string | null = null,
): Notice {
  switch (refusal.kind) {
    case 'unknown':
      return { sentence: 'Deskhand does not know this question any more. Please open the ticket.', details: [] };
    case 'decided':
      return refusal.review.decision ? decidedNotice(refusal.review.decision) : EXPIRED;
    case 'expired':
      return EXPIRED;
    case 'superseded':
      return supersededNotice(seen, newest, newestUrl);
    case 'blocked':
      return { sentence: 'Not approved, because the checks found:', details: refusal.problems };
    case 'same_person':
      return {
        sentence: 'You prepared this yourself, so somebody else has to decide it. Nothing was changed.',
        details: [],
      };
    case 'own_request':
      return {
        sentence: 'This is your own request, so somebody else has to decide it. Nothing was changed.',
        details: [],
      };
    case 'tampered':
      return {
        sentence:
          'What the database says is not what this card showed, so nothing was done. Please tell whoever runs Deskhand.',
        details: [],
      };
    default:
      return unreachable(refusal);
  }
}

/** For a review that is looked at before anything is decided. */
export function closedNotice(review: Review, seen: CardValue, newest: Review | null): Notice | null {
  if (review.state === 'superseded') return supersededNotice(seen, newest);
  if (review.state === 'expired') return EXPIRED;
  if (review.decision) return decidedNotice(review.decision);
  const same = review.revision === seen.revision && review.fingerprint.startsWith(seen.fingerprint);
  return same ? null : supersededNotice(seen, newest);
}

const EXPIRED: Notice = {
  sentence: 'This question has expired: nobody decided in time, so nothing was sent. Please answer on the ticket.',
  details: [],
};

const VERBS = { approve: 'approved', edit: 'edited and approved', reject: 'rejected' } as const;

function decidedNotice({ kind, actor, decidedAt }: Decision): Notice {
  return {
    sentence: `Already ${VERBS[kind]} by ${actorWords(actor)} at ${moment(decidedAt, '{time}')}. Your press changed nothing.`,
    details: [],
  };
}

/** For the first of two people. */
export function passedOnNotice({ revision }: Review): Notice {
  return {
    sentence: `Thank you. A second person has to decide this, so draft ${revision} asks again with your words. Nothing was sent yet.`,
    details: [],
  };
}

function supersededNotice(seen: CardValue, newest: Review | null, url: string | null = null): Notice {
  const sentence =
    newest && newest.revision > seen.revision
      ? `This card is draft ${seen.revision}; draft ${newest.revision} is ${url === null ? 'below' : `<${url}|here>`}. Nothing was changed.`
      : `The ticket has moved on, so draft ${seen.revision} can no longer be decided. Nothing was changed.`;
  return { sentence, details: [] };
}

/** More than a person reads in a notice. */
const MAX_DETAILS = 8;

export function noticeBlocks({ sentence, details }: Notice): types.KnownBlock[] {
  const lines = details.slice(0, MAX_DETAILS).map((detail) => [words(shortText(detail, 300))]);
  return [
    { type: 'section', text: ownMarkup(sentence) },
    ...(lines.length > 0 ? [{ type: 'rich_text' as const, elements: [list(lines)] }] : []),
  ];
}

/** Tells one person, in the channel where they pressed. A notice that gets lost changes nothing, so it is only logged. */
export async function tell(
  { client, log }: { client: SlackClient; log: Log },
  to: { channel: string; userId: string },
  notice: Notice,
): Promise<void> {
  const message = { channel: to.channel, user: to.userId, text: notice.sentence, blocks: noticeBlocks(notice) };
  try {
    await callSlack('chat.postEphemeral', () => client.chat.postEphemeral(message));
  } catch (error) {
    log.warn({ err: messageOf(error) }, 'slack notice not delivered');
  }
}
