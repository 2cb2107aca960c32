import { randomBytes } from 'node:crypto';
import type { ResponsesRequest } from './request.ts';

export interface Usage {
  input: number;
  cached: number;
  output: number;
}

export interface Outcome {
  kind: 'completed' | 'incomplete' | 'refusal' | 'empty';
  text: string;
  usage: Usage;
  /** Seconds since 1970. */
  now: number;
}

/** A whole Response object, as the API description demands it. */
export function responseBody(request: ResponsesRequest, outcome: Outcome) {
  const incomplete = outcome.kind === 'incomplete';
  return {
    id: newId('resp'),
    object: 'response',
    created_at: outcome.now,
    status: incomplete ? 'incomplete' : 'completed',
    completed_at: incomplete ? null : outcome.now,
    error: null,
    incomplete_details: incomplete ? { reason: 'max_output_tokens' } : null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: request.model,
    output: outcome.kind === 'empty' ? [] : [messageOf(outcome)],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null, ...request.reasoning },
    store: request.store ?? true,
    temperature: 1,
    text: { format: { type: 'text' }, ...request.text },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: usageBody(outcome.usage),
    metadata: {},
  };
}
export type ResponseBody = ReturnType<typeof responseBody>;

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(24).toString('hex')}`;
}

function messageOf(outcome: Outcome) {
  const status = outcome.kind === 'incomplete' ? 'incomplete' : 'completed';
  return { id: newId('msg'), type: 'message', role: 'assistant', status, content: [contentOf(outcome)] };
}

function contentOf(outcome: Outcome) {
  if (outcome.kind === 'refusal')
    return { type: 'refusal' as const, refusal: "I'm sorry, but I can't help with that." };
  return { type: 'output_text' as const, text: outcome.text, annotations: [], logprobs: [] };
}

function usageBody({ input, cached, output }: Usage) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: input >= 1_024 ? input - cached : 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}
