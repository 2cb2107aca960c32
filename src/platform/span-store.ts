import type { Database } from './database.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import type { SpanRecord, SpanSink } from './trace.ts';

const BATCH_MS = 250;
const MOST_WAITING = 5_000;
/** Only what a model was asked is worth a row: the stages have rows of their own. */
const KEPT: ReadonlySet<SpanRecord['kind']> = new Set(['question', 'response', 'agent', 'other']);

/** Our own trace: rows that `./scripts/trace` reads. Losing some costs nobody anything, so nobody waits for the insert. */
export function createSpanStore({ pool }: Pick<Database, 'pool'>, log: Log): SpanSink {
  let waiting: SpanRecord[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    timer = null;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) writing = writing.then(() => insert(pool, batch, log));
    return writing;
  };
  return {
    record(span) {
      if (!KEPT.has(span.kind) || waiting.length >= MOST_WAITING) return;
      waiting.push(span);
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}

async function insert(pool: Database['pool'], spans: readonly SpanRecord[], log: Log): Promise<void> {
  const rows = spans.map(({ traceId, spanId, parentId, ticketId, turnId, startedAt, endedAt, ...rest }) => ({
    ...rest,
    trace_id: traceId,
    span_id: spanId,
    parent_id: parentId,
    ticket_id: ticketId,
    turn_id: turnId,
    started_at: startedAt,
    ended_at: endedAt,
  }));
  try {
    await pool.query(
      `insert into span (trace_id, span_id, parent_id, ticket_id, turn_id, stage, kind, name, started_at, ended_at, attributes, content, error)
       select trace_id, span_id, parent_id, ticket_id, turn_id, stage, kind, name, started_at, ended_at, attributes, content, error
       from jsonb_to_recordset($1::jsonb) as row (trace_id text, span_id text, parent_id text, ticket_id bigint, turn_id bigint, stage text,
         kind text, name text, started_at timestamptz, ended_at timestamptz, attributes jsonb, content jsonb, error text)
       on conflict do nothing`,
      [JSON.stringify(rows)],
    );
  } catch (error) {
    log.warn({ err: messageOf(error), spans: spans.length }, 'spans not kept');
  }
}
