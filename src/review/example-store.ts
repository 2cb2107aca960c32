import { type Generated, type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { actorLine } from './actor.ts';
import { type AuditTables, appendAudit } from './audit.ts';
import { type Example, exampleOf } from './example.ts';
import type { Actor, Review } from './review.ts';

type ExampleTables = AuditTables & {
  example: {
    id: Generated<number>;
    review_id: number;
    slug: string;
    ticket: unknown;
    knowledge: unknown;
    model: unknown;
    expected: unknown;
    notes: string;
    saved_by: string;
    saved_at: Generated<Date>;
  };
};

export class ExampleStore {
  readonly #db: Kysely<ExampleTables>;

  constructor(database: Database) {
    this.#db = database.sql.withTables<ExampleTables>();
  }

  /** Saving again after the decision brings the example up to date. */
  async save(review: Review, by: Actor): Promise<void> {
    const { slug, ticket, knowledge, model, expected, notes } = exampleOf(review);
    const values = {
      ticket: JSON.stringify(ticket),
      knowledge: JSON.stringify(knowledge),
      model: JSON.stringify(model),
      expected: JSON.stringify(expected),
      notes,
      saved_by: actorLine(by),
    };
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('example')
        .values({ review_id: review.id, slug, ...values })
        .onConflict((on) => on.column('review_id').doUpdateSet({ ...values, saved_at: sql<Date>`now()` }))
        .execute();
      const details = { reviewId: review.id, slug };
      await appendAudit(trx, { actor: actorLine(by), action: 'example saved', caseId: review.caseId, details });
    });
  }

  all(): Promise<Example[]> {
    return this.#db
      .selectFrom('example')
      .select(['slug', 'ticket', 'knowledge', 'model', 'expected', 'notes'])
      .orderBy('id')
      .execute();
  }
}
