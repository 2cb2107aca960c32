import { sql } from 'kysely';
import { messageKey, type PlannedEffect } from '../effects/effect.ts';
import { planEffects } from '../effects/plan-effects.ts';
import { MACHINE_KINDS } from '../mail/machine-evidence.ts';
import type { Metrics } from '../metrics/prometheus.ts';
import type { Log } from '../platform/log.ts';
import type { Doorbell } from '../queue/jobs.ts';
import { appendAudit } from '../review/audit.ts';
import { supersedeCase } from '../review/decisions.ts';
import type { CaseScope } from '../review/open-review.ts';
import type { ReviewStore } from '../review/review-store.ts';
import type { Lease, Turn } from '../tickets/case.ts';
import type { CaseStore } from '../tickets/case-store.ts';
import { underFence } from '../tickets/fence.ts';
import type { TicketSnapshot } from '../tickets/ticket.ts';
import { TAG_PREFIX } from '../tools/automatic/set-ticket-labels.ts';
import { baseOf, type Taken } from './intake.ts';
import { failedNote, leftAloneNote } from './note.ts';
import type { Stopped } from './run-group.ts';
import { need, type TurnSoFar } from './stage.ts';

export interface TurnEndDeps {
  cases: CaseStore;
  reviews: ReviewStore;
  doorbell: Doorbell;
  metrics: Metrics;
  log: Log;
}

/** The ways a turn ends. Each is one transaction under the fence. */
export const endTurn = {
  /** The newer message wins: what the older turns of the case still had open can no longer be carried out. */
  async supersedeOlder(deps: TurnEndDeps, lease: Lease, turnId: number): Promise<void> {
    await underFence(deps.reviews.db, lease, (trx) =>
      supersedeCase(trx, { caseId: lease.caseId, exceptTurnId: turnId }, 'The customer wrote again'),
    );
  },

  async finished(deps: TurnEndDeps, soFar: TurnSoFar): Promise<void> {
    const verdict = need(soFar, 'route');
    const { assessment } = need(soFar, 'assess');
    const { reviewId } = need(soFar, 'act');
    const outcome = { route: verdict.route, reasons: verdict.reasons, intent: assessment.intent, mode: verdict.mode };
    const state = reviewId === null ? 'done' : 'waiting';
    await deps.cases.finishTurn(soFar.lease, soFar.turn.id, { state, reason: null, outcome });
    deps.metrics.turns.inc({ route: verdict.route, intent: assessment.intent, brain: 'any' });
    deps.log.info(
      { ticketId: soFar.lease.ticketId, turn: soFar.turn.id, route: verdict.route, intent: assessment.intent },
      'turn finished',
    );
  },

  async stopped(deps: TurnEndDeps, soFar: TurnSoFar, stop: Stopped): Promise<void> {
    await deps.cases.finishTurn(soFar.lease, soFar.turn.id, { state: 'stopped', reason: stop.reason, outcome: stop });
    deps.log.info({ ticketId: soFar.lease.ticketId, turn: soFar.turn.id, code: stop.code }, 'turn stopped');
  },

  /** We could not do our work: the case is a person's, and the ticket says so where people look. */
  async failed(
    deps: TurnEndDeps,
    { lease, turn, reason }: { lease: Lease; turn: Turn; reason: string },
  ): Promise<void> {
    const effectIds = await underFence(deps.reviews.db, lease, (trx) => {
      const cause = { caseId: lease.caseId, turnId: turn.id, reviewId: null, decisionId: null };
      return planEffects(trx, cause, [failureNote(lease, turn, reason)]);
    });
    await deps.cases.finishTurn(lease, turn.id, { state: 'failed', reason, outcome: { code: 'failed', reason } });
    for (const effectId of effectIds) await deps.doorbell.ring('effect.deliver', { effectId });
    deps.log.error({ ticketId: lease.ticketId, turn: turn.id, reason }, 'turn failed; a person must take the ticket');
  },
};

interface Left {
  taken: Extract<Taken, { kind: 'leave' }>;
  snapshot: TicketSnapshot;
}

