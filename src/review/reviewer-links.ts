import { type Generated, type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { type AuditTables, appendAudit } from './audit.ts';

type LinkTables = AuditTables & {
  reviewer_link: {
    slack_id: string;
    email: string;
    helpdesk_user_id: number;
    pinned_by: string;
    pinned_at: Generated<Date>;
  };
};

export interface ReviewerLink {
  slackId: string;
  email: string;
  helpdeskUserId: number;
}

/** Which person in Slack is which agent of the helpdesk. Only an administrator writes here, and each change is audited. */
export class ReviewerLinks {
  readonly #db: Kysely<LinkTables>;

  constructor(database: Database) {
    this.#db = database.sql.withTables<LinkTables>();
  }

  async find(slackId: string): Promise<ReviewerLink | null> {
    const row = await this.#db
      .selectFrom('reviewer_link')
      .select(['slack_id as slackId', 'email', 'helpdesk_user_id as helpdeskUserId'])
      .where('slack_id', '=', slackId)
      .executeTakeFirst();
    return row ?? null;
  }

  async pin(link: ReviewerLink, pinnedBy: string): Promise<void> {
    const values = { email: link.email.toLowerCase(), helpdesk_user_id: link.helpdeskUserId, pinned_by: pinnedBy };
    await this.#db.transaction().execute(async (trx) => {
      await trx
        .insertInto('reviewer_link')
        .values({ slack_id: link.slackId, ...values })
        .onConflict((on) => on.column('slack_id').doUpdateSet({ ...values, pinned_at: sql<Date>`now()` }))
        .execute();
      const details = { slackId: link.slackId, helpdeskUserId: link.helpdeskUserId };
      await appendAudit(trx, { actor: pinnedBy, action: 'reviewer pinned', caseId: null, details });
    });
  }

  async unpin(slackId: string, by: string): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('reviewer_link')
        .where('slack_id', '=', slackId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) return false;
      await appendAudit(trx, { actor: by, action: 'reviewer unpinned', caseId: null, details: { slackId } });
      return true;
    });
  }
}
