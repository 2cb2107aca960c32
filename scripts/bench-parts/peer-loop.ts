import { createServer } from 'node:http';
import { z } from 'zod';

/**
 * The peer of `bench engine`: what a good afternoon's work looks like. Each ticket is read, triaged, drafted and written in a row with
 * raw fetch, many tickets at once. No row, no lease, no search, no check, no second look; the model gets the same prompts as ours.
 */
const { ZENDESK_URL, OPENAI_BASE_URL, OPENAI_API_KEY, PORT, CLIENT } = process.env;
const Ask = z.object({ ticketIds: z.array(z.number()), lanes: z.number(), triage: z.unknown(), draft: z.unknown() });
const Answer = z.object({ output: z.array(z.unknown()) });

const token = await signIn();

async function signIn(): Promise<string> {
  const response = await fetch(`${ZENDESK_URL}/oauth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', ...JSON.parse(CLIENT ?? '{}') }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

async function zendesk(path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${ZENDESK_URL}/api/v2/${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`Zendesk answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function ask(body: unknown): Promise<string> {
  const response = await fetch(`${OPENAI_BASE_URL}/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The model answered ${response.status}: ${await response.text()}`);
  return JSON.stringify(Answer.parse(await response.json()).output);
}

async function work(ticketId: number, { triage, draft }: { triage: unknown; draft: unknown }): Promise<number> {
  const started = performance.now();
  await Promise.all([
    zendesk(`tickets/${ticketId}.json?include=users`),
    zendesk(`tickets/${ticketId}/comments.json?include=users`),
  ]);
  await ask(triage);
  const body = (await ask(draft)).slice(0, 4_000);
  await zendesk(`tickets/${ticketId}.json`, {
    ticket: { additional_tags: ['peer'], comment: { body, public: false } },
  });
  return performance.now() - started;
}

/** Each request is one round: so many lanes take tickets until none is left. */
createServer((request, response) => {
  const round = async (): Promise<number[]> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { ticketIds, lanes, ...prompts } = Ask.parse(JSON.parse(Buffer.concat(chunks).toString() || '{}'));
    const waiting = ticketIds.values();
    const times: number[] = [];
    const lane = async (): Promise<void> => {
      for (const ticketId of waiting) times.push(await work(ticketId, prompts));
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return times;
  };
  if (request.method === 'GET') return void response.end('ready');
  round().then(
    (times) => response.end(JSON.stringify(times)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