/** A cap was reached: a person has to look, so the ticket is routed to one. */
const LOOP = 'loop_guard';
/** Codes for mail that no person wrote: the ticket gets a label and a note, so that it is never lost from sight. */
const MARKED = new Set<string>([...MACHINE_KINDS, LOOP]);

/** Not ours to answer: whatever was still open for the ticket is withdrawn. */
export async function leaveTicket(deps: TurnEndDeps, lease: Lease, { taken, snapshot }: Left): Promise<void> {
  const marks = MARKED.has(taken.code) && taken.commentId !== null;
  const turn = marks && taken.commentId !== null ? await deps.cases.openTurn(lease, taken.commentId) : null;
  const effectIds = await underFence(deps.reviews.db, lease, async (trx) => {
    const scope = { caseId: lease.caseId, exceptTurnId: turn?.id ?? null };
    await supersedeCase(trx, scope, taken.reason);
    await closeWaitingTurns(trx, scope, taken.reason);
    if (turn?.state !== 'open') return [];
    await appendAudit(trx, {
      actor: 'worker',
      action: 'left alone',
      caseId: lease.caseId,
      details: { code: taken.code },
    });
    const cause = { caseId: lease.caseId, turnId: turn.id, reviewId: null, decisionId: null };
    return planEffects(trx, cause, [leftAloneUpdate(turn.commentId, { taken, snapshot })]);
  });
  if (turn?.state === 'open') {
    await deps.cases.finishTurn(lease, turn.id, {
      state: 'stopped',
      reason: taken.reason,
      outcome: { code: taken.code, reason: taken.reason },
    });
  }
  for (const effectId of effectIds) await deps.doorbell.ring('effect.deliver', { effectId });
  deps.log.info({ ticketId: lease.ticketId, code: taken.code }, 'left alone');
}

/** A turn that waited for a decision is done when its reply went out, else overtaken. */
async function closeWaitingTurns(
  trx: ReviewStore['db'],
  { caseId, exceptTurnId }: CaseScope,
  reason: string,
): Promise<void> {
  await sql`
    update turn t set
      state = case when exists (select 1 from effect e where e.turn_id = t.id and e.kind = 'public_reply' and e.state in ('sending', 'done'))
        then 'done' else 'superseded' end,
      reason = ${reason}, finished_at = now()
    where case_id = ${caseId} and id <> ${exceptTurnId ?? 0} and state in ('open', 'waiting')
      and not exists (select 1 from effect e where e.turn_id = t.id and e.kind = 'public_reply' and e.state in ('planned', 'unknown'))
  `.execute(trx);
}

function failureNote(lease: Lease, turn: Turn, reason: string): PlannedEffect<'staff_note'> {
  return {
    key: `failed:${messageKey(lease.ticketId, turn.commentId, turn.revision)}`,
    kind: 'staff_note',
    payload: {
      ticketId: lease.ticketId,
      // Nothing was read that could be trusted, so the door reads for itself before it writes.
      base: { lastPublicCommentId: turn.commentId, stamp: '', settled: false, tags: [] },
      noteHtml: failedNote(reason),
      addTags: [`${TAG_PREFIX}route__person`],
    },
  };
}

function leftAloneUpdate(commentId: number, { taken, snapshot }: Left): PlannedEffect<'ticket_update'> {
  const tag = `${TAG_PREFIX}left_alone__${taken.code}`;
  // One note says it; in a loop, one for each message would be a second flood.
  const said = taken.code === LOOP && snapshot.ticket.tags.includes(tag);
  return {
    key: `update:${messageKey(snapshot.ticket.id, commentId)}`,
    kind: 'ticket_update',
    payload: {
      ticketId: snapshot.ticket.id,
      base: baseOf(snapshot),
      addTags: taken.code === LOOP ? [tag, `${TAG_PREFIX}route__person`] : [tag],
      replaceTagPrefixes: [TAG_PREFIX],
      fields: {},
      priority: null,
      group: null,
      noteHtml: said ? null : leftAloneNote(taken.reason),
    },
  };
}
