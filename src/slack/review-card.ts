import { createHash } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { actorWords, answerBlocks } from './card-answer.ts';
import { ownMarkup, plain } from './card-blocks.ts';
import { closedButtons } from './card-buttons.ts';
import { questionBlocks } from './card-question.ts';
import { plainWords } from './card-text.ts';

export const CARD_EVENT = 'review_card';

export interface ReviewCard {
  /** For notifications and search: our own words, no customer text. */
  text: string;
  blocks: types.KnownBlock[];
  /** Ids only, because every app of the workspace may read it. How a card is found again after a lost answer. */
  metadata: { event_type: typeof CARD_EVENT; event_payload: { review: number; rev: number } };
  renderedHash: string;
}

/** The whole card from the whole row: the same row gives the same card, so showing it again is harmless. */
export function reviewCard(review: Review, workspaceUrl: string | null = null): ReviewCard {
  const text = summaryOf(review);
  const blocks = [...questionBlocks(review), ...answerBlocks(review, workspaceUrl)];
  const renderedHash = createHash('sha256')
    .update(JSON.stringify([text, blocks]))
    .digest('hex')
    .slice(0, 16);
  return {
    text,
    blocks: withFreshIds(blocks, `r${review.revision}_${review.state}_${renderedHash.slice(0, 8)}`),
    metadata: { event_type: CARD_EVENT, event_payload: { review: review.id, rev: review.revision } },
    renderedHash,
  };
}

/**
 * For when Slack refuses the whole card: that there is a question, and the way to the ticket. Nothing can be approved from it, because
 * nobody sees on it what would be sent.
 */
export function shortCard(review: Review): ReviewCard {
  const { shown, state } = review;
  const whole = reviewCard(review);
  const said =
    state === 'open'
      ? 'Slack refused to show this question. Please decide on the ticket; nothing is sent meanwhile.'
      : `Slack refused to show this question. It is ${state}.`;
  const blocks: types.KnownBlock[] = [
    { type: 'header', block_id: 'header', text: plain(`${shown.intentName} · ticket ${shown.ticketId}`, 150) },
    { type: 'section', block_id: 'short', text: ownMarkup(said) },
  ];
  const elements = closedButtons({ ...review, carriedOut: [] });
  blocks.push({ type: 'actions', block_id: 'actions', elements });
  return { ...whole, blocks: withFreshIds(blocks, `short_${whole.renderedHash.slice(0, 8)}`) };
}

function summaryOf({ shown, state, decision }: Review): string {
  const what = `${plainWords(shown.intentName)} on ticket ${shown.ticketId}`;
  if (state === 'open') return `Review needed: ${what}`;
  return decision === null ? `${what}: ${state}` : `${what}: ${state} by ${actorWords(decision.actor)}`;
}

/** Slack's clients keep the state of blocks whose id they know, so each version of a card has ids of its own. */
function withFreshIds(blocks: readonly types.KnownBlock[], version: string): types.KnownBlock[] {
  return blocks.map((block) => ({ ...block, block_id: `rv_${block.block_id ?? 'part'}_${version}` }));
}

/** What chat.postMessage and chat.update have in common. Links of customers are never fetched by Slack. */
export function messageOfCard(
  card: ReviewCard,
  channel: string,
): Pick<webApi.ChatPostMessageArguments, 'channel'> & Omit<ReviewCard, 'renderedHash'> {
  return { channel, text: card.text, blocks: card.blocks, metadata: card.metadata };
}
