import type { z } from 'zod';
import { answerFor } from './answer.ts';
import type { Fault, FaultKind } from './faults.ts';
import { strictProblem } from './json-schema.ts';
import type { RequestRecord } from './options.ts';
import { formOf, inputTextOf, ResponsesRequest, taskOf } from './request.ts';
import { type Outcome, responseBody } from './response-body.ts';
import { eventsOf, toSse } from './stream.ts';
import { countTokensIn, type PromptCache } from './tokens.ts';
import { apiError, type Reply } from './wire.ts';

export interface Answered {
  reply: Reply;
  /** What the journal keeps of the call. */
  notes: Partial<RequestRecord>;
}

interface Speaking {
  fault: Fault | null;
  cache: PromptCache;
  /** Milliseconds since 1970. */
  now: number;
}

/** `POST /v1/responses`, once no fault of the line is in the way. */
export function answerResponses(body: unknown, speaking: Speaking): Answered {
  const parsed = ResponsesRequest.safeParse(body);
  if (!parsed.success) return { reply: invalid(parsed.error), notes: {} };
  const request = parsed.data;
  const notes = notesOf(request);
  const problem = request.text?.format?.strict ? strictProblem(formOf(request)) : null;
  if (problem !== null) return { reply: wrongForm(problem), notes };
  const response = responseBody(request, outcomeOf(request, speaking));
  const { input_tokens, input_tokens_details, output_tokens } = response.usage;
  const tokens = { input: input_tokens, cached: input_tokens_details.cached_tokens, output: output_tokens };
  return {
    reply: replyWith(response, speaking.fault, request.stream === true),
    notes: { ...notes, tokens, answer: textOf(response), reply: response },
  };
}

export function notesOf(request: ResponsesRequest): Partial<RequestRecord> {
  return {
    model: request.model,
    task: taskOf(request),
    stream: request.stream === true,
    instructions: request.instructions ?? '',
    input: inputTextOf(request),
  };
}

export function invalid(error: z.ZodError): Reply {
  const [issue] = error.issues;
  const param = issue?.path.join('.') ?? '';
  return apiError(400, { message: issue?.message ?? 'Invalid request.', type: 'invalid_request_error', param });
}

function wrongForm(problem: string): Reply {
  const message = `Invalid schema for response_format: ${problem}`;
  return apiError(400, {
    message,
    type: 'invalid_request_error',
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  });
}

function outcomeOf(request: ResponsesRequest, { fault, cache, now }: Speaking): Outcome {
  const text = answerFor(request, fault?.kind ?? null);
  const prompt = `${JSON.stringify(formOf(request) ?? '')}${request.instructions ?? ''}${inputTextOf(request)}`;
  const output = countTokensIn(text);
  const usage = { input: countTokensIn(prompt), cached: cache.use(request.model, prompt), output };
  const most = request.max_output_tokens ?? Number.POSITIVE_INFINITY;
  const kind = kindOf(fault?.kind ?? null, output > most);
  // Huge ignores the limit: it shows a compatible server that does not keep to it.
  const cut = kind === 'incomplete' ? text.slice(0, Math.min(most * 4, text.length / 2)) : text;
  return { kind, text: cut, usage: { ...usage, output: countTokensIn(cut) }, now: Math.floor(now / 1_000) };
}

function kindOf(fault: FaultKind | null, tooLong: boolean): Outcome['kind'] {
  if (fault === 'refusal' || fault === 'empty' || fault === 'incomplete') return fault;
  return tooLong && fault !== 'huge' ? 'incomplete' : 'completed';
}

function replyWith(response: ReturnType<typeof responseBody>, fault: Fault | null, stream: boolean): Reply {
  const cut = fault?.kind === 'truncated';
  if (stream) return { kind: 'events', events: eventsOf(response).map(toSse), cut };
  return cut ? { kind: 'cut', body: response } : { kind: 'json', status: 200, body: response };
}

function textOf(response: ReturnType<typeof responseBody>): string {
  const part = response.output[0]?.content[0];
  if (!part) return '';
  return part.type === 'refusal' ? part.refusal : part.text;
}
