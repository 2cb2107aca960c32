import { z } from 'zod';
import type { Review } from '../review/review.ts';
import type { Identity } from './identity.ts';
import { CARD_EVENT } from './review-card.ts';
import { callSlack, type SlackClient } from './web-client.ts';

const Page = z.object({
  messages: z.array(z.unknown()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});
const Card = z.object({
  ts: z.string(),
  bot_id: z.string().optional(),
  metadata: z.object({
    event_type: z.literal(CARD_EVENT),
    event_payload: z.object({ review: z.number(), rev: z.number() }),
  }),
});

/** Slack's largest page for apps that are not on its marketplace. */
const PAGE_SIZE = 15;
/** How far our clock and Slack's may be apart. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000;

/**
 * Looks through the channel for a card of this review, back to when the question was opened: no card can be older. Says "not there"
 * only after the last page. When a lost post and its repetition both arrived, the older one is the card.
 */
export async function findCard(
  client: SlackClient,
  where: { channel: string; identity: Identity },
  review: Review,
): Promise<string | null> {
  const oldest = String((review.openedAt.getTime() - CLOCK_DIFFERENCE_MS) / 1_000);
  const found: string[] = [];
  let cursor = '';
  do {
    const asked = { channel: where.channel, oldest, inclusive: true, include_all_metadata: true, limit: PAGE_SIZE };
    const call = () => client.conversations.history(cursor === '' ? asked : { ...asked, cursor });
    const page = Page.parse(await callSlack('conversations.history', call));
    found.push(...page.messages.flatMap((message) => stampOfCard(message, where.identity, review)));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return found.toSorted()[0] ?? null;
}

/** Other people's messages have any shape: whatever is not our card is passed over. */
function stampOfCard(message: unknown, identity: Identity, review: Review): string[] {
  const card = Card.safeParse(message);
  if (!card.success || card.data.bot_id !== identity.botId) return [];
  const { event_payload: payload } = card.data.metadata;
  return payload.review === review.id && payload.rev === review.revision ? [card.data.ts] : [];
}
