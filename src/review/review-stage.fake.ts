import { planEffects } from '../effects/plan-effects.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import type { DecisionDeps, DecisionRequest, DecisionResult } from './decision.ts';
import { decide, openReview } from './decisions.ts';
import { questionEffects } from './open-review.ts';
import type { Actor, Review, ShownReview } from './review.ts';
import { ReviewStore } from './review-store.ts';
import { sampleShown } from './shown.fake.ts';

export const MIRA: Actor = { kind: 'slack', id: 'U0MIRA', name: 'Mira', email: 'mira@kettleandpine.example' };
export const TOM: Actor = { kind: 'slack', id: 'U0TOM', name: 'Tom', email: 'tom@kettleandpine.example' };

/** A reply that the checks let through. */
export const GOOD_REPLY = 'Dear Noor,\n\nYou can return it within 30 days [1].';

/** Rows of one case on a real database, and the hands of people who decide. */
export class ReviewStage {
  readonly database: Awaited<ReturnType<typeof openTestDatabase>>;
  readonly reviews: ReviewStore;
  readonly rung: string[] = [];
  readonly deps: DecisionDeps;

  constructor(database: Awaited<ReturnType<typeof openTestDatabase>>) {
    this.database = database;
    this.reviews = new ReviewStore(database);
    this.deps = {
      reviews: this.reviews,
      doorbell: {
        ring: async (name) => {
          this.rung.push(name);
        },
      },
      disclosure: null,
      checks: { allowedHosts: ['kettleandpine.example'] },
    };
  }

  static async open(postgresUrl: string): Promise<ReviewStage> {
    return new ReviewStage(await openTestDatabase(postgresUrl));
  }

  /** A case with an open question about it, and its effects planned. */
  async ask(changes: Partial<ShownReview> = {}): Promise<Review> {
    const { rows } = await this.database.pool.query(
      'insert into ticket_case (ticket_id) values (floor(random() * 1e9)) returning id, ticket_id',
    );
    return this.askAgain(rows[0].id, rows[0].ticket_id, changes);
  }

  async askAgain(caseId: number, ticketId: number, changes: Partial<ShownReview> = {}): Promise<Review> {
    const { rows } = await this.database.pool.query(
      'insert into turn (case_id, comment_id, state) select $1, coalesce(max(comment_id), 4) + 1, $2 from turn where case_id = $1 returning id',
      [caseId, 'waiting'],
    );
    const turnId: number = rows[0].id;
    const shown = sampleShown({ ticketId, draft: { ...sampleShown().draft, text: GOOD_REPLY }, ...changes });
    const reviewId = await this.reviews.db.transaction().execute(async (trx) => {
      const opened = await openReview(trx, { turnId, caseId, shown, expiresInMs: 3_600_000 });
      await planEffects(
        trx,
        { caseId, turnId, reviewId: opened.reviewId, decisionId: null },
        questionEffects(opened.reviewId, shown),
      );
      return opened.reviewId;
    });
    return this.read(reviewId);
  }

  async read(reviewId: number): Promise<Review> {
    const review = await this.reviews.find(reviewId);
    if (!review) throw new Error('The review vanished');
    return review;
  }

  press(
    review: Review,
    kind: DecisionRequest['kind'],
    changes: Partial<DecisionRequest> & { rule?: DecisionDeps['secondPerson'] } = {},
  ): Promise<DecisionResult> {
    const { rule, ...request } = changes;
    return decide(rule === undefined ? this.deps : { ...this.deps, secondPerson: rule }, {
      reviewId: review.id,
      revision: review.revision,
      fingerprint: review.fingerprint.slice(0, 12),
      kind,
      actor: MIRA,
      surface: 'test',
      editedText: null,
      reason: null,
      ...request,
    });
  }

  async effects(
    caseId: number,
  ): Promise<{ key: string; kind: string; state: string; payload: Record<string, unknown> }[]> {
    const { rows } = await this.database.pool.query(
      'select key, kind, state, payload from effect where case_id = $1 order by id',
      [caseId],
    );
    return rows;
  }

  async audit(action: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.database.pool.query('select actor, details from audit where action = $1 order by id', [
      action,
    ]);
    return rows.map((row) => ({ actor: row.actor, ...row.details }));
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
