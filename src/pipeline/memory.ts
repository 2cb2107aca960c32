import { z } from 'zod';
import type { Database } from '../platform/database.ts';

export interface Memory {
  /** Questions that went out to the customer in earlier turns of the case, oldest first. */
  asked(caseId: number, turnId: number): Promise<Asked[]>;
  /** What the same requester wrote in other tickets lately, newest first. */
  contacts(requesterId: number, caseId: number): Promise<Contact[]>;
  /** True when the turn before this one went to a person. */
  handedOver(caseId: number, turnId: number): Promise<boolean>;
}

export interface Asked {
  /** The field that was asked for, where it was one that a plan needs. */
  field: string | null;
}

export interface Contact {
  ticketId: number;
  at: Date;
  intentName: string;
  /** The route of its newest turn. */
  route: string | null;
}

const AskedRow = z.object({ field: z.string().nullable() });
const ContactRow = z.object({
  ticket_id: z.coerce.number(),
  at: z.date(),
  intent_name: z.string().nullable(),
  route: z.string().nullable(),
});

/** More is history, and stands in the helpdesk. */
const MOST_CONTACTS = 3;

/** What the case remembers besides the ticket itself. Only a question that was sent counts: one that stayed a draft was never asked. */
export function createMemory(database: Pick<Database, 'pool'>): Memory {
  return {
    async asked(caseId, turnId) {
      const { rows } = await database.pool.query(
        `select d.result ->> 'askedFor' as field from turn t
           join step k on k.turn_id = t.id and k.stage = 'check' and k.result -> 'draft' ->> 'kind' = 'clarify'
           left join step d on d.turn_id = t.id and d.stage = 'draft'
         where t.case_id = $1 and t.id < $2
           and exists (select 1 from effect e where e.turn_id = t.id and e.kind = 'public_reply' and e.state in ('planned', 'sending', 'done', 'unknown'))
         order by t.id`,
        [caseId, turnId],
      );
      return rows.map((row) => AskedRow.parse(row));
    },

    async contacts(requesterId, caseId) {
      const { rows } = await database.pool.query(
        `select distinct on (c.ticket_id) c.ticket_id, s.finished_at as at, a.result ->> 'intentName' as intent_name, r.result ->> 'route' as route
           from step s
           join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id
           left join step a on a.turn_id = t.id and a.stage = 'assess'
           left join step r on r.turn_id = t.id and r.stage = 'route'
         where s.stage = 'intake' and (s.result -> 'requester' ->> 'id')::bigint = $1 and c.id <> $2
           and s.finished_at > now() - interval '90 days'
         order by c.ticket_id, s.finished_at desc`,
        [requesterId, caseId],
      );
      return rows
        .map((row) => ContactRow.parse(row))
        .sort((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, MOST_CONTACTS)
        .map((row) => ({
          ticketId: row.ticket_id,
          at: row.at,
          intentName: row.intent_name ?? 'Unknown',
          route: row.route,
        }));
    },

    async handedOver(caseId, turnId) {
      const { rows } = await database.pool.query<{ route: string | null }>(
        `select r.result ->> 'route' as route from turn t
           join step r on r.turn_id = t.id and r.stage = 'route'
         where t.case_id = $1 and t.id < $2 order by t.id desc limit 1`,
        [caseId, turnId],
      );
      return rows[0]?.route === 'person';
    },
  };
}
