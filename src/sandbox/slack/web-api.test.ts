import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { agent, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

let slack: SlackSandbox;
let client: WebClient;
let now: number;

function connect(token = 'xoxb-test', timeout = 2000): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
  });
}

async function start(changes: Parameters<typeof testWorkspace>[0] = {}): Promise<void> {
  now = Date.parse('2026-11-02T09:00:00Z');
  slack = await startSlack(testWorkspace({ clock: () => now, ...changes }));
  client = connect();
}

beforeEach(() => start());
afterEach(() => slack.close());

const divider = { type: 'divider' as const };
const post = (text: string, more: object = {}) => client.chat.postMessage({ channel: reviewChannel, text, ...more });

describe('tokens and arguments', () => {
  it('knows its app and refuses strangers', async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team_id: 'T0KETTLE',
      bot_id: 'B0DESK01',
      app_id: 'A0DESK01',
    });
    await expect(connect('xoxb-wrong').auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
    await expect(client.apiCall('chat.postMessage', { text: 'x' })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] missing required field: channel'] },
      },
    });
    await expect(client.apiCall('chat.levitate')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });

  it('takes JSON bodies as well as forms', async () => {
    const response = await fetch(`${slack.url}/api/chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: '#support-review', blocks: [divider] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: reviewChannel });
  });
});

describe('messages', () => {
  it('names each reason for not posting', async () => {
    const reasons: [object, string][] = [
      [{ channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
      [{ channel: 'C0SECRET', text: 'x' }, 'channel_not_found'],
      [{ channel: 'C0OTHER1', text: 'x' }, 'not_in_channel'],
      [{ channel: reviewChannel }, 'no_text'],
      [{ channel: reviewChannel, text: 'x', blocks: '{not json' }, 'invalid_blocks_format'],
      [{ channel: reviewChannel, text: 'x', blocks: [{ type: 'header' }] }, 'invalid_blocks'],
      [{ channel: reviewChannel, text: 'x', metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
    ];
    for (const [args, error] of reasons) {
      await expect(client.apiCall('chat.postMessage', { ...args })).rejects.toMatchObject({ data: { error } });
    }
    expect(slack.history()).toEqual([]);
  });

  it('gives every message its own, growing ts', async () => {
    const stamps: string[] = [];
    for (let i = 0; i < 3; i += 1) stamps.push((await post(`${i}`)).ts ?? '');
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(3);
    expect(stamps[0]).toMatch(/^\d{10}\.\d{6}$/);
  });

  it('lists newest first, without replies, with the payload of metadata only on request', async () => {
    const metadata = { event_type: 'review_card', event_payload: { surface: 'sf_1' } };
    const first = await post('first', { metadata });
    await post('second');
    await post('a reply', { thread_ts: first.ts });

    const plain = await client.conversations.history({ channel: reviewChannel });
    const full = await client.conversations.history({ channel: reviewChannel, include_all_metadata: true });
    const replies = await client.conversations.replies({ channel: reviewChannel, ts: first.ts ?? '' });

    expect(plain.messages?.map((message) => message.text)).toEqual(['second', 'first']);
    expect(plain.messages?.[1]).toMatchObject({ metadata: { event_type: 'review_card' }, reply_count: 1 });
    expect(plain.messages?.[1]?.metadata).not.toHaveProperty('event_payload');
    expect(full.messages?.[1]).toMatchObject({ metadata });
    expect(replies.messages?.map((message) => message.text)).toEqual(['first', 'a reply']);
  });

  it('pages by cursor and honours oldest, latest and inclusive', async () => {
    const stamps: string[] = [];
    for (const text of ['a', 'b', 'c']) stamps.push((await post(text)).ts ?? '');
    const ask = (more: object) => client.conversations.history({ channel: reviewChannel, ...more });

    const page = await ask({ limit: 2 });
    const rest = await ask({ limit: 2, cursor: page.response_metadata?.next_cursor });
    const between = await ask({ oldest: stamps[0], latest: stamps[2] });
    const inclusive = await ask({ oldest: stamps[0], latest: stamps[2], inclusive: true });

    expect(page).toMatchObject({ has_more: true, messages: [{ text: 'c' }, { text: 'b' }] });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'a' }] });
    expect(between.messages?.map((message) => message.text)).toEqual(['b']);
    expect(inclusive.messages).toHaveLength(3);
  });

  it('drops blocks when only text is updated, keeps metadata, and updates only its own messages', async () => {
    const metadata = { event_type: 'review_card', event_payload: { surface: 'sf_1' } };
    const { ts = '' } = await post('card', { blocks: [divider], metadata });
    await client.chat.update({ channel: reviewChannel, ts, text: 'new', blocks: [divider, divider] });
    expect(slack.messages(reviewChannel)[0]).toMatchObject({ text: 'new', blocks: [divider, divider], metadata });
    expect(slack.messages(reviewChannel)[0]?.edited).toBeUndefined();
    await client.chat.update({ channel: reviewChannel, ts, text: 'only words' });
    expect(slack.messages(reviewChannel)[0]).toMatchObject({ blocks: [], metadata, edited: expect.any(String) });

    const theirs = slack.writeAs(lead, reviewChannel, 'mine');
    const update = (stamp: string) => client.chat.update({ channel: reviewChannel, ts: stamp, text: 'x' });
    await expect(update(theirs.ts)).rejects.toMatchObject({ data: { error: 'cant_update_message' } });
    await expect(update('1.000001')).rejects.toMatchObject({ data: { error: 'message_not_found' } });
  });

  it('deletes, links to a message and writes to a person directly', async () => {
    const { ts = '' } = await post('short-lived');
    const link = await client.chat.getPermalink({ channel: reviewChannel, message_ts: ts });
    expect(link.permalink).toBe(`${slack.url}/archives/${reviewChannel}/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel: reviewChannel, ts });
    expect(slack.messages(reviewChannel)).toEqual([]);
    const direct = await client.chat.postMessage({ channel: lead, text: 'For you' });
    expect(slack.messages(direct.channel ?? '')).toHaveLength(1);
  });
});

