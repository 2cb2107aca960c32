import type { ReviewDesk } from '../review/desk.ts';
import type { RescueRequest, RescueResult } from '../review/rescue.ts';
import { riskClassOf } from '../review/risk-class.ts';
import type { FakeReviews } from './reviews.fake.ts';

/** The desk over reviews in memory. */
export function deskOf(reviews: FakeReviews): ReviewDesk {
  const { memory } = reviews;
  const isOpen = (reviewId: number) => reviews.reviews.get(reviewId)?.state === 'open';
  return {
    ...listsOf(reviews),
    find: (reviewId) => reviews.find(reviewId),
    decide: (request) => reviews.decide(request),
    reassign: async ({ reviewId, to, actor }) => {
      if (!isOpen(reviewId)) return false;
      memory.reassigned.push({ reviewId, to, by: actor.id });
      reviews.change(reviewId, { askedOf: to });
      return true;
    },
    rescue: async (request) => rescueOf(reviews, request),
    remindLater: async (request) => {
      if (isOpen(request.reviewId)) memory.reminders.push(request);
      return isOpen(request.reviewId);
    },
    undo: async ({ reviewId, effectId }) => {
      memory.undone.push({ reviewId, effectId });
      return { kind: 'planned', preview: 'Lock the account' };
    },
    saveExample: async (reviewId) => {
      memory.examples.push(reviewId);
      return true;
    },
    attach: async (attachment) => {
      if (attachment.ticketId !== 48_213) return false;
      memory.attachments.push(attachment);
      return true;
    },
    turnedAway: async (entry) => {
      memory.turnedAway.push(entry);
    },
    linkOf: async (slackId) => memory.links.get(slackId) ?? null,
    isPaused: async () => memory.paused,
    pause: async (paused) => {
      memory.paused = paused;
    },
    groups: async () => ['Support', 'Billing'],
  };
}

function rescueOf(reviews: FakeReviews, { reviewId, kind, actor }: RescueRequest): RescueResult {
  const review = reviews.reviews.get(reviewId);
  const failed = review?.carriedOut.some(({ state }) => state === 'failed') && review.rescue?.kind !== 'take_over';
  if (!review || !failed) return { kind: 'refused', by: review?.rescue ?? null };
  const carriedOut = review.carriedOut.map((step) =>
    kind === 'retry' && step.state === 'failed' ? { ...step, state: 'unknown' as const } : step,
  );
  reviews.change(reviewId, { rescue: { kind, actor, at: new Date() }, carriedOut });
  return { kind: 'done' };
}

function listsOf(reviews: FakeReviews): Pick<ReviewDesk, 'open' | 'ofTicket' | 'numbers'> {
  const open: ReviewDesk['open'] = async () =>
    [...reviews.reviews.values()]
      .filter(({ state }) => state === 'open')
      .map((review) => ({
        ...review,
        ticketUrl: review.shown.ticketUrl,
        intentName: review.shown.intentName,
        risk: riskClassOf(review.shown),
        actions: review.shown.proposals.map(({ preview }) => preview),
        card: reviews.surfaces.get(review.id) ?? null,
      }));
  return {
    open,
    ofTicket: async (ticketId) =>
      [...reviews.reviews.values()]
        .filter((review) => review.ticketId === ticketId)
        .map(({ revision, shown, state, openedAt, decision }) => ({
          revision,
          intentName: shown.intentName,
          state,
          openedAt,
          decidedBy: decision?.actor.name ?? null,
        })),
    numbers: async () => ({
      open: (await open()).length,
      decided: { approve: 3, edit: 1, reject: 2 },
      expired: 0,
      medianMinutes: 4.2,
    }),
  };
}
