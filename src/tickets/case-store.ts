import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { backOff } from './back-off.ts';
import type { Lease, StepRow, Turn, TurnState } from './case.ts';
import { claim, markSeen, release, renew } from './case-lease.ts';
import type { CaseTables } from './case-tables.ts';
import { underFence } from './fence.ts';

export interface CaseStore {
  /** Makes the case when it is new and takes its lease; null while another worker holds it. */
  claim(ticketId: number, owner: string, leaseMs: number): Promise<Lease | null>;
  /** Throws LeaseLost when somebody else has the case by now. */
  renew(lease: Lease, leaseMs: number): Promise<void>;
  release(lease: Lease): Promise<void>;
  /** Everything up to this stamp of the helpdesk has been read and dealt with. */
  markSeen(lease: Lease, at: Date): Promise<void>;
  /** The turn that answers this comment, made when it is new. Older open or waiting turns of the case become superseded. */
  openTurn(lease: Lease, commentId: number): Promise<Turn>;
  /** A further turn on the same comment, when what it stands in has changed. Earlier ones that still wait become superseded. */
  openTurnAgain(lease: Lease, commentId: number, reason: string): Promise<Turn>;
  latestTurn(caseId: number): Promise<Turn | null>;
  steps(turnId: number): Promise<StepRow[]>;
  saveStep(lease: Lease, turnId: number, step: StepRow): Promise<void>;
  finishTurn(
    lease: Lease,
    turnId: number,
    end: { state: TurnState; reason: string | null; outcome: unknown },
  ): Promise<void>;
  /** Counts a failed try, unless it was an outage, and puts the turn off. */
  putOffTurn(
    lease: Lease,
    turnId: number,
    options: { reason: string; afterMs: number; outage: boolean },
  ): Promise<number>;
  /** Tickets with an open turn that is due and that nobody holds. */
  dueTickets(limit: number): Promise<number[]>;
}

type CaseSql = Kysely<CaseTables>;

export function createCaseStore(database: Database): CaseStore {
  const db = database.sql.withTables<CaseTables>();
  return {
    claim: (ticketId, owner, leaseMs) => claim(db, { ticketId, owner, leaseMs }),
    renew: (lease, leaseMs) => renew(db, lease, leaseMs),
    release: (lease) => release(db, lease),
    markSeen: (lease, at) => markSeen(db, lease, at),
    openTurn: (lease, commentId) => openTurn(db, lease, commentId),
    openTurnAgain: (lease, commentId, reason) => openTurnAgain(db, lease, { commentId, reason }),
    latestTurn: (caseId) => latestTurn(db, caseId),
    steps: (turnId) => steps(db, turnId),
    saveStep: (lease, turnId, step) => saveStep(db, { lease, turnId, step }),
    finishTurn: (lease, turnId, end) => finishTurn(db, { lease, turnId, end }),
    putOffTurn: (lease, turnId, options) => putOffTurn(db, { lease, turnId, ...options }),
    dueTickets: (limit) => dueTickets(db, limit),
  };
}

const inMs = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

const TURN = [
  'id',
  'case_id as caseId',
  'comment_id as commentId',
  'revision',
  'state',
  'attempts',
  'round',
  'redraft_note as redraftNote',
] as const;

function openTurn(db: CaseSql, lease: Lease, commentId: number): Promise<Turn> {
  return underFence(db, lease, async (trx) => {
    await trx
      .updateTable('turn')
      .set({ state: 'superseded', reason: 'The customer wrote again', finished_at: sql<Date>`now()` })
      .where('case_id', '=', lease.caseId)
      .where('comment_id', '<>', commentId)
      .where('state', 'in', ['open', 'waiting'])
      .execute();
    await trx
      .insertInto('turn')
      .values({ case_id: lease.caseId, comment_id: commentId, reason: null, outcome: null, finished_at: null })
      .onConflict((on) => on.doNothing())
      .execute();
    return trx
      .selectFrom('turn')
      .select(TURN)
      .where('case_id', '=', lease.caseId)
      .where('comment_id', '=', commentId)
      .orderBy('revision', 'desc')
      .executeTakeFirstOrThrow();
  });
}

