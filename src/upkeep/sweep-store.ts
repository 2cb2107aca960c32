import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { ChangedTicket } from '../tickets/ticket-export.ts';

export interface SweepPosition {
  cursor: string | null;
  /** Tickets that were last changed before this are not ours to find. */
  since: Date;
}

export interface SweepReport {
  pages: number;
  changed: number;
  missed: number;
}

/** Where each sweep stands. One process at a time sweeps, and not more often than agreed. */
export class SweepStore {
  readonly #db: Kysely<Record<never, never>>;

  constructor(database: Database) {
    this.#db = database.sql;
  }

  /** Null while another process is at it, or when the last pass is not old enough. */
  async claim(name: string, { everyMs, leaseMs }: { everyMs: number; leaseMs: number }): Promise<SweepPosition | null> {
    await sql`insert into sweep (name) values (${name}) on conflict do nothing`.execute(this.#db);
    const { rows } = await sql<{ cursor: string | null; since: Date }>`
      update sweep set lease_until = now() + make_interval(secs => ${leaseMs / 1_000})
      where name = ${name} and (lease_until is null or lease_until < now())
        and (finished_at is null or finished_at <= now() - make_interval(secs => ${everyMs / 1_000}))
      returning cursor, since`.execute(this.#db);
    return rows[0] ?? null;
  }

  /** After each page, so that a pass that breaks off goes on there. */
  async advance(name: string, cursor: string): Promise<void> {
    await sql`update sweep set cursor = ${cursor} where name = ${name}`.execute(this.#db);
  }

  async finish(name: string, report: SweepReport): Promise<void> {
    await sql`
      update sweep set finished_at = now(), lease_until = null, report = ${JSON.stringify(report)} where name = ${name}
    `.execute(this.#db);
  }

  async release(name: string): Promise<void> {
    await sql`update sweep set lease_until = null where name = ${name}`.execute(this.#db);
  }

  /**
   * Those that changed after we last read them to the end. What we wrote ourselves on a settled read counts as read; a ticket that
   * is being worked on, or waits for that, is not missed.
   */
  async missed(tickets: readonly ChangedTicket[]): Promise<ChangedTicket[]> {
    if (tickets.length === 0) return [];
    const ids = tickets.map((ticket) => ticket.ticketId);
    const stamps = tickets.map((ticket) => ticket.changedAt);
    const { rows } = await sql<{ ticket_id: number; known: boolean }>`
      select t.ticket_id, c.id is not null as known
      from unnest(${ids}::bigint[], ${stamps}::timestamptz[]) as t (ticket_id, changed_at)
      left join ticket_case c on c.ticket_id = t.ticket_id
      where greatest(c.seen_at, (
          select max((e.proof ->> 'at')::timestamptz) from effect e
          where e.case_id = c.id and e.state = 'done' and e.kind in ('ticket_update', 'public_reply')
        )) >= t.changed_at is not true
        and not exists (select from inbox i where i.ticket_id = t.ticket_id and i.state in ('received', 'poison'))
    `.execute(this.#db);
    const known = new Map(rows.map((row) => [row.ticket_id, row.known]));
    return tickets.filter(({ ticketId, isOpen }) => known.has(ticketId) && (isOpen || known.get(ticketId) === true));
  }
}
