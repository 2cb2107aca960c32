import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddingsRequest, embeddingsBody, limitProblem } from './embeddings.ts';
import { replyOf, wrongKey } from './fault-replies.ts';
import type { Fault, FaultList } from './faults.ts';
import type { Journal } from './journal.ts';
import type { OpenAiOptions, RequestRecord } from './options.ts';
import { ResponsesRequest } from './request.ts';
import { type Answered, answerResponses, invalid, notesOf } from './responses.ts';
import { answerStores } from './store-routes.ts';
import type { Stores } from './stores.ts';
import type { PromptCache } from './tokens.ts';
import { apiError, type Reply, readBody, send } from './wire.ts';

/** What one running stand-in has: its settings, the faults to play, the calls so far. */
export interface House {
  options: OpenAiOptions;
  clock: () => number;
  faults: FaultList;
  journal: Journal;
  cache: PromptCache;
  stores: Stores;
}

export async function handleApi(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const record = house.journal.open(path);
  const body = await readBody(request);
  const fault = house.faults.take();
  const pause = (house.options.latencyMs ?? 0) + (fault?.kind === 'slow' ? (fault.ms ?? 3_000) : 0);
  if (pause > 0) await wait(pause);
  const call = { path, method: request.method ?? '', body, fault };
  const { reply, notes } = keyIsRight(house, request) ? answer(house, call) : { reply: wrongKey(), notes: {} };
  const status = 'status' in reply ? reply.status : statusOf(reply.kind);
  const outcome: Partial<RequestRecord> = { ...notes, body, status, fault: fault?.kind ?? null };
  house.journal.close(record, outcome);
  send(response, reply, `req_${String(record.id).padStart(12, '0')}`);
}

interface Call {
  path: string;
  method: string;
  body: unknown;
  fault: Fault | null;
}

function answer(house: House, call: Call): Answered {
  const known = ResponsesRequest.safeParse(call.body);
  const broken = replyOf(call.fault);
  if (broken) return { reply: broken, notes: known.success ? notesOf(known.data) : {} };
  const route = `${call.method} ${call.path}`;
  if (route === 'POST /v1/responses')
    return answerResponses(call.body, { fault: call.fault, cache: house.cache, now: house.clock() });
  if (route === 'POST /v1/embeddings') return answerEmbeddings(call.body);
  if (route.startsWith('GET /v1/models/')) return { reply: describeModel(call.path), notes: {} };
  const { path, method, body } = call;
  const stored = answerStores(house.stores, { path, method, body, now: house.clock() });
  if (stored) return stored;
  const message = `Invalid URL (${route}). The stand-in knows responses, embeddings, files and vector stores.`;
  return { reply: apiError(404, { message, type: 'invalid_request_error' }), notes: {} };
}

/** [documented] The shape. [guess] Which names exist: here all that begin like OpenAI's. */
function describeModel(path: string): Reply {
  const id = path.slice('/v1/models/'.length);
  if (/^(gpt-|o\d|text-embedding-)/.test(id))
    return { kind: 'json', status: 200, body: { id, object: 'model', created: 1_700_000_000, owned_by: 'openai' } };
  const message = `The model '${id}' does not exist or you do not have access to it.`;
  return apiError(404, { message, type: 'invalid_request_error', code: 'model_not_found' });
}

function answerEmbeddings(body: unknown): Answered {
  const parsed = EmbeddingsRequest.safeParse(body);
  if (!parsed.success) return { reply: invalid(parsed.error), notes: { task: 'embeddings' } };
  const problem = limitProblem(parsed.data);
  if (problem !== null) {
    const reply = apiError(400, { message: problem, type: 'invalid_request_error' });
    return { reply, notes: { task: 'embeddings' } };
  }
  const answered = embeddingsBody(parsed.data);
  const tokens = { input: answered.usage.prompt_tokens, cached: 0, output: 0 };
  const notes = {
    task: 'embeddings' as const,
    model: parsed.data.model,
    input: [parsed.data.input].flat().join('\n'),
    tokens,
  };
  return { reply: { kind: 'json', status: 200, body: answered }, notes };
}

function keyIsRight(house: House, request: IncomingMessage): boolean {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return key !== undefined && (house.options.apiKey === undefined || key === house.options.apiKey);
}

function statusOf(kind: 'events' | 'cut' | 'reset' | 'hang'): number | null {
  return kind === 'reset' || kind === 'hang' ? null : 200;
}
