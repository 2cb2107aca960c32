import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/**
 * Turns that began because of the sweep alone. In a healthy system there are next to none; a ticket that an agent merely changed
 * is looked at again too, but does not count.
 */
export async function countFoundBySweep(database: Database): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found from inbox s
    where s.source = 'sweep' and exists (
      select from turn t join ticket_case c on c.id = t.case_id
      where c.ticket_id = s.ticket_id and t.started_at >= s.received_at and not exists (
        select from inbox z
        where z.ticket_id = s.ticket_id and z.source <> 'sweep' and z.state <> 'ignored'
          and z.received_at between s.received_at and t.started_at
      ) and not exists (
        select from inbox later
        where later.ticket_id = s.ticket_id and later.source = 'sweep' and later.id > s.id and later.received_at <= t.started_at
      )
    )`.execute(database.sql);
  return rows[0]?.found ?? 0;
}
