import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { agent, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

let slack: SlackSandbox;

beforeEach(async () => {
  slack = await startSlack(testWorkspace({ zendeskUrl: 'http://127.0.0.1:1/' }));
});
afterEach(() => slack.close());

interface PageState {
  channels: { name: string; messages: { text: string }[] }[];
}

async function get(path: string): Promise<PageState> {
  const response = await fetch(slack.url + path);
  return (await response.json()) as PageState;
}

function post(what: string, body: object, type = 'application/json') {
  return fetch(`${slack.url}/page/${what}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });
}

async function tellLeadOnly(text: string): Promise<void> {
  await fetch(`${slack.url}/api/chat.postEphemeral`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
    body: JSON.stringify({ channel: reviewChannel, user: lead, text }),
  });
}

describe('the page', () => {
  it('is one document with its own files and lets nothing else in', async () => {
    const response = await fetch(slack.url);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(html).toContain('<select name="as"');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect((await fetch(slack.url + path)).status).toBe(200);
    }
  });

  it('shows each person their own channels and notices only', async () => {
    await tellLeadOnly('For Mira');
    slack.writeAs(agent, reviewChannel, 'Hello');

    const mine = await get(`/page/state?as=${lead}`);
    const theirs = await get(`/page/state?as=${agent}`);
    const names = (state: PageState) => state.channels.map((channel) => channel.name);
    const texts = (state: PageState) => state.channels[0]?.messages.map((message) => message.text);

    expect(mine).toMatchObject({ me: lead, reach: 'none', zendeskUrl: 'http://127.0.0.1:1/' });
    expect(names(mine)).toEqual(['support-review', 'random', 'board']);
    expect(names(theirs)).toEqual(['support-review', 'random']);
    expect(texts(mine)).toEqual(['For Mira', 'Hello']);
    expect(texts(theirs)).toEqual(['Hello']);
  });

  it('falls back to the first person when the address names nobody', async () => {
    expect(await get('/page/state?as=U0NOBODY')).toMatchObject({ me: lead });
  });

  it('takes messages, dismissals and presses as JSON and refuses what it cannot read', async () => {
    await tellLeadOnly('For Mira');
    const [notice] = slack.ephemerals(lead);
    expect((await post('write', { userId: lead, channelId: reviewChannel, text: 'Hi' })).status).toBe(200);
    expect((await post('write', { userId: lead, channelId: reviewChannel, text: '' })).status).toBe(400);
    expect((await post('write', { userId: lead, channelId: reviewChannel, text: 'Hi' }, 'text/plain')).status).toBe(
      400,
    );
    const ts = notice?.ts ?? '';
    await post('dismiss', { userId: agent, channelId: reviewChannel, ts });
    expect(slack.ephemerals(lead)).toHaveLength(1);
    await post('dismiss', { userId: lead, channelId: reviewChannel, ts });
    expect(slack.ephemerals(lead)).toHaveLength(0);

    const press = { userId: lead, channelId: reviewChannel, messageTs: '1.000001', actionId: 'a', blockId: 'b' };
    expect(await (await post('press', press)).json()).toMatchObject({ result: { outcome: 'refused' } });
    expect(slack.messages(reviewChannel).map((message) => message.text)).toEqual(['Hi']);
  });

  it('says that something changed, and opens permalinks', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${slack.url}/page/events`, { signal: stop.signal });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('hello');
    slack.writeAs(lead, reviewChannel, 'Hi');
    expect((await reader.read()).value).toContain('changed');
    stop.abort();

    const link = await fetch(`${slack.url}/archives/${reviewChannel}/p1762000000000100`, { redirect: 'manual' });
    expect(link.headers.get('location')).toBe(`/?channel=${reviewChannel}&ts=1762000000.000100`);
  });
});
