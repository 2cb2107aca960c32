import { type AssessDeps, assess } from '../pipeline/assess.ts';
import { type CheckDeps, check } from '../pipeline/check.ts';
import { type DraftDeps, draft } from '../pipeline/draft.ts';
import { findForTurn, gather, type RetrieveDeps } from '../pipeline/retrieve.ts';
import { need, type Outcome, type TurnSoFar } from '../pipeline/stage.ts';
import { type CheckedDraft, type Difference, differenceOf } from './impact-difference.ts';
import type { StoredTurn } from './impact-turns.ts';

/** One version of the world: its articles behind `search`, its prompts inside the brain. No helpdesk, no effects, no store. */
export type Side = Pick<RetrieveDeps, 'search' | 'defaultLocale'> & AssessDeps & DraftDeps & CheckDeps;

export interface Impact {
  turnId: number;
  ticketId: number;
  subject: string;
  before: CheckedDraft;
  after: CheckedDraft;
  difference: Difference;
}

export interface ImpactInput {
  turns: readonly StoredTurn[];
  before: Side;
  after: Side;
  /** With another prompt or taxonomy the message is understood anew, too. */
  assessAgain: boolean;
  signal: AbortSignal;
  progress: (done: number) => void;
}

/**
 * Replays each turn twice, on the world as it is and on the world as it would be, so that what differs is the change and not the
 * release or the records of that day. One after the other: this runs beside production and shares its rate limits.
 */
export async function replayImpact(input: ImpactInput): Promise<Impact[]> {
  const impacts: Impact[] = [];
  for (const turn of input.turns) {
    const before = await replay(input, input.before, turn);
    const after = await replay(input, input.after, turn);
    const { turnId, ticketId, intake } = turn;
    const difference = differenceOf(before, after);
    impacts.push({ turnId, ticketId, subject: intake.subject, before, after, difference });
    input.progress(impacts.length);
  }
  return impacts;
}

async function replay({ assessAgain, signal }: ImpactInput, side: Side, turn: StoredTurn): Promise<CheckedDraft> {
  const soFar = turnSoFar(turn, signal);
  if (assessAgain) soFar.results.assess = resultOf(await assess.run(side, soFar));
  const found = await findForTurn(side, turn.intake);
  // The customer's records as they were then: looking them up again would compare two days.
  soFar.results.retrieve = gather({ intake: turn.intake, ...found, facts: turn.retrieve.facts });
  soFar.results.draft = resultOf(await draft.run(side, soFar));
  const checked = resultOf(await check.run(side, soFar));
  return { draft: checked.draft, findings: checked.findings, sources: need(soFar, 'draft').sources };
}

/** The lease is nobody's: nothing in these stages writes. */
function turnSoFar(turn: StoredTurn, signal: AbortSignal): TurnSoFar {
  const { turnId, caseId, ticketId, commentId, intake, assess: assessed } = turn;
  return {
    lease: { caseId, ticketId, owner: 'impact', fence: -1 },
    turn: { id: turnId, caseId, commentId, state: 'open', attempts: 0 },
    results: { intake, assess: assessed },
    signal,
  };
}

function resultOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'stop') throw new Error(`The replay stopped: ${outcome.reason}`);
  return outcome.result;
}
