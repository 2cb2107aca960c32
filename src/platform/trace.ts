import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomBytes } from 'node:crypto';

/** What took time while a turn was worked on. Content is only ever what a model was shown: placeholders in place of names. */
export interface SpanRecord {
  traceId: string;
  spanId: string;
  parentId: string | null;
  ticketId: number;
  turnId: number;
  stage: string;
  /** `stage` is ours, `question` one question to a model, the others come from the Agents SDK. */
  kind: 'turn' | 'stage' | 'question' | 'response' | 'agent' | 'other';
  name: string;
  startedAt: Date;
  endedAt: Date;
  /** Numbers and names: model, tokens, money, outcome. Never words of a customer. */
  attributes: Readonly<Record<string, string | number | boolean>>;
  /** The redacted words that went to a model and came back; kept in our own database only, and not for long. */
  content: { input: string; output: string } | null;
  error: string | null;
}

/** Takes finished spans. Must not throw and must not be waited for: a trace is never worth a turn. */
export interface SpanSink {
  record(span: SpanRecord): void;
  /** Writes out what is still held. */
  close?(): Promise<void>;
}

export const NO_SPANS: SpanSink = { record: () => {} };

/** Where in the work we are; whatever runs inside finds it without being told. */
export interface TraceContext {
  traceId: string;
  spanId: string;
  ticketId: number;
  turnId: number;
  stage: string;
}

const storage = new AsyncLocalStorage<TraceContext>();

export function currentTrace(): TraceContext | null {
  return storage.getStore() ?? null;
}

export function withinTrace<T>(context: TraceContext, work: () => T): T {
  return storage.run(context, work);
}

/** The same for every attempt at a turn, whichever process makes it, so that one turn is one trace. 32 hex digits, as W3C has them. */
export function traceIdOf(ticketId: number, turnId: number): string {
  return createHash('sha256').update(`deskhand ${ticketId} ${turnId}`).digest('hex').slice(0, 32);
}

/** 16 hex digits. */
export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

export interface StageToTrace {
  ticketId: number;
  turnId: number;
  stage: string;
}

/** Runs a stage as a span, under which whatever a model is asked hangs. */
export async function traceStage<T>(sink: SpanSink, at: StageToTrace, work: () => Promise<T>): Promise<T> {
  const traceId = traceIdOf(at.ticketId, at.turnId);
  const context: TraceContext = { ...at, traceId, spanId: newSpanId() };
  const startedAt = new Date();
  const end = (error: string | null): void =>
    sink.record({
      ...context,
      parentId: rootSpanId(traceId),
      kind: 'stage',
      name: at.stage,
      startedAt,
      endedAt: new Date(),
      attributes: {},
      content: null,
      error,
    });
  try {
    const result = await withinTrace(context, work);
    end(null);
    return result;
  } catch (error) {
    // The class is enough here: a message may hold anything.
    end(error instanceof Error ? error.name : 'Error');
    throw error;
  }
}

/** The turn itself is the parent of its stages. */
export function rootSpanId(traceId: string): string {
  return traceId.slice(0, 16);
}

export function severalSinks(sinks: readonly SpanSink[]): SpanSink {
  return {
    record: (span) => {
      for (const sink of sinks) sink.record(span);
    },
    close: async () => {
      await Promise.all(sinks.map((sink) => sink.close?.()));
    },
  };
}
