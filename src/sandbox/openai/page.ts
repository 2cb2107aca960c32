import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { House } from './api.ts';
import { FAULTS, Fault } from './faults.ts';
import type { RequestRecord } from './options.ts';
import { readBody } from './wire.ts';

const FOLDER = new URL('./page/', import.meta.url);
const FILES: Readonly<Record<string, { file: string; type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/page/app.css': { file: 'app.css', type: 'text/css; charset=utf-8' },
  '/page/app.js': { file: 'app.js', type: 'text/javascript; charset=utf-8' },
};
/** Whatever a prompt or an answer holds, nothing in it can run or call out. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
const FaultsBody = z.object({ faults: z.array(Fault) });

type Page = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** The page for people, and the few addresses that it asks. */
export function createPage(house: House): Page {
  return async (request, response, path) => {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    if (!isLocal(request)) return sendJson(response, 403, { error: 'Open this page by 127.0.0.1 or localhost.' });
    const file = FILES[path];
    if (file) return sendFile(response, file);
    if (path === '/page/events') return watch(house, response);
    if (path === '/page/faults') return handleFaults(house, request, response);
    const record = findRecord(house, path);
    if (record) return sendJson(response, 200, record);
    return sendJson(response, 404, { error: 'There is no such page.' });
  };
}

/** A name that points here from elsewhere must not let a foreign site read prompts. */
function isLocal(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
}

async function sendFile(response: ServerResponse, { file, type }: { file: string; type: string }): Promise<void> {
  const content = await readFile(new URL(file, FOLDER));
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(content);
}

function watch(house: House, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  const sendEvent = (event: string, data: unknown): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  sendEvent('start', { calls: house.journal.all().map(summaryOf), faults: house.faults.list(), kinds: FAULTS });
  const stop = house.journal.watch((record) => {
    sendEvent('call', summaryOf(record));
    sendEvent('faults', house.faults.list());
  });
  response.on('close', stop);
}

async function handleFaults(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return sendJson(response, 200, { faults: house.faults.list() });
  // A form of another site cannot send this type without asking the browser first.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return sendJson(response, 415, { error: 'Send JSON.' });
  const body = FaultsBody.safeParse(await readBody(request));
  if (!body.success) return sendJson(response, 400, { error: z.prettifyError(body.error) });
  house.faults.set(body.data.faults);
  return sendJson(response, 200, { faults: house.faults.list() });
}

function findRecord(house: House, path: string): RequestRecord | undefined {
  const id = Number(/^\/page\/calls\/(\d+)$/.exec(path)?.[1]);
  return house.journal.all().find((record) => record.id === id);
}

/** Enough for the list; texts are fetched when a call is opened. */
function summaryOf(record: RequestRecord) {
  const { instructions, input, answer, body, reply, ...summary } = record;
  return { ...summary, about: aboutOf(input) };
}

function aboutOf(input: string): string {
  const subject = /<subject>([\s\S]*?)<\/subject>/.exec(input)?.[1];
  return (subject ?? input).replace(/\s+/g, ' ').trim().slice(0, 120);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