describe('people and channels', () => {
  it('finds people by id and by address in any case', async () => {
    expect(await client.users.info({ user: 'U0GUEST1' })).toMatchObject({
      user: { is_restricted: true, is_bot: false },
    });
    expect(await client.users.lookupByEmail({ email: 'tom@KETTLEANDPINE.example' })).toMatchObject({
      user: { id: agent },
    });
    const missing = client.users.lookupByEmail({ email: 'nobody@x.example' });
    await expect(missing).rejects.toMatchObject({ data: { error: 'users_not_found' } });
    expect(await client.usergroups.users.list({ usergroup: 'S0LEADS1' })).toMatchObject({ users: [lead] });
  });

  it('describes channels and hides private ones that it is not in', async () => {
    const info = await client.conversations.info({ channel: reviewChannel });
    expect(info.channel).toMatchObject({ is_private: true, is_ext_shared: false, is_member: true });
    expect((await client.conversations.members({ channel: reviewChannel })).members).toContain(agent);
    const hidden = client.conversations.info({ channel: 'C0SECRET' });
    await expect(hidden).rejects.toMatchObject({ data: { error: 'channel_not_found' } });
    expect((await client.conversations.list()).channels?.map((channel) => channel.name)).toEqual([
      'support-review',
      'random',
    ]);
  });
});

describe('limits and faults', () => {
  it('lets a burst through, then one post a second and channel', async () => {
    await slack.close();
    await start({ rateLimit: true });
    for (let i = 0; i < 10; i += 1) await post(`${i}`);
    await expect(post('too many')).rejects.toMatchObject({ retryAfter: 1 });
    now += 1000;
    await post('a second later');
    expect(slack.messages(reviewChannel)).toHaveLength(11);
  });

  it('plays each fault for the next calls only, before or after the work is done', async () => {
    const fail = async (
      fault: Parameters<SlackSandbox['setFaults']>[0][number]['fault'],
      method = 'chat.postMessage',
    ) => {
      slack.setFaults([{ method, fault }]);
      return connect('xoxb-test', 100)
        .chat.postMessage({ channel: reviewChannel, text: 'x' })
        .then(
          () => 'ok',
          (error: Error) => error.constructor.name,
        );
    };
    expect(await fail({ kind: 'rate_limited', retryAfterSeconds: 7 })).toBe('WebAPIRateLimitedError');
    expect(await fail({ kind: 'status', status: 503 })).toBe('WebAPIHTTPError');
    expect(await fail({ kind: 'error', error: 'internal_error' })).toBe('WebAPIPlatformError');
    expect(await fail({ kind: 'hang', commit: false })).toBe('WebAPIRequestError');
    expect(await fail({ kind: 'drop', commit: false }, '*')).toBe('WebAPIRequestError');
    expect(slack.messages(reviewChannel)).toHaveLength(0);
    expect(await fail({ kind: 'hang', commit: true })).toBe('WebAPIRequestError');
    expect(await fail({ kind: 'drop', commit: true })).toBe('WebAPIRequestError');
    expect(slack.messages(reviewChannel)).toHaveLength(2);
    expect(await fail({ kind: 'slow', milliseconds: 5 })).toBe('ok');
    await post('healed');
    expect(slack.messages(reviewChannel)).toHaveLength(4);
    expect(slack.calls().map((call) => call.outcome)).toEqual([
      'ratelimited',
      'http 503',
      'internal_error',
      'hang before commit',
      'drop before commit',
      'hang after commit',
      'drop after commit',
      'ok',
      'ok',
    ]);
  });
});
