import type { Effect, EffectHandler, Performed, Proof } from '../effects/effect.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { AccessRefused, GiveUp, NotFound } from '../platform/errors.ts';
import type { Review } from '../review/review.ts';
import type { ReviewStore, Surface } from '../review/review-store.ts';
import { findCard } from './find-card.ts';
import type { Identity } from './identity.ts';
import { messageOfCard, type ReviewCard, reviewCard, shortCard } from './review-card.ts';
import { callSlack, type SlackClient } from './web-client.ts';

export interface CardDeps {
  reviews: Pick<ReviewStore, 'find' | 'surfaceOf' | 'keepSurface' | 'saveSurface'>;
  /** The worker's client. */
  client: SlackClient;
  identity: () => Promise<Identity>;
  channelRefusal: (channel: string) => Promise<string | null>;
  channel: string;
}

export interface CardHandlers {
  slack_card: EffectHandler<'slack_card'>;
  slack_card_refresh: EffectHandler<'slack_card_refresh'>;
}

/** How the two effects on a card are done. Cards are views of rows: each ends with the card showing what the row says. */
export function createCardHandlers(deps: CardDeps): CardHandlers {
  return {
    slack_card: { find: (effect) => findPosted(deps, effect), perform: (effect) => post(deps, effect) },
    // Showing the whole state once more is harmless, so there is nothing to look for.
    slack_card_refresh: { find: async () => null, perform: (effect) => refresh(deps, effect) },
  };
}

async function findPosted(deps: CardDeps, effect: Effect<'slack_card'>): Promise<Proof | null> {
  const review = await loadReview(deps, effect.payload.reviewId);
  const known = await deps.reviews.surfaceOf(review.id);
  if (known) return proofOf(await bringUpToDate(deps, review, known));
  const where = { channel: deps.channel, identity: await deps.identity() };
  const messageTs = await findCard(deps.client, where, review);
  if (messageTs === null) return null;
  // What the found card shows is not known any more, so it is brought up to date in any case.
  const kept = await keep(deps, review, { channel: deps.channel, messageTs, renderedHash: '' });
  return proofOf(await bringUpToDate(deps, review, kept));
}

async function post(deps: CardDeps, effect: Effect<'slack_card'>): Promise<Performed> {
  const review = await loadReview(deps, effect.payload.reviewId);
  const known = await deps.reviews.surfaceOf(review.id);
  if (known) return { kind: 'done', proof: proofOf(await bringUpToDate(deps, review, known)) };
  if (review.state !== 'open')
    return { kind: 'superseded', reason: `The review was ${review.state} before its card was posted` };
  const refusal = await deps.channelRefusal(deps.channel);
  if (refusal !== null)
    throw new AccessRefused(`No card was posted, because ${refusal}. Use a private channel of your own company.`);
  const surface = await postMessage(deps, review);
  crashPoint('C11');
  const kept = await keep(deps, review, surface);
  // It may have been decided meanwhile, and the refresh of that decision found no card yet.
  const after = await loadReview(deps, review.id);
  return { kind: 'done', proof: proofOf(await bringUpToDate(deps, after, kept)) };
}

/**
 * Slack takes no key, so a worker that slept past its lease just before the post may post a second card. Whoever comes second takes
 * its own card back.
 */
async function keep(deps: CardDeps, review: Review, posted: Surface): Promise<Surface> {
  const kept = await deps.reviews.keepSurface(review.id, posted);
  if (kept.messageTs !== posted.messageTs) await takeBack(deps, posted);
  return kept;
}

async function takeBack({ client }: CardDeps, { channel, messageTs }: Surface): Promise<void> {
  try {
    await callSlack('chat.delete', () => client.chat.delete({ channel, ts: messageTs }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}

async function postMessage(deps: CardDeps, review: Review): Promise<Surface> {
  const card = reviewCard(review);
  const answer = await wholeOrShort([card, shortCard(review)], (fitting) => {
    const message = { ...messageOfCard(fitting, deps.channel), unfurl_links: false, unfurl_media: false };
    return callSlack('chat.postMessage', () => deps.client.chat.postMessage(message));
  });
  if (answer.ts === undefined) throw new Error('Slack posted the card but did not say where');
  return { channel: answer.channel ?? deps.channel, messageTs: answer.ts, renderedHash: card.renderedHash };
}

const REFUSED_BLOCKS = /invalid_blocks|msg_blocks_too_long|msg_too_long|block_mismatch/;

/** A question that Slack does not want to show as it is must be heard of all the same. Nothing was posted by the refused call. */
async function wholeOrShort<T>(
  [whole, short]: readonly [ReviewCard, ReviewCard],
  send: (card: ReviewCard) => Promise<T>,
): Promise<T> {
  try {
    return await send(whole);
  } catch (error) {
    if (!(error instanceof GiveUp && REFUSED_BLOCKS.test(error.message))) throw error;
    return send(short);
  }
}

async function refresh(deps: CardDeps, effect: Effect<'slack_card_refresh'>): Promise<Performed> {
  const review = await loadReview(deps, effect.payload.reviewId);
  const surface = await deps.reviews.surfaceOf(review.id);
  // Not posted yet: whoever posts it shows the newest state, or does not post it at all.
  if (!surface) return { kind: 'done', proof: { skipped: true } };
  return { kind: 'done', proof: proofOf(await bringUpToDate(deps, review, surface)) };
}

/** A row that changes while its card is updated is rare, and changing more than this often is not possible. */
const MAX_ROUNDS = 5;

/** Updates the card until it shows what the row says now, so that of two updates that overtake each other the newer state stays. */
async function bringUpToDate(deps: CardDeps, review: Review, posted: Surface): Promise<Surface> {
  let surface = posted;
  let current = review;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { url } = current.newer ? await deps.identity() : { url: null };
    const card = reviewCard(current, url);
    if (card.renderedHash === surface.renderedHash) return surface;
    const { channel, messageTs: ts } = surface;
    await wholeOrShort([card, shortCard(current)], (fitting) => {
      const message = { ...messageOfCard(fitting, channel), ts, parse: 'none' as const };
      return callSlack('chat.update', () => deps.client.chat.update(message));
    });
    surface = { ...surface, renderedHash: card.renderedHash };
    await deps.reviews.saveSurface(review.id, surface);
    current = await loadReview(deps, review.id);
  }
  return surface;
}

async function loadReview(deps: CardDeps, reviewId: number): Promise<Review> {
  const review = await deps.reviews.find(reviewId);
  if (!review) throw new GiveUp(`There is no review ${reviewId}`);
  return review;
}

function proofOf({ channel, messageTs }: Surface): Proof {
  return { channel, ts: messageTs };
}