function openTurnAgain(db: CaseSql, lease: Lease, request: { commentId: number; reason: string }): Promise<Turn> {
  return underFence(db, lease, async (trx) => {
    const last = await trx
      .updateTable('turn')
      .set({
        state: sql<TurnState>`case when state in ('open', 'waiting') then 'superseded' else state end`,
        reason: request.reason,
        finished_at: sql<Date>`now()`,
      })
      .where('case_id', '=', lease.caseId)
      .where('comment_id', '=', request.commentId)
      .returning('revision')
      .execute();
    const revision = Math.max(-1, ...last.map((row) => row.revision)) + 1;
    const blank = { reason: null, outcome: null, finished_at: null };
    return trx
      .insertInto('turn')
      .values({ case_id: lease.caseId, comment_id: request.commentId, revision, ...blank })
      .returning(TURN)
      .executeTakeFirstOrThrow();
  });
}

async function latestTurn(db: CaseSql, caseId: number): Promise<Turn | null> {
  const row = await db
    .selectFrom('turn')
    .select(TURN)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

async function steps(db: CaseSql, turnId: number): Promise<StepRow[]> {
  return db
    .selectFrom('step')
    .select(['stage', 'result', 'brain', 'model', 'prompt_hash as promptHash', 'usage', 'ms'])
    .where('turn_id', '=', turnId)
    .orderBy('finished_at')
    .execute();
}

function saveStep(db: CaseSql, request: { lease: Lease; turnId: number; step: StepRow }): Promise<void> {
  const { lease, turnId, step } = request;
  return underFence(db, lease, async (trx) => {
    await trx
      .insertInto('step')
      .values({
        turn_id: turnId,
        stage: step.stage,
        result: JSON.stringify(step.result),
        brain: step.brain,
        model: step.model,
        prompt_hash: step.promptHash,
        usage: step.usage === null ? null : JSON.stringify(step.usage),
        ms: step.ms,
      })
      .onConflict((on) => on.doNothing())
      .execute();
  });
}

interface FinishRequest {
  lease: Lease;
  turnId: number;
  end: { state: TurnState; reason: string | null; outcome: unknown };
}

function finishTurn(db: CaseSql, { lease, turnId, end }: FinishRequest): Promise<void> {
  return underFence(db, lease, async (trx) => {
    await trx
      .updateTable('turn')
      .set({
        state: end.state,
        reason: end.reason,
        outcome: JSON.stringify(end.outcome),
        finished_at: sql<Date>`now()`,
      })
      .where('id', '=', turnId)
      .where('state', 'in', ['open', 'waiting'])
      .execute();
  });
}

function putOffTurn(
  db: CaseSql,
  request: { lease: Lease; turnId: number; reason: string; afterMs: number; outage: boolean },
): Promise<number> {
  return underFence(db, request.lease, async (trx) => {
    const row = await trx
      .updateTable('turn')
      .set({
        attempts: sql<number>`attempts + ${request.outage ? 0 : 1}::int`,
        reason: request.reason,
        next_at: request.outage ? sql<Date>`now() + ${backOff('started_at', request.afterMs)}` : inMs(request.afterMs),
      })
      .where('id', '=', request.turnId)
      .returning('attempts')
      .executeTakeFirstOrThrow();
    return row.attempts;
  });
}

async function dueTickets(db: CaseSql, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('turn')
    .innerJoin('ticket_case', 'ticket_case.id', 'turn.case_id')
    .select('ticket_case.ticket_id')
    .where('turn.state', '=', 'open')
    .where('turn.next_at', '<=', sql<Date>`now()`)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .limit(limit)
    .execute();
  return rows.map((row) => row.ticket_id);
}
