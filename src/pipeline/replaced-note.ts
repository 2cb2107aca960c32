import { type Kysely, sql } from 'kysely';
import type { EffectTables } from '../effects/effect-rows.ts';
import { TAG_PREFIX } from '../tools/automatic/set-ticket-labels.ts';

/** On a ticket where a newer note of ours took the place of an older one. */
export const REPLACED_TAG = `${TAG_PREFIX}note__replaced`;

/**
 * When our newest earlier note on the case was written, unless its draft went out: then it is history and not out of date.
 * A note that was planned and never sent replaces nothing.
 */
export async function findReplacedNote(
  db: Kysely<EffectTables>,
  { caseId, turnId }: { caseId: number; turnId: number },
): Promise<Date | null> {
  const { rows } = await sql<{ finished_at: Date | null }>`
    select note.finished_at from effect note
    where note.case_id = ${caseId} and note.turn_id <= ${turnId} and note.kind = 'ticket_update' and note.state = 'done'
      and note.payload ->> 'noteHtml' is not null
      and not exists (
        select 1 from effect reply where reply.turn_id = note.turn_id and reply.kind = 'public_reply' and reply.state = 'done'
      )
    order by note.id desc limit 1
  `.execute(db);
  return rows[0]?.finished_at ?? null;
}
