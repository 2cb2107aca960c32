import { RESULT_SCHEMAS, type TurnResults } from '../pipeline/results.ts';
import type { Database } from '../platform/database.ts';

/** A turn as its rows have it. */
export interface StoredTurn {
  turnId: number;
  caseId: number;
  ticketId: number;
  commentId: number;
  intake: TurnResults['intake'];
  assess: TurnResults['assess'];
  retrieve: TurnResults['retrieve'];
}

interface Row {
  turn_id: number;
  case_id: number;
  ticket_id: number;
  comment_id: number;
  steps: Record<string, unknown>;
}

const READ = `
  select t.id as turn_id, t.case_id, c.ticket_id, t.comment_id, s.steps
  from turn t
  join ticket_case c on c.id = t.case_id
  cross join lateral (select jsonb_object_agg(stage, result) as steps from step where turn_id = t.id) s
  where exists (select from step where turn_id = t.id and stage = 'check')
  order by t.id desc limit $1`;

/** The newest turns with a checked draft. Rows of a release that we cannot read any more are counted, not guessed at. */
export async function loadTurns(
  { pool }: Pick<Database, 'pool'>,
  most: number,
): Promise<{ turns: StoredTurn[]; unreadable: number }> {
  const { rows } = await pool.query<Row>(READ, [most]);
  const turns = rows.flatMap((row) => toTurn(row) ?? []);
  return { turns, unreadable: rows.length - turns.length };
}

/** Was any of these articles among the sources, cited or not? What was shown may have shaped the draft. */
export function wasShown(turn: StoredTurn, articleIds: ReadonlySet<string>): boolean {
  return turn.retrieve.sources.some((source) => source.kind === 'article' && articleIds.has(source.articleId));
}

function toTurn({ turn_id, case_id, ticket_id, comment_id, steps }: Row): StoredTurn | null {
  const intake = RESULT_SCHEMAS.intake.safeParse(steps['intake']);
  const assess = RESULT_SCHEMAS.assess.safeParse(steps['assess']);
  const retrieve = RESULT_SCHEMAS.retrieve.safeParse(steps['retrieve']);
  if (!intake.success || !assess.success || !retrieve.success) return null;
  return {
    turnId: turn_id,
    caseId: case_id,
    ticketId: ticket_id,
    commentId: comment_id,
    intake: intake.data,
    assess: assess.data,
    retrieve: retrieve.data,
  };
}
