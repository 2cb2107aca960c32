import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Effect, EffectHandler, Performed, Proof } from '../effects/effect.ts';
import { GiveUp, RetryLater } from '../platform/errors.ts';
import { isCut, isMessageCut, threadRoomForMessage } from '../review/card-room.ts';
import type { Review, ShownReview } from '../review/review.ts';
import type { ReviewStore, Surface } from '../review/review-store.ts';
import { cleanText } from '../tickets/visible-text.ts';
import { called, label, list, ownMarkup, words } from './card-blocks.ts';
import { quotedWords } from './card-question.ts';
import { cutText, plainWords } from './card-text.ts';
import type { Identity } from './identity.ts';
import { callSlack, type SlackClient } from './web-client.ts';

export interface ThreadNoteDeps {
  reviews: Pick<ReviewStore, 'find' | 'surfaceOf'>;
  client: SlackClient;
  identity: () => Promise<Identity>;
}

const NOTE_EVENT = 'review_note';
/** Until the card itself is posted there is no thread. */
const NO_CARD_WAIT_MS = 5_000;

/** Messages in the thread under a card: what the card had to cut, and words to those who should look. Each is posted once. */
export function createThreadNotes(deps: ThreadNoteDeps): EffectHandler<'slack_note'> {
  return {
    find: (effect) => findNote(deps, effect),
    perform: (effect) => post(deps, effect),
  };
}

async function post(deps: ThreadNoteDeps, effect: Effect<'slack_note'>): Promise<Performed> {
  const { review, surface } = await lookUp(deps, effect);
  if (review.state !== 'open') return { kind: 'superseded', reason: `The review is ${review.state}` };
  if (!surface) throw new RetryLater('The card is not posted yet', NO_CARD_WAIT_MS);
  const message = {
    channel: surface.channel,
    thread_ts: surface.messageTs,
    ...noteMessage(review, effect.payload),
    // Only an escalation is everybody's business.
    reply_broadcast: effect.payload.note === 'escalation',
    metadata: { event_type: NOTE_EVENT, event_payload: { effect: effect.id } },
    unfurl_links: false,
    unfurl_media: false,
  };
  const answer = await callSlack('chat.postMessage', () => deps.client.chat.postMessage(message));
  return { kind: 'done', proof: { channel: surface.channel, ts: answer.ts ?? '' } };
}

const Replies = z.object({
  messages: z.array(z.unknown()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});
const Note = z.object({
  ts: z.string(),
  bot_id: z.string().optional(),
  metadata: z.object({ event_type: z.literal(NOTE_EVENT), event_payload: z.object({ effect: z.number() }) }),
});

async function findNote(deps: ThreadNoteDeps, effect: Effect<'slack_note'>): Promise<Proof | null> {
  const { surface } = await lookUp(deps, effect);
  if (!surface) return null;
  const { botId } = await deps.identity();
  let cursor = '';
  do {
    const asked = { channel: surface.channel, ts: surface.messageTs, include_all_metadata: true, limit: 15 };
    const call = () => deps.client.conversations.replies(cursor === '' ? asked : { ...asked, cursor });
    const page = Replies.parse(await callSlack('conversations.replies', call));
    for (const message of page.messages) {
      const note = Note.safeParse(message);
      if (note.success && note.data.bot_id === botId && note.data.metadata.event_payload.effect === effect.id)
        return { channel: surface.channel, ts: note.data.ts };
    }
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return null;
}

async function lookUp(
  { reviews }: ThreadNoteDeps,
  { payload }: Effect<'slack_note'>,
): Promise<{ review: Review; surface: Surface | null }> {
  const [review, surface] = await Promise.all([reviews.find(payload.reviewId), reviews.surfaceOf(payload.reviewId)]);
  if (!review) throw new GiveUp(`There is no review ${payload.reviewId}`);
  return { review, surface };
}

type NotePayload = Effect<'slack_note'>['payload'];

/** Pure. */
export function noteMessage(
  review: Review,
  { note, mention, by }: NotePayload,
): { text: string; blocks: types.KnownBlock[] } {
  const who = mention === null ? '' : `${called(mention) ?? ''} `;
  const name = by === null ? 'Somebody' : plainWords(by);
  const sentences: Record<NotePayload['note'], string> = {
    whole: `The whole of draft ${review.revision} on ticket ${review.ticketId}`,
    reminder: `${who}This is still waiting for a decision.`,
    escalation: `${who}Nobody has decided this yet. It was asked of others before.`,
    reassigned: `${who}${name} asks you to look at this.`,
    snoozed: `${who}You wanted to be reminded of this.`,
  };
  const text = sentences[note];
  const section: types.KnownBlock = { type: 'section', text: ownMarkup(text) };
  return { text, blocks: note === 'whole' ? [section, ...wholeBlocks(review)] : [section] };
}

/** Slack documents 3 000 characters for a text; rich text names no limit, so pieces stay below that one. */
const PIECE = 2_900;
/** Everything that will be sent and done, uncut: what Approve then stands for. */
function wholeBlocks({ shown }: Review): types.RichTextBlock[] {
  return [...(isMessageCut(shown) ? messageBlocks(shown) : []), ...(isCut(shown) ? sentBlocks(shown) : [])];
}

/** Details are replaced by words of another length, so a little more is searched than is shown. */
const SEARCHED_MORE = 3_000;

function messageBlocks(shown: ShownReview): types.RichTextBlock[] {
  const room = threadRoomForMessage(shown);
  if (room === 0) return [];
  const { text, cutFrom } = cutText(quotedWords(shown, room + SEARCHED_MORE), room);
  const blocks = quotedPieces('The message', text);
  const rest = 'The rest of the message is on the ticket.';
  return cutFrom === null ? blocks : [...blocks, { type: 'rich_text', elements: [label(rest)] }];
}

function sentBlocks(shown: ShownReview): types.RichTextBlock[] {
  const actions = shown.proposals.map(({ preview }) => [words(cleanText(preview).text)]);
  return [
    ...quotedPieces('The reply', cleanText(shown.draft.text).text),
    ...(actions.length === 0
      ? []
      : [{ type: 'rich_text' as const, elements: [label('On approval'), list(actions, 'ordered')] }]),
  ];
}

function quotedPieces(what: string, text: string): types.RichTextBlock[] {
  const pieces = piecesOf(text);
  return pieces.map((piece, index) => ({
    type: 'rich_text',
    elements: [
      label(pieces.length === 1 ? what : `${what}, part ${index + 1} of ${pieces.length}`),
      { type: 'rich_text_quote', elements: [words(piece)] },
    ],
  }));
}

function piecesOf(text: string): string[] {
  const characters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  const pieces = [''];
  for (const { segment } of characters) {
    const last = pieces.at(-1) ?? '';
    if (last.length + segment.length > PIECE) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}
