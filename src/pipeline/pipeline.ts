import { crashPoint } from '../platform/crash-point.ts';
import { isOutage, messageOf, NotFound, RetryLater } from '../platform/errors.ts';
import { storable } from '../platform/storable.ts';
import { rootSpanId, type SpanSink, traceIdOf } from '../platform/trace.ts';
import { type Lease, LeaseLost, type StepRow, type Turn } from '../tickets/case.ts';
import type { CaseStore } from '../tickets/case-store.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import type { InboxStore } from '../tickets/inbox-store.ts';
import type { LabelStore } from '../tickets/label-store.ts';
import { type ActDeps, act } from './act.ts';
import { type AssessDeps, assess } from './assess.ts';
import { type CheckDeps, check } from './check.ts';
import { type DraftDeps, draft } from './draft.ts';
import { guardLoops } from './guard-loops.ts';
import { decideIntake, type Intake, seenUpTo } from './intake.ts';
import { RESULT_SCHEMAS } from './results.ts';
import { type RetrieveDeps, retrieve } from './retrieve.ts';
import { type RouteDeps, route } from './route.ts';
import { runGroup, type StageRunner } from './run-group.ts';
import type { TurnSoFar } from './stage.ts';
import { endTurn, leaveTicket, type TurnEndDeps } from './turn-end.ts';

/** Everything the stages use. Each stage names only its own part of it. */
export interface PipelineDeps extends AssessDeps, RetrieveDeps, DraftDeps, CheckDeps, RouteDeps, ActDeps, TurnEndDeps {
  helpdesk: Helpdesk;
  inbox: InboxStore;
  cases: CaseStore;
  labels: Pick<LabelStore, 'learn'>;
  /** This process, as it stands in leases. */
  owner: string;
  /** A worker that dies gives its case back after this long; a living one renews well before. */
  leaseMs: number;
  /** Times a stage, by name. */
  onStage: (stage: string, ms: number) => void;
  /** Where the trace of a turn goes; nowhere when absent. */
  spans?: SpanSink;
  /** Instead of two minutes. */
  turnDeadlineMs?: number;
}

/**
 * What the product does, top to bottom. `assess` and `retrieve` do not need each other and run side by side.
 * Each finished stage leaves a row; a turn that was interrupted goes on after its last row.
 */
const STAGES = [[assess, retrieve], [draft], [check], [route], [act]] as const;

/** No turn thinks for longer; a person gets the case with the reason. */
const TURN_DEADLINE_MS = 120_000;
const RETRY_MS = 2_000;
const OUT_OF_TIME = 'The turn was not finished within two minutes.';
/** So many failed tries of one turn, and a person gets it. */
const MAX_ATTEMPTS = 6;

/** The job `ticket.changed`: look at the ticket as it is now, and open, resume or end its turn. Safe to run twice and at once. */
export async function workOnTicket(deps: PipelineDeps, ticketId: number): Promise<void> {
  const lease = await deps.cases.claim(ticketId, deps.owner, deps.leaseMs);
  if (!lease) return;
  const deadline = AbortSignal.timeout(deps.turnDeadlineMs ?? TURN_DEADLINE_MS);
  const renewal = setInterval(() => void keep(deps, lease), deps.leaseMs / 3);
  try {
    const upTo = await deps.inbox.newestWaiting(ticketId);
    const seen = await workUnderLease(deps, lease, deadline);
    await deps.cases.markSeen(lease, seen);
    if (upTo !== null) await deps.inbox.settle(ticketId, upTo);
  } catch (error) {
    await putOff(deps, lease, { error, outOfTime: deadline.aborted });
  } finally {
    clearInterval(renewal);
    await deps.cases.release(lease);
  }
  // What arrived while we worked was not in what we read.
  if ((await deps.inbox.newestWaiting(ticketId)) !== null)
    await deps.doorbell.ring('ticket.changed', { ticketId }, { again: true });
}

/** Returns up to when the ticket has been seen. */
async function workUnderLease(deps: PipelineDeps, lease: Lease, signal: AbortSignal): Promise<Date> {
  const [snapshot, botId] = await Promise.all([deps.helpdesk.read(lease.ticketId), deps.helpdesk.ownUserId()]);
  crashPoint('C4');
  await deps.labels.learn(lease.ticketId, botId);
  const taken = storable(decideIntake(snapshot, botId));
  const left = taken.kind === 'leave' ? taken : await guardLoops(deps.reviews.db, lease, taken.intake);
  if (left) await leaveTicket(deps, lease, { taken: left, snapshot });
  else if (taken.kind === 'take') {
    const soFar = await openTurn(deps, lease, { intake: taken.intake, signal });
    if (soFar) await runStages(deps, soFar);
  }
  return seenUpTo(snapshot);
}

