import { type Kysely, sql } from 'kysely';
import { type LoopCounts, loopReason } from '../mail/loop-guard.ts';
import type { Lease } from '../tickets/case.ts';
import type { Intake, Taken } from './intake.ts';

/** What the counts hang on: the ticket under lease, and the message that would be taken up. */
type Message = Pick<Intake, 'commentId'> & { requester: { id: number } };

/** The verdict on a message that intake would take: a loop goes to a person, with the reason on the ticket. */
export async function guardLoops<Tables>(
  db: Kysely<Tables>,
  lease: Lease,
  intake: Message,
): Promise<Extract<Taken, { kind: 'leave' }> | null> {
  const { letIn, counts } = await countTurns(db, lease, intake);
  // A turn that was let in once stays in, or a retry could be stopped by what came after it.
  const reason = letIn ? null : loopReason(counts);
  return reason === null ? null : { kind: 'leave', code: 'loop_guard', reason, commentId: intake.commentId };
}

/** One statement: remembers whose ticket it is, and counts that person's and this ticket's last 24 hours. */
async function countTurns<Tables>(
  db: Kysely<Tables>,
  { caseId }: Lease,
  { commentId, requester }: Message,
): Promise<{ letIn: boolean; counts: LoopCounts }> {
  const { rows } = await sql<LoopCounts & { letIn: boolean }>`
    with remembered as (
      update ticket_case set requester_id = ${requester.id}
      where id = ${caseId} and requester_id is distinct from ${requester.id}
    ), recent as (
      select t.id, t.case_id = ${caseId} as here from turn t
      join ticket_case c on c.id = t.case_id
      where (c.requester_id = ${requester.id} or c.id = ${caseId}) and t.started_at > now() - interval '24 hours'
        and not (t.case_id = ${caseId} and t.comment_id = ${commentId})
    ), reply as (
      select r.here from recent r
      join effect e on e.turn_id = r.id
      where e.kind = 'public_reply' and e.decision_id is null and e.state in ('planned', 'sending', 'unknown', 'done')
    )
    select
      exists (select from turn where case_id = ${caseId} and comment_id = ${commentId}) as "letIn",
      (select count(*)::int from recent where here) as "turnsOnTicket",
      (select count(*)::int from recent) as "turnsOfRequester",
      (select count(*)::int from reply where here) as "repliesOnTicket",
      (select count(*)::int from reply) as "repliesToRequester"
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The loop guard counted nothing');
  const { letIn, ...counts } = row;
  return { letIn, counts };
}
