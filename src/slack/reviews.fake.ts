import type { DecisionRequest, DecisionResult } from '../review/decision.ts';
import type { Review } from '../review/review.ts';
import type { Surface } from '../review/review-store.ts';
import { emptyMemory } from './desk-memory.fake.ts';

const STATE_AFTER = { approve: 'approved', edit: 'edited', reject: 'rejected' } as const;

/** Reviews in memory, decided as the rows are: the first one wins. */
export class FakeReviews {
  readonly reviews = new Map<number, Review>();
  readonly surfaces = new Map<number, Surface>();
  readonly decisions: DecisionRequest[] = [];
  readonly memory = emptyMemory();
  /** What the checks say against an edited text. */
  problems: string[] = [];
  /** Makes the next decision fail as a lost database would. */
  broken = false;
  /** Called while a decision is being made. */
  whileDeciding: () => Promise<void> = () => Promise.resolve();

  constructor(...reviews: Review[]) {
    for (const review of reviews) this.reviews.set(review.id, review);
  }

  async find(reviewId: number): Promise<Review | null> {
    return this.reviews.get(reviewId) ?? null;
  }

  async surfaceOf(reviewId: number): Promise<Surface | null> {
    return this.surfaces.get(reviewId) ?? null;
  }

  async keepSurface(reviewId: number, surface: Surface): Promise<Surface> {
    if (!this.surfaces.has(reviewId)) await this.saveSurface(reviewId, surface);
    return this.surfaces.get(reviewId) ?? surface;
  }

  async saveSurface(reviewId: number, surface: Surface): Promise<void> {
    this.surfaces.set(reviewId, surface);
  }

  change(reviewId: number, changes: Partial<Review>): void {
    const review = this.reviews.get(reviewId);
    if (review) this.reviews.set(reviewId, { ...review, ...changes });
  }

  async decide(request: DecisionRequest): Promise<DecisionResult> {
    await this.whileDeciding();
    if (this.broken) throw new Error('The database is gone');
    const review = this.reviews.get(request.reviewId);
    if (!review) return { kind: 'refused', refusal: { kind: 'unknown' } };
    if (review.decision) return { kind: 'refused', refusal: { kind: 'decided', review } };
    if (review.revision !== request.revision || !review.fingerprint.startsWith(request.fingerprint)) {
      const newest = [...this.reviews.values()].find((other) => other.revision > request.revision);
      return { kind: 'refused', refusal: { kind: 'superseded', review, newest: newest?.id ?? null } };
    }
    if (request.kind === 'edit' && this.problems.length > 0) {
      return { kind: 'refused', refusal: { kind: 'blocked', problems: this.problems } };
    }
    return { kind: 'decided', review: this.#record(review, request) };
  }

  #record(review: Review, request: DecisionRequest): Review {
    this.decisions.push(request);
    const finalText = request.kind === 'reject' ? null : (request.editedText ?? review.shown.draft.text);
    const decision = {
      id: 1,
      kind: request.kind,
      actor: request.actor,
      finalText,
      reason: request.reason,
      decidedAt: new Date(),
    };
    const decided: Review = { ...review, state: STATE_AFTER[request.kind], decision };
    this.reviews.set(review.id, decided);
    return decided;
  }
}
