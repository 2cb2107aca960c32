import { fingerprintOf, type Review } from '../review/review.ts';
import { sampleShown } from '../review/shown.fake.ts';

export function sampleReview(changes: Partial<Review> = {}): Review {
  const shown = changes.shown ?? sampleShown();
  return {
    id: 12,
    turnId: 5,
    caseId: 4,
    ticketId: shown.ticketId,
    revision: 3,
    fingerprint: fingerprintOf(shown),
    state: 'open',
    shown,
    openedAt: new Date(),
    expiresAt: new Date(Date.now() + 4 * 3_600_000),
    askedOf: null,
    closedReason: null,
    newer: null,
    wholeInThread: false,
    decision: null,
    carriedOut: [],
    ...changes,
  };
}
