import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listen } from '../../src/platform/http.ts';
import { createPromptCache } from '../../src/sandbox/openai/tokens.ts';
import { startOpenAi } from '../../src/sandbox/openai-server.ts';

/** One request as it went over the wire. Tokens are counted alike for everybody: four characters of what the model reads. */
export interface Heard {
  inputTokens: number;
  /** Of these the model had not read in this order before: the rest is billed at a tenth. */
  freshTokens: number;
  startedAt: number;
  endedAt: number;
}

export interface ModelProxy {
  url: string;
  heard: Heard[];
  close(): Promise<void>;
}

interface Body {
  instructions?: string;
  input?: unknown;
  tools?: { name?: string; type?: string }[];
  text?: { format?: { schema?: unknown } };
}

const CHARACTERS_PER_TOKEN = 4;

/**
 * In front of the product's own stand-in for the Responses API: counts what each side sends, waits as long for each answer, and plays the
 * part that the stand-in has no rules for, a model that calls tools: hand over, search, look up, answer.
 */
export async function startModelProxy(latencyMs: number): Promise<ModelProxy> {
  const sandbox = await startOpenAi();
  const heard: Heard[] = [];
  const cache = createPromptCache();
  const server = createServer(async (request, response) => {
    const startedAt = performance.now();
    const text = await readAll(request);
    const body: Body = JSON.parse(text);
    await wait(latencyMs);
    const reply = body.tools?.length
      ? JSON.stringify(playTools(body))
      : await (await fetch(`${sandbox.url}/responses`, forwarded(text))).text();
    const inputTokens = Math.ceil(readOf(body).length / CHARACTERS_PER_TOKEN);
    const freshTokens = inputTokens - Math.min(inputTokens, cache.use('bench', readOf(body)));
    heard.push({ inputTokens, freshTokens, startedAt, endedAt: performance.now() });
    response.writeHead(200, { 'content-type': 'application/json' }).end(fillVerdict(body, reply));
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    heard,
    close: async () => {
      await Promise.all([closeServer(server), sandbox.close()]);
    },
  };
}

/** In the order in which a prompt is cached: form and tools, instructions, then what differs. */
function readOf({ instructions = '', input = '', tools = [], text }: Body): string {
  const form = JSON.stringify(text?.format?.schema ?? '');
  return [form, JSON.stringify(tools), instructions, JSON.stringify(input)].join('');
}

/** A model in a tool loop, by what it was given and what it has called already. */
function playTools({ tools = [], input }: Body) {
  const names = tools.map(({ name = '' }) => name);
  const called = JSON.stringify(input ?? '');
  if (!names.includes('search_knowledge')) return replyWith(call(names[0] ?? 'transfer_to_Orders', {}));
  if (!called.includes('"search_knowledge"'))
    return replyWith(call('search_knowledge', { query: 'what the customer asks' }));
  if (!called.includes('"look_up_order"')) return replyWith(call('look_up_order', { order_number: '1042' }));
  const text = 'Thank you for your message. The help center answers this, and the order was delivered on 5 November.';
  return replyWith({
    type: 'message',
    id: 'msg_1',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [] }],
  });
}

let calls = 0;
function call(name: string, given: unknown) {
  calls += 1;
  return {
    type: 'function_call',
    id: `fc_${calls}`,
    call_id: `call_${calls}`,
    name,
    arguments: JSON.stringify(given),
    status: 'completed',
  };
}

function replyWith(item: unknown) {
  return { id: `resp_${calls}`, output: [item] };
}

/** The stand-in fills an unknown form with zeros; a guardrail that always trips would end the chain after one call. */
function fillVerdict({ text }: Body, reply: string): string {
  return JSON.stringify(text?.format?.schema ?? '').includes('"safe"')
    ? reply.replaceAll('\\"safe\\":false', '\\"safe\\":true')
    : reply;
}

function forwarded(body: string) {
  return { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer bench' }, body };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
