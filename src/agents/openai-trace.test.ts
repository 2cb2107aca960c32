import { setTracingDisabled } from '@openai/agents';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpanRecord } from '../platform/trace.ts';
import { traceStage } from '../platform/trace.ts';
import { type OpenAiSandbox, startOpenAi } from '../sandbox/openai-server.ts';
import { conversationOf, createTestBrain, TAXONOMY } from './openai/test-brain.fake.ts';
import { createVeiledBrain } from './veiled-brain.ts';

const AT = { ticketId: 1042, turnId: 7, stage: 'assess' };

describe('the trace of a thought', () => {
  let sandbox: OpenAiSandbox;
  const spans: SpanRecord[] = [];
  const sink = { record: (span: SpanRecord) => void spans.push(span) };
  beforeEach(async () => {
    spans.length = 0;
    sandbox = await startOpenAi({ apiKey: 'test-key' });
    // The SDK switches tracing off where NODE_ENV is "test".
    setTracingDisabled(false);
  });
  afterEach(async () => {
    setTracingDisabled(true);
    await sandbox.close();
  });

  const assess = async () => {
    const brain = createVeiledBrain(await createTestBrain(sandbox.url, { spans: sink }), TAXONOMY);
    const conversation = conversationOf('Where is my parcel, order 1042? Write to ada.vos@example.com');
    return traceStage(sink, AT, () => brain.assess({ conversation }));
  };

  it('is a tree: the stage, the question under it, each request under the question', async () => {
    await assess();
    const [response, question, stage] = spans;
    expect(spans.map(({ kind }) => kind)).toEqual(['response', 'question', 'stage']);
    expect(question?.parentId).toBe(stage?.spanId);
    expect(response?.parentId).toBe(question?.spanId);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(question?.attributes).toMatchObject({ 'gen_ai.request.model': 'gpt-5.4-mini', 'deskhand.requests': 1 });
    expect(Number(question?.attributes['gen_ai.usage.input_tokens'])).toBeGreaterThan(500);
  });

  it('holds the words as the model saw them, with placeholders for personal data', async () => {
    await assess();
    const { content } = spans.find(({ kind }) => kind === 'question') ?? {};
    expect(content?.input).toContain('[email 1]');
    expect(JSON.stringify(spans)).not.toMatch(/ada\.vos@example\.com|Ada/);
    expect(content?.output).toContain('order_status');
  });

  it('asks the model and nobody else: no trace goes to OpenAI', async () => {
    await assess();
    expect(sandbox.requests().map(({ path }) => path)).toEqual(['/v1/responses']);
    const [first] = sandbox.requests();
    expect(first?.body).toMatchObject({ store: false });
  });

  it('tells an abandoned question from a failed one', async () => {
    sandbox.setFaults([{ kind: 'hang', times: 1 }]);
    const brain = await createTestBrain(sandbox.url, { spans: sink });
    const giveUp = new AbortController();
    const asked = traceStage(sink, AT, () =>
      brain.assess({ conversation: conversationOf('Where is it?') }, giveUp.signal),
    );
    giveUp.abort(new Error('Triage says stop'));
    await expect(asked).rejects.toThrow('Triage says stop');
    expect(spans.find(({ kind }) => kind === 'question')?.attributes).toEqual({ 'deskhand.abandoned': true });
  });
});
