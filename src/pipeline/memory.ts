import { z } from 'zod';
import type { Database } from '../platform/database.ts';

export interface Memory {
  /** Questions that went out to the customer in earlier turns of the case, oldest first. */
  asked(caseId: number, turnId: number): Promise<Asked[]>;
}

export interface Asked {
  /** The field that was asked for, where it was one that a plan needs. */
  field: string | null;
}

const Row = z.object({ field: z.string().nullable() });

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
      return rows.map((row) => Row.parse(row));
    },
  };
}
