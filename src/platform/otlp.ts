import type { Log } from './log.ts';
import type { SpanRecord, SpanSink } from './trace.ts';

/**
 * Spans to an OpenTelemetry collector: OTLP over HTTP with a JSON body, which every collector takes. Written out here because the
 * protocol is one small document, and the vendor's exporter reads the environment by itself and brings some thirty packages' worth of options.
 * No words of customers, prompts or answers are in it, only names, numbers and times.
 */
export interface OtlpOptions {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT says, without `/v1/traces`. */
  endpoint: string;
  headers?: Readonly<Record<string, string>>;
  serviceName: string;
  log: Log;
  fetch?: typeof fetch;
}

const BATCH_MS = 2_000;
const MOST_WAITING = 2_000;
const TIMEOUT_MS = 5_000;
const INTERNAL = 1;
const CLIENT = 3;
const FAILED = 2;

export function createOtlpSink(options: OtlpOptions): SpanSink {
  let waiting: SpanRecord[] = [];
  let timer: NodeJS.Timeout | null = null;
  let lost = 0;
  let sending: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    timer = null;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) sending = sending.then(() => send(options, batch));
    return sending;
  };
  return {
    record(span) {
      // A collector that is away must not fill the memory.
      if (waiting.length >= MOST_WAITING) {
        lost += 1;
        if (lost === 1)
          options.log.warn({ endpoint: options.endpoint }, 'spans are dropped: the collector is too slow');
        return;
      }
      waiting.push(span);
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}

async function send(
  { endpoint, headers = {}, serviceName, log, fetch: call = fetch }: OtlpOptions,
  spans: SpanRecord[],
) {
  try {
    const response = await call(`${endpoint.replace(/\/$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(otlpBody(serviceName, spans)),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) log.warn({ status: response.status, spans: spans.length }, 'the collector refused spans');
  } catch (error) {
    log.warn(
      { err: error instanceof Error ? error.message : 'unknown', spans: spans.length },
      'the collector did not answer',
    );
  }
}

/** ExportTraceServiceRequest of the OpenTelemetry protocol, version 1. */
export function otlpBody(serviceName: string, spans: readonly SpanRecord[]) {
  return {
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', serviceName)] },
        scopeSpans: [{ scope: { name: 'deskhand' }, spans: spans.map(otlpSpan) }],
      },
    ],
  };
}

function otlpSpan(span: SpanRecord) {
  const attributes = { 'deskhand.ticket': span.ticketId, 'deskhand.turn': span.turnId, 'deskhand.stage': span.stage };
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId === null ? {} : { parentSpanId: span.parentId }),
    name: span.name,
    kind: span.kind === 'response' || span.kind === 'question' ? CLIENT : INTERNAL,
    startTimeUnixNano: nanos(span.startedAt),
    endTimeUnixNano: nanos(span.endedAt),
    attributes: Object.entries({ ...attributes, ...span.attributes }).map(([key, value]) => attribute(key, value)),
    status: span.error === null ? {} : { code: FAILED, message: span.error },
  };
}

/** A number beyond 2^53, so it travels as text. */
function nanos(at: Date): string {
  return `${BigInt(at.getTime()) * 1_000_000n}`;
}

function attribute(key: string, value: string | number | boolean) {
  if (typeof value === 'string') return { key, value: { stringValue: value } };
  if (typeof value === 'boolean') return { key, value: { boolValue: value } };
  return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
}
