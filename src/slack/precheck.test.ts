import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, listen } from '../platform/http.ts';
import { precheck } from './precheck.ts';

const NOW = 1_800_000_000;
let server: Server;
let url: string;
let now = NOW;
let stopping = false;
/** What stands behind the check answers with this. */
let status = 200;
let seenType: string | undefined;

beforeEach(async () => {
  now = NOW;
  stopping = false;
  status = 200;
  const app = express();
  app.use(precheck({ clock: { now: () => new Date(now * 1_000) }, stopping: () => stopping, maxRemembered: 3 }));
  app.post('/', (request, response) => {
    seenType = request.headers['content-type'];
    response.sendStatus(status);
  });
  server = createServer(app);
  url = `http://127.0.0.1:${await listen(server, 0)}/`;
});

afterEach(() => closeServer(server));

const signature = (letter: string) => `v0=${letter.repeat(64)}`;

async function send(headers: { signature?: string; stamp?: number | string; type?: string } = {}): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    body: 'payload=x',
    headers: {
      'content-type': headers.type ?? 'application/x-www-form-urlencoded',
      'x-slack-signature': headers.signature ?? signature('a'),
      'x-slack-request-timestamp': String(headers.stamp ?? NOW),
    },
  });
  await response.text();
  return response.status;
}

describe('what is checked before Bolt', () => {
  it('lets a request through once', async () => {
    expect(await send()).toBe(200);
    expect(await send()).toBe(401);
    expect(await send({ signature: signature('b') })).toBe(200);
  });

  it('refuses what is older than five minutes or more than one minute in the future', async () => {
    expect(await send({ stamp: NOW - 299 })).toBe(200);
    expect(await send({ stamp: NOW - 301, signature: signature('b') })).toBe(401);
    expect(await send({ stamp: NOW + 59, signature: signature('c') })).toBe(200);
    expect(await send({ stamp: NOW + 61, signature: signature('d') })).toBe(401);
  });

  it('remembers for as long as a request may be repeated', async () => {
    expect(await send({ stamp: NOW + 60 })).toBe(200);
    now = NOW + 360;
    expect(await send({ stamp: NOW + 60 })).toBe(401);
  });

  it.each(['', 'v0=abc', `${signature('a')}=x`, `v1=${'a'.repeat(64)}`, `v0=${'A'.repeat(64)}`])(
    'refuses the signature %j',
    async (bad) => {
      expect(await send({ signature: bad })).toBe(401);
    },
  );

  it.each(['', 'soon', '1e9', '-5'])('refuses the timestamp %j', async (bad) => {
    expect(await send({ stamp: bad })).toBe(401);
  });

  it('does not remember what was refused behind it, so that a failed press may come again', async () => {
    status = 500;
    expect(await send()).toBe(500);
    status = 200;
    await expect.poll(() => send()).toBe(200);
  });

  it('keeps a bounded memory', async () => {
    for (const letter of 'abcd') expect(await send({ signature: signature(letter) })).toBe(200);
    expect(await send({ signature: signature('a') })).toBe(200);
    expect(await send({ signature: signature('d') })).toBe(401);
  });

  it('takes off the charset that a proxy may add to a form', async () => {
    await send({ type: 'application/x-www-form-urlencoded; charset=utf-8' });
    expect(seenType).toBe('application/x-www-form-urlencoded');
    await send({ type: 'application/json; charset=utf-8', signature: signature('b') });
    expect(seenType).toBe('application/json; charset=utf-8');
  });

  it('takes nothing new while the process stops', async () => {
    stopping = true;
    expect(await send()).toBe(503);
  });
});
