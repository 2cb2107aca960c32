import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { button, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

let slack: SlackSandbox;

beforeEach(async () => {
  slack = await startSlack(testWorkspace());
});
afterEach(() => slack.close());

async function postCard(): Promise<string> {
  const blocks = [{ type: 'actions', elements: [button('rv_approve', 'v1')] }];
  await fetch(`${slack.url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
    body: JSON.stringify({ channel: reviewChannel, text: 'card', blocks }),
  });
  return slack.messages(reviewChannel)[0]?.ts ?? '';
}

describe('delivery without luck', () => {
  it('says that no app is connected, and that a dead address cannot be reached', async () => {
    const ts = await postCard();
    const press = { userId: lead, channelId: reviewChannel, messageTs: ts, actionId: 'rv_approve' };
    slack.setRequestUrl(undefined);
    expect(await slack.press(press)).toMatchObject({
      outcome: 'unreachable',
      via: 'none',
      reason: 'No app is connected.',
    });
    slack.setRequestUrl('http://127.0.0.1:9/');
    expect((await slack.press(press)).outcome).toBe('unreachable');
  });

  it('delivers an event four times when it is refused, with the reason, and once when told not to retry', async () => {
    const seen: unknown[] = [];
    let noRetry = false;
    const deaf = createServer((request, response) => {
      seen.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
      if (noRetry) response.setHeader('x-slack-no-retry', '1');
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    slack.setRequestUrl(`http://127.0.0.1:${(deaf.address() as AddressInfo).port}/`);

    expect(await slack.sendEvent({ type: 'user_change' })).toHaveLength(4);
    const reason = 'http_error';
    expect(seen).toEqual([
      [undefined, undefined],
      ['1', reason],
      ['2', reason],
      ['3', reason],
    ]);
    noRetry = true;
    expect(await slack.sendEvent({ type: 'user_change' })).toHaveLength(1);
    deaf.closeAllConnections();
    deaf.close();
  });

  it('is refused by Bolt when the signing secret differs', async () => {
    const receiver = new HTTPReceiver({ signingSecret: 'another', port: 0, logLevel: LogLevel.ERROR });
    const stranger = new App({ receiver, token: 'x', botId: 'B', botUserId: 'U', logLevel: LogLevel.ERROR });
    const listening = await stranger.start(0);
    const ts = await postCard();
    slack.setRequestUrl(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/slack/events`);
    const delivery = await slack.press({
      userId: lead,
      channelId: reviewChannel,
      messageTs: ts,
      actionId: 'rv_approve',
    });
    expect(delivery).toMatchObject({ outcome: 'refused', status: 401 });
    await stranger.stop();
  });
});
