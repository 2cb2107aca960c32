import { sql } from 'kysely';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

export interface RetentionDeps {
  database: Database;
  clock: Clock;
}

export interface RetentionDays {
  /** Raw bytes of webhooks. */
  inbox: number;
  /** Texts of finished turns: what was read, drafted and shown. */
  texts: number;
}

export interface Removed {
  bodies: number;
  steps: number;
  reviews: number;
  effects: number;
  spans: number;
}

const DAY_MS = 24 * 3_600_000;
/** So many rows in one statement, so that nobody waits for a lock. */
const BATCH = 5_000;

/**
 * Takes customers' words out of rows that nobody works on any more; the rows stay. So duplicates are still recognised, counts and
 * the audit still hold, and ids, states, reasons and proofs can still be looked up. What is open or in quarantine keeps its words.
 */
export async function removeOldTexts({ database, clock }: RetentionDeps, days: RetentionDays): Promise<Removed> {
  const before = (age: number): Date => new Date(clock.now().getTime() - age * DAY_MS);
  const texts = before(days.texts);
  return {
    bodies: await inBatches(database, removeBodies(before(days.inbox))),
    steps: await inBatches(database, removeSteps(texts)),
    reviews: await inBatches(database, removeReviews(texts)),
    effects: await inBatches(database, removeEffects(texts)),
    spans: await inBatches(database, removeSpans(texts)),
  };
}

type Statement = ReturnType<typeof sql>;

async function inBatches(database: Database, statement: Statement): Promise<number> {
  let removed = 0;
  for (;;) {
    const { numAffectedRows } = await statement.execute(database.sql);
    removed += Number(numAffectedRows ?? 0n);
    if (Number(numAffectedRows ?? 0n) < BATCH) return removed;
  }
}

function removeBodies(before: Date): Statement {
  return sql`
    update inbox set body = '' where id in (
      select id from inbox
      where received_at < ${before} and state in ('done', 'ignored') and length(body) > 0
      order by id limit ${BATCH})`;
}

/** Times, tokens and names stay. */
function removeSpans(before: Date): Statement {
  return sql`
    update span set content = null where span_id in (
      select span_id from span where ended_at < ${before} and content is not null limit ${BATCH})`;
}

/** An empty object: no stage of a finished turn is read again. */
function removeSteps(before: Date): Statement {
  return sql`
    update step set result = '{}' where (turn_id, stage) in (
      select s.turn_id, s.stage from step s join turn t on t.id = s.turn_id
      where t.finished_at < ${before} and t.state in ('done', 'stopped', 'superseded') and s.result <> '{}'
      limit ${BATCH})`;
}

/** Ids and what a person was asked to weigh stay; what customer and draft said goes. */
function removeReviews(before: Date): Statement {
  return sql`
    update review set shown = shown || ${JSON.stringify(WITHOUT_WORDS)}::jsonb
      || jsonb_build_object('draft', (shown -> 'draft') || '{"text": ""}', 'requester', (shown -> 'requester') || '{"name": ""}')
    where id in (
      select id from review
      where decided_at < ${before} and state <> 'open' and shown ->> 'customerMessage' <> ''
      limit ${BATCH})`;
}

const WITHOUT_WORDS = { subject: '', customerMessage: '', sentences: [], sources: [], proposals: [], findings: [] };

function removeEffects(before: Date): Statement {
  return sql`
    update effect set payload = jsonb_strip_nulls(jsonb_build_object('ticketId', payload -> 'ticketId', 'reviewId',
      payload -> 'reviewId', 'tool', payload -> 'tool', 'preview', payload -> 'preview', 'removed', true))
    where id in (
      select id from effect
      where finished_at < ${before} and state in ('done', 'superseded') and not payload ? 'removed'
      limit ${BATCH})`;
}
