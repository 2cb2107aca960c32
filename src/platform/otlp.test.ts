import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer, listen } from './http.ts';
import { silentLog } from './log.ts';
import { createOtlpSink } from './otlp.ts';
import type { SpanRecord } from './trace.ts';

const SPAN: SpanRecord = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentId: 'c'.repeat(16),
  ticketId: 1042,
  turnId: 7,
  stage: 'assess',
  kind: 'question',
  name: 'triage',
  startedAt: new Date('2026-11-27T10:00:00.000Z'),
  endedAt: new Date('2026-11-27T10:00:00.870Z'),
  attributes: { 'gen_ai.request.model': 'gpt-5.6-luna', 'gen_ai.usage.input_tokens': 1204, 'deskhand.usd': 0.5 },
  content: { input: 'Where is my parcel? Philomena', output: '{"intent":"order_status"}' },
  error: null,
};

describe('spans to a collector, over HTTP', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function collector(status = 200) {
    const heard: { path: string; type: string; key: string; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const { 'content-type': type = '', 'x-key': key = '' } = request.headers;
      heard.push({ path: request.url ?? '', type, key: String(key), body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end('{}');
    });
    const port = await listen(server, 0);
    closing.push(() => closeServer(server));
    return { heard, endpoint: `http://127.0.0.1:${port}` };
  }

  it('sends OTLP in JSON with ids, times in nanoseconds and attributes by type', async () => {
    const { heard, endpoint } = await collector();
    const sink = createOtlpSink({ endpoint, headers: { 'x-key': 'k' }, serviceName: 'deskhand', log: silentLog });
    sink.record(SPAN);
    sink.record({ ...SPAN, spanId: 'd'.repeat(16), kind: 'stage', error: 'RetryLater' });
    await sink.close?.();
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ path: '/v1/traces', type: 'application/json', key: 'k' });
    const { resourceSpans } = JSON.parse(heard[0]?.body ?? '');
    expect(resourceSpans[0].resource.attributes).toEqual([{ key: 'service.name', value: { stringValue: 'deskhand' } }]);
    const [one, other] = resourceSpans[0].scopeSpans[0].spans;
    expect(one).toMatchObject({
      traceId: SPAN.traceId,
      spanId: SPAN.spanId,
      parentSpanId: SPAN.parentId,
      name: 'triage',
      kind: 3,
      startTimeUnixNano: '1795773600000000000',
      endTimeUnixNano: '1795773600870000000',
      status: {},
    });
    expect(one.attributes).toContainEqual({ key: 'gen_ai.usage.input_tokens', value: { intValue: '1204' } });
    expect(one.attributes).toContainEqual({ key: 'deskhand.usd', value: { doubleValue: 0.5 } });
    expect(other.status).toEqual({ code: 2, message: 'RetryLater' });
  });

  it('sends no words of customers, prompts or answers', async () => {
    const { heard, endpoint } = await collector();
    const sink = createOtlpSink({ endpoint, serviceName: 'deskhand', log: silentLog });
    sink.record(SPAN);
    await sink.close?.();
    expect(heard[0]?.body).not.toContain('Philomena');
    expect(heard[0]?.body).not.toContain('order_status');
  });

  it('goes on when the collector refuses or is away', async () => {
    const { endpoint } = await collector(503);
    for (const where of [endpoint, 'http://127.0.0.1:9']) {
      const sink = createOtlpSink({ endpoint: where, serviceName: 'deskhand', log: silentLog });
      sink.record(SPAN);
      await expect(sink.close?.()).resolves.toBeUndefined();
    }
  });
});
