import { type Span, type SpanData, setTraceProcessors, type Trace, type TracingProcessor } from '@openai/agents';
import { currentTrace, newSpanId, type SpanSink, type TraceContext } from '../platform/trace.ts';

/** Of the SDK's spans these say something that our own do not: each answer that a model gave to one question. */
const KEPT: ReadonlySet<string> = new Set(['response', 'generation']);

/**
 * The SDK's own tracing, turned inwards: in place of its exporter to OpenAI, spans go to our sink, under the question that caused them.
 * Only kind, times and the class of an error are taken over, never `spanData` as a whole.
 */
export class InwardProcessor implements TracingProcessor {
  readonly #sink: SpanSink;
  readonly #places = new Map<string, TraceContext>();

  constructor(sink: SpanSink) {
    this.#sink = sink;
  }

  async onTraceStart(trace: Trace): Promise<void> {
    const place = currentTrace();
    if (place) this.#places.set(trace.traceId, place);
  }

  async onTraceEnd(trace: Trace): Promise<void> {
    this.#places.delete(trace.traceId);
  }

  async onSpanStart(): Promise<void> {}

  async onSpanEnd(span: Span<SpanData>): Promise<void> {
    const place = this.#places.get(span.traceId);
    if (!place || !KEPT.has(span.spanData.type)) return;
    this.#sink.record({
      ...place,
      spanId: newSpanId(),
      parentId: place.spanId,
      kind: 'response',
      name: 'request to the model',
      startedAt: new Date(span.startedAt ?? Date.now()),
      endedAt: new Date(span.endedAt ?? Date.now()),
      attributes: {},
      content: null,
      error: span.error === null ? null : span.error.message.slice(0, 80),
    });
  }

  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}
}

/** Takes the place of every processor there was, the one to OpenAI included. */
export function traceInwards(sink: SpanSink): void {
  setTraceProcessors([new InwardProcessor(sink)]);
}
