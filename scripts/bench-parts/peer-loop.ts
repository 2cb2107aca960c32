import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/**
 * The peer of `bench engine`: what somebody writes in an afternoon. Read the ticket, ask the model twice, write one note; one ticket after
 * the other in each lane, raw fetch, nothing stored, nothing checked, nothing resumed. It sends the very bodies that our worker sent.
 * Reads batches from its parent (`{ids, lanes}`) and answers each with the milliseconds of every ticket.
 */
const Setup = z.object({
  zendesk: z.string(),
  openAi: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  key: z.string(),
  triage: z.unknown(),
  draft: z.unknown(),
  note: z.string(),
});
const Batch = z.object({ ids: z.array(z.number()), lanes: z.number() });

const setup = Setup.parse(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')));
const token = await signIn();

process.on('message', (message) => void work(Batch.parse(message)));
process.send?.('ready');

async function work({ ids, lanes }: z.infer<typeof Batch>): Promise<void> {
  const waiting = [...ids];
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const started = performance.now();
      await answer(id);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  process.send?.({ times });
}

async function answer(id: number): Promise<void> {
  await Promise.all([zendesk(`tickets/${id}.json`), zendesk(`tickets/${id}/comments.json?include=users`)]);
  await model(setup.triage);
  await model(setup.draft);
  const ticket = { additional_tags: ['answered'], comment: { html_body: setup.note, public: false } };
  await zendesk(`tickets/${id}.json`, { method: 'PUT', body: JSON.stringify({ ticket }) });
}

async function zendesk(path: string, init: RequestInit = {}): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await read(await fetch(`${setup.zendesk}/api/v2/${path}`, { ...init, headers }));
}

async function model(body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${setup.key}`, 'content-type': 'application/json' };
  await read(await fetch(`${setup.openAi}/responses`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

async function signIn(): Promise<string> {
  const { clientId, clientSecret } = setup;
  const body = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'read write',
  };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${setup.zendesk}/oauth/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return z.object({ access_token: z.string() }).parse(await read(response)).access_token;
}
