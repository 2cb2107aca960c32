import { type Kysely, sql } from 'kysely';
import { ShownReview } from './review.ts';
import type { ReviewTables } from './review-store.ts';
import { type RiskClass, riskClassOf } from './risk-class.ts';

/** An open question in one line, for lists. */
export interface OpenReview {
  id: number;
  ticketId: number;
  ticketUrl: string;
  revision: number;
  intentName: string;
  risk: RiskClass;
  /** What would happen, for example "Refund 42.00 EUR for order 1042"; empty for a reply alone. */
  actions: string[];
  openedAt: Date;
  expiresAt: Date;
  askedOf: string | null;
  /** Where its card is; null while it is not posted. */
  card: { channel: string; messageTs: string } | null;
}

export interface DeskNumbers {
  open: number;
  /** Decisions of the last 24 hours. */
  decided: { approve: number; edit: number; reject: number };
  expired: number;
  /** From question to decision, in minutes, over the last 24 hours; null without decisions. */
  medianMinutes: number | null;
}

/** Oldest first: whoever waits longest stands on top. */
export async function openReviews(db: Kysely<ReviewTables>, limit: number): Promise<OpenReview[]> {
  const rows = await db
    .selectFrom('review as r')
    .leftJoin('surface as s', 's.review_id', 'r.id')
    .select(['r.id', 'r.ticket_id', 'r.revision', 'r.shown', 'r.opened_at', 'r.expires_at', 'r.asked_of'])
    .select(['s.channel', 's.message_ts'])
    .where('r.state', '=', 'open')
    .orderBy('r.opened_at')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const shown = ShownReview.parse(row.shown);
    return {
      id: row.id,
      ticketId: row.ticket_id,
      ticketUrl: shown.ticketUrl,
      revision: row.revision,
      intentName: shown.intentName,
      risk: riskClassOf(shown),
      actions: shown.proposals.map(({ preview }) => preview),
      openedAt: row.opened_at,
      expiresAt: row.expires_at,
      askedOf: row.asked_of,
      card:
        row.channel === null || row.message_ts === null ? null : { channel: row.channel, messageTs: row.message_ts },
    };
  });
}

export interface TicketLine {
  revision: number;
  intentName: string;
  state: string;
  openedAt: Date;
  decidedBy: string | null;
}

/** The questions about one ticket, newest first. */
export async function reviewsOfTicket(db: Kysely<ReviewTables>, ticketId: number): Promise<TicketLine[]> {
  const { rows } = await sql<TicketLine>`
    select r.revision, r.shown->>'intentName' as "intentName", r.state, r.opened_at as "openedAt", d.actor->>'name' as "decidedBy"
    from review r left join decision d on d.review_id = r.id and d.kind <> 'undo'
    where r.ticket_id = ${ticketId} order by r.revision desc limit 5
  `.execute(db);
  return rows;
}

export async function deskNumbers(db: Kysely<ReviewTables>): Promise<DeskNumbers> {
  const { rows } = await sql<{
    open: number;
    approve: number;
    edit: number;
    reject: number;
    expired: number;
    median: number | null;
  }>`
    select
      (select count(*)::int from review where state = 'open') as open,
      count(*) filter (where d.kind = 'approve')::int as approve,
      count(*) filter (where d.kind = 'edit')::int as edit,
      count(*) filter (where d.kind = 'reject')::int as reject,
      (select count(*)::int from review where state = 'expired' and decided_at > now() - interval '24 hours') as expired,
      percentile_cont(0.5) within group (order by extract(epoch from d.decided_at - r.opened_at) / 60)::float8 as median
    from decision d join review r on r.id = d.review_id where d.decided_at > now() - interval '24 hours' and d.kind <> 'undo'
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('An aggregate without a row');
  const { open, approve, edit, reject, expired, median } = row;
  return { open, decided: { approve, edit, reject }, expired, medianMinutes: median };
}
