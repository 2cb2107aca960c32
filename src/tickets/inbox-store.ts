import { createHash } from 'node:crypto';
import { type Generated, type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../platform/database.ts';

type InboxTables = {
  inbox: {
    id: Generated<number>;
    source: string;
    account: string;
    event_id: string;
    content_hash: Buffer;
    kind: string;
    ticket_id: number | null;
    body: Buffer;
    state: Generated<'received' | 'done' | 'ignored' | 'poison'>;
    reason: string | null;
    attempts: Generated<number>;
    received_at: Generated<Date>;
    next_at: Generated<Date>;
  };
};

/** One delivery of a webhook, as it came in. */
export interface ReceivedEvent {
  source: string;
  account: string;
  eventId: string;
  kind: string;
  /** Null when the event is of no ticket, or when the ticket cannot be told. */
  ticketId: number | null;
  /** What was signed: timestamp and raw body. Its hash recognises a replay under a new id. */
  signed: Buffer;
  body: Buffer;
  /** Set when nothing is to be done, with the reason; the row is kept all the same. */
  ignored: string | null;
}

export interface InboxStore {
  /** True when the row is new; false for a duplicate or a replay. Throws when it cannot be stored. */
  accept(event: ReceivedEvent): Promise<boolean>;
  /** The newest waiting row of the ticket, so that finishing settles exactly what was there when work began. */
  newestWaiting(ticketId: number): Promise<number | null>;
  settle(ticketId: number, upToId: number): Promise<void>;
  /** Puts the ticket's waiting rows off after a failure; after `limit` attempts they are poison, visible with the reason. */
  putOff(ticketId: number, options: { reason: string; afterMs: number; limit: number }): Promise<'later' | 'poison'>;
  /** True when a waiting row came in less than `ms` ago: too young to be worked on, so somebody must look again. */
  hasYoung(ms: number): Promise<boolean>;
  /** Tickets with rows that have waited longer than the doorbell needs. */
  dueTickets(olderThanMs: number, limit: number): Promise<number[]>;
}

export function createInboxStore(database: Database): InboxStore {
  const db = database.sql.withTables<InboxTables>();
  return {
    accept: (event) => accept(database.pool, event),
    newestWaiting: (ticketId) => newestWaiting(db, ticketId),
    settle: (ticketId, upToId) => settle(db, ticketId, upToId),
    putOff: (ticketId, options) => putOff(db, { ticketId, ...options }),
    hasYoung: (ms) => hasYoung(db, ms),
    dueTickets: (olderThanMs, limit) => dueTickets(db, olderThanMs, limit),
  };
}

type InboxSql = Kysely<InboxTables>;

/** The hot path of the web process, so it is a prepared statement: parsed and planned once per connection. */
const ACCEPT = `insert into inbox (source, account, event_id, content_hash, kind, ticket_id, body, state, reason)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`;

async function accept(pool: pg.Pool, event: ReceivedEvent): Promise<boolean> {
  const hash = createHash('sha256').update(event.signed).digest();
  const state = event.ignored === null ? 'received' : 'ignored';
  const { source, account, eventId, kind, ticketId, body, ignored } = event;
  const values = [source, account, eventId, hash, kind, ticketId, body, state, ignored];
  const { rowCount } = await pool.query({ name: 'inbox-accept', text: ACCEPT, values });
  return rowCount === 1;
}

async function newestWaiting(db: InboxSql, ticketId: number): Promise<number | null> {
  const row = await db
    .selectFrom('inbox')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('ticket_id', '=', ticketId)
    .where('state', '=', 'received')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function settle(db: InboxSql, ticketId: number, upToId: number): Promise<void> {
  await db
    .updateTable('inbox')
    .set({ state: 'done' })
    .where('ticket_id', '=', ticketId)
    .where('state', '=', 'received')
    .where('id', '<=', upToId)
    .execute();
}

interface PutOff {
  ticketId: number;
  reason: string;
  afterMs: number;
  limit: number;
}

async function putOff(db: InboxSql, { ticketId, reason, afterMs, limit }: PutOff): Promise<'later' | 'poison'> {
  const rows = await db
    .updateTable('inbox')
    .set({
      attempts: sql<number>`attempts + 1`,
      reason,
      state: sql<'received' | 'poison'>`case when attempts + 1 >= ${limit} then 'poison' else 'received' end`,
      next_at: sql<Date>`now() + make_interval(secs => ${afterMs / 1000})`,
    })
    .where('ticket_id', '=', ticketId)
    .where('state', '=', 'received')
    .returning('state')
    .execute();
  return rows.some((row) => row.state === 'poison') ? 'poison' : 'later';
}

async function hasYoung(db: InboxSql, ms: number): Promise<boolean> {
  const row = await db
    .selectFrom('inbox')
    .select('id')
    .where('state', '=', 'received')
    .where('next_at', '>', sql<Date>`now() - make_interval(secs => ${ms / 1000})`)
    .where('next_at', '<=', sql<Date>`now()`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function dueTickets(db: InboxSql, olderThanMs: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('inbox')
    .select('ticket_id')
    .where('state', '=', 'received')
    .where('ticket_id', 'is not', null)
    .where('next_at', '<=', sql<Date>`now() - make_interval(secs => ${olderThanMs / 1000})`)
    // Somebody is at work on it and will look again before letting go.
    .where(
      sql<boolean>`not exists (select 1 from ticket_case c where c.ticket_id = inbox.ticket_id and c.lease_until > now())`,
    )
    .groupBy('ticket_id')
    .orderBy(sql`min(next_at)`)
    .limit(limit)
    .execute();
  return rows.flatMap((row) => (row.ticket_id === null ? [] : [row.ticket_id]));
}
