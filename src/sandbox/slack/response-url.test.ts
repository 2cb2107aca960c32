import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

let slack: SlackSandbox;
let app: Server;
let now: number;
let responseUrl: string;

beforeEach(async () => {
  now = Date.now();
  app = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    responseUrl = new URLSearchParams(body).get('response_url') ?? '';
    response.end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const requestUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  slack = await startSlack(testWorkspace({ clock: () => now, requestUrl }));
  await slack.runCommand({ userId: lead, channelId: reviewChannel, command: '/deskhand', text: '' });
});

afterEach(async () => {
  app.closeAllConnections();
  app.close();
  await slack.close();
});

function respond(body: object): Promise<Response> {
  return fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('a response address', () => {
  it('answers the asker alone unless told otherwise, five times at most', async () => {
    await respond({ text: 'For you' });
    await respond({ text: 'For all', response_type: 'in_channel' });
    expect((await respond({ blocks: [{ type: 'header' }] })).status).toBe(400);
    expect(slack.ephemerals(lead).map((message) => message.text)).toEqual(['For you']);
    expect(slack.messages(reviewChannel).map((message) => message.text)).toEqual(['For all']);
    await respond({ text: '4' });
    expect((await respond({ text: '5' })).status).toBe(200);
    expect((await respond({ text: '6' })).status).toBe(404);
  });

  it('is closed after half an hour', async () => {
    now += 30 * 60_000 + 1;
    expect((await respond({ text: 'late' })).status).toBe(404);
  });
});
