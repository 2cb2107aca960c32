import { type Generated, type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { type Lease, LeaseLost, type StepRow, type Turn, type TurnState } from './case.ts';
import { underFence } from './fence.ts';

export type CaseTables = {
  ticket_case: {
    id: Generated<number>;
    ticket_id: number;
    requester_id: number | null;
    lease_owner: string | null;
    lease_until: Date | null;
    fence: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  turn: {
    id: Generated<number>;
    case_id: number;
    comment_id: number;
    state: Generated<TurnState>;
    reason: string | null;
    outcome: unknown;
    attempts: Generated<number>;
    next_at: Generated<Date>;
    started_at: Generated<Date>;
    finished_at: Date | null;
    redraft_note: Generated<string | null>;
  };
  step: {
    turn_id: number;
    stage: string;
    result: unknown;
    brain: string | null;
    model: string | null;
    prompt_hash: string | null;
    usage: unknown;
    ms: number;
    finished_at: Generated<Date>;
  };
};

export interface CaseStore {
  /** Makes the case when it is new and takes its lease; null while another worker holds it. */
  claim(ticketId: number, owner: string, leaseMs: number): Promise<Lease | null>;
  /** Throws LeaseLost when somebody else has the case by now. */
  renew(lease: Lease, leaseMs: number): Promise<void>;
  release(lease: Lease): Promise<void>;
  /** The turn that answers this comment, made when it is new. Older open or waiting turns of the case become superseded. */
  openTurn(lease: Lease, commentId: number): Promise<Turn>;
  latestTurn(caseId: number): Promise<Turn | null>;
  steps(turnId: number): Promise<StepRow[]>;
  saveStep(lease: Lease, turnId: number, step: StepRow): Promise<void>;
  finishTurn(
    lease: Lease,
    turnId: number,
    end: { state: TurnState; reason: string | null; outcome: unknown },
  ): Promise<void>;
  /** Counts a failed try and puts the turn off. */
  putOffTurn(lease: Lease, turnId: number, options: { reason: string; afterMs: number }): Promise<number>;
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
    openTurn: (lease, commentId) => openTurn(db, lease, commentId),
    latestTurn: (caseId) => latestTurn(db, caseId),
    steps: (turnId) => steps(db, turnId),
    saveStep: (lease, turnId, step) => saveStep(db, { lease, turnId, step }),
    finishTurn: (lease, turnId, end) => finishTurn(db, { lease, turnId, end }),
    putOffTurn: (lease, turnId, options) => putOffTurn(db, { lease, turnId, ...options }),
    dueTickets: (limit) => dueTickets(db, limit),
  };
}

const inMs = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

async function claim(
  db: CaseSql,
  request: { ticketId: number; owner: string; leaseMs: number },
): Promise<Lease | null> {
  const { ticketId, owner, leaseMs } = request;
  await db
    .insertInto('ticket_case')
    .values({ ticket_id: ticketId, requester_id: null })
    .onConflict((on) => on.doNothing())
    .execute();
  const row = await db
    .updateTable('ticket_case')
    .set({
      lease_owner: owner,
      lease_until: inMs(leaseMs),
      fence: sql<number>`fence + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('ticket_id', '=', ticketId)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .returning(['id', 'fence'])
    .executeTakeFirst();
  return row ? { caseId: row.id, ticketId, owner, fence: row.fence } : null;
}

async function renew(db: CaseSql, lease: Lease, leaseMs: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ticket_case')
    .set({ lease_until: inMs(leaseMs) })
    .where('id', '=', lease.caseId)
    .where('fence', '=', lease.fence)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new LeaseLost(`Case ${lease.caseId} is held by another worker`);
}

async function release(db: CaseSql, lease: Lease): Promise<void> {
  await db
    .updateTable('ticket_case')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', lease.caseId)
    .where('fence', '=', lease.fence)
    .execute();
}

const TURN = [
  'id',
  'case_id as caseId',
  'comment_id as commentId',
  'state',
  'attempts',
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
  request: { lease: Lease; turnId: number; reason: string; afterMs: number },
): Promise<number> {
  return underFence(db, request.lease, async (trx) => {
    const row = await trx
      .updateTable('turn')
      .set({ attempts: sql<number>`attempts + 1`, reason: request.reason, next_at: inMs(request.afterMs) })
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
