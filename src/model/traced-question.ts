import { currentTrace, newSpanId, type SpanSink, withinTrace } from '../platform/trace.ts';
import type { TokenCount } from './usage.ts';

interface Answered {
  ok: boolean;
  model: string;
  tokens: TokenCount;
  value?: unknown;
  error?: unknown;
}

/** One question to a model as a span under its stage. Outside a turn, as in evaluations, nothing is traced. */
export async function traceQuestion<A extends Answered>(
  sink: SpanSink | null,
  { name, input }: { name: string; input: string },
  work: () => Promise<A>,
): Promise<A> {
  const place = currentTrace();
  if (!sink || !place) return work();
  const context = { ...place, spanId: newSpanId() };
  const startedAt = new Date();
  const base = { ...context, parentId: place.spanId, kind: 'question' as const, name, startedAt };
  try {
    const asked = await withinTrace(context, work);
    sink.record({
      ...base,
      endedAt: new Date(),
      attributes: attributesOf(asked),
      content: { input, output: asked.ok ? JSON.stringify(asked.value) : '' },
      error: asked.ok ? null : nameOf(asked.error),
    });
    return asked;
  } catch (error) {
    // Only a caller that gave up comes here, for example a draft that triage made needless.
    const attributes = { 'deskhand.abandoned': true };
    sink.record({ ...base, endedAt: new Date(), attributes, content: { input, output: '' }, error: nameOf(error) });
    throw error;
  }
}

/** Names of OpenTelemetry's conventions for generative models, where there is one. */
function attributesOf({ model, tokens }: Answered) {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': model,
    'gen_ai.usage.input_tokens': tokens.inputTokens,
    'gen_ai.usage.output_tokens': tokens.outputTokens,
    'deskhand.cached_tokens': tokens.cachedTokens,
    'deskhand.requests': tokens.calls,
  };
}

/** A message may quote an answer; the class does not. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
