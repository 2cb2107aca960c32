import { type Generated, type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { FieldKey } from './helpdesk.ts';

type LabelTables = {
  field_change: {
    event_id: string;
    ticket_id: number;
    field: FieldKey;
    value: string | null;
    previous: string | null;
    actor_id: number | null;
    at: Generated<Date>;
  };
  label: { event_id: string };
};

/** One of our own fields got another value; who did it is judged later. */
export interface FieldChange {
  eventId: string;
  ticketId: number;
  field: FieldKey;
  value: string | null;
  previous: string | null;
  actorId: number | null;
}

export interface LabelStore {
  /** Twice is once. */
  keep(change: FieldChange): Promise<void>;
  /** Makes labels of what people changed on the ticket and forgets what we did ourselves. Returns how many were new. */
  learn(ticketId: number, ownUserId: number): Promise<number>;
}

export function createLabelStore(database: Database): LabelStore {
  const db = database.sql.withTables<LabelTables>();
  return { keep: (change) => keep(db, change), learn: (ticketId, ownUserId) => learn(db, ticketId, ownUserId) };
}

async function keep(db: Kysely<LabelTables>, change: FieldChange): Promise<void> {
  const { eventId, ticketId, actorId, field, value, previous } = change;
  await db
    .insertInto('field_change')
    .values({ event_id: eventId, ticket_id: ticketId, actor_id: actorId, field, value, previous })
    .onConflict((on) => on.doNothing())
    .execute();
}

/** One statement: what is taken out of the one table is in the other, or in neither when it was ours. */
async function learn(db: Kysely<LabelTables>, ticketId: number, ownUserId: number): Promise<number> {
  const { rows } = await sql`
    with taken as (
      delete from field_change where ticket_id = ${ticketId} returning *
    )
    insert into label (event_id, ticket_id, turn_id, field, said, corrected, actor_id, at)
    select taken.event_id, taken.ticket_id, (
        select turn.id from turn join ticket_case c on c.id = turn.case_id
        where c.ticket_id = taken.ticket_id and turn.started_at <= taken.at order by turn.id desc limit 1
      ), taken.field, taken.previous, taken.value, taken.actor_id, taken.at
    from taken
    where taken.actor_id is not null and taken.actor_id <> ${ownUserId} and taken.value is distinct from taken.previous
    on conflict (event_id) do nothing
    returning id
  `.execute(db);
  return rows.length;
}