/** The turn of this message with what earlier attempts finished; null when it is finished altogether. */
async function openTurn(
  deps: PipelineDeps,
  lease: Lease,
  { intake, signal }: { intake: Intake; signal: AbortSignal },
): Promise<TurnSoFar | null> {
  const { turn, rows } = await findTurn(deps, lease, intake);
  if (turn.state !== 'open') return null;
  const done = new Map(rows.map((row) => [row.stage, row.result]));
  const soFar: TurnSoFar = { lease, turn, results: {}, signal };
  // The stamp and tags must be those of the newest read, or a retry would decide on a ticket that is gone.
  soFar.results.intake = intake;
  if (!done.has('intake')) await endTurn.supersedeOlder(deps, lease, turn.id);
  await deps.cases.saveStep(lease, turn.id, {
    stage: 'intake',
    result: intake,
    brain: null,
    model: null,
    promptHash: null,
    usage: null,
    ms: 0,
  });
  for (const group of STAGES) {
    for (const stage of group) {
      const earlier = done.get(stage.name);
      if (earlier !== undefined)
        Object.assign(soFar.results, { [stage.name]: RESULT_SCHEMAS[stage.name].parse(earlier) });
    }
  }
  return soFar;
}

/** The same message is thought about again when what was drafted for it would now reach somebody else. */
async function findTurn(deps: PipelineDeps, lease: Lease, intake: Intake): Promise<{ turn: Turn; rows: StepRow[] }> {
  const turn = await deps.cases.openTurn(lease, intake.commentId);
  const rows = await deps.cases.steps(turn.id);
  const before = RESULT_SCHEMAS.intake.safeParse(rows.find((row) => row.stage === 'intake')?.result).data;
  const reason = before ? whyAgain(turn, before, intake) : null;
  if (reason === null) return { turn, rows };
  return { turn: await deps.cases.openTurnAgain(lease, intake.commentId, reason), rows: [] };
}

function whyAgain(turn: Turn, before: Intake, now: Intake): string | null {
  if (before.requester.id !== now.requester.id) return 'The ticket got another requester';
  const known = before.base.copied;
  // Only an open question is asked anew: what was sent is sent, and a person who has the ticket sees who is in copy.
  if (turn.state !== 'waiting' || known === undefined) return null;
  const isNew = now.base.copied?.some((id) => !known.includes(id)) ?? false;
  return isNew ? 'Somebody was put in copy who would get the reply too' : null;
}

async function runStages(deps: PipelineDeps, soFar: TurnSoFar): Promise<void> {
  const startedAt = new Date();
  for (const group of STAGES) {
    const stopped = await runGroup(deps, soFar, group as readonly StageRunner[]);
    if (stopped) return endTurn.stopped(deps, soFar, stopped);
  }
  await endTurn.finished(deps, soFar);
  traceTurn(deps, soFar, startedAt);
}

function traceTurn({ spans }: PipelineDeps, { lease, turn }: TurnSoFar, startedAt: Date): void {
  const traceId = traceIdOf(lease.ticketId, turn.id);
  spans?.record({
    traceId,
    spanId: rootSpanId(traceId),
    parentId: null,
    ticketId: lease.ticketId,
    turnId: turn.id,
    stage: '',
    kind: 'turn',
    name: 'turn',
    startedAt,
    endedAt: new Date(),
    attributes: {},
    content: null,
    error: null,
  });
}

async function keep(deps: PipelineDeps, lease: Lease): Promise<void> {
  try {
    await deps.cases.renew(lease, deps.leaseMs);
  } catch (error) {
    // The next write under the fence fails and ends the work; here it is enough to say so.
    deps.log.warn({ caseId: lease.caseId, err: messageOf(error) }, 'lease not renewed');
  }
}

/** What a failure means for the turn: later, or a person. The one place that owns the word "retry" for turns. */
async function putOff(
  deps: PipelineDeps,
  lease: Lease,
  { error, outOfTime }: { error: unknown; outOfTime: boolean },
): Promise<void> {
  if (error instanceof LeaseLost) return;
  const reason = outOfTime ? OUT_OF_TIME : messageOf(error);
  if (error instanceof NotFound) {
    deps.log.info({ ticketId: lease.ticketId }, 'ticket is gone');
    await deps.inbox.settle(lease.ticketId, Number.MAX_SAFE_INTEGER);
    return;
  }
  const outage = isOutage(error);
  const wanted = { reason, outage, afterMs: error instanceof RetryLater ? error.afterMs : RETRY_MS };
  const turn = await deps.cases.latestTurn(lease.caseId);
  const attempts = turn?.state === 'open' ? await deps.cases.putOffTurn(lease, turn.id, wanted) : 0;
  const { state, afterMs } = await deps.inbox.putOff(lease.ticketId, { ...wanted, limit: MAX_ATTEMPTS });
  deps.log.warn({ ticketId: lease.ticketId, err: reason, outage, afterMs }, 'turn put off');
  if (turn?.state === 'open' && (outOfTime || attempts >= MAX_ATTEMPTS || state === 'poison'))
    await endTurn.failed(deps, { lease, turn, reason });
  else if (state === 'later')
    await deps.doorbell.ring('ticket.changed', { ticketId: lease.ticketId }, { delayMs: afterMs, again: true });
}
