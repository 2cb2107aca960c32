import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import { button, editModal, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

const options = testWorkspace({ ackTimeoutMs: 1000 });
let slack: SlackSandbox;
let bolt: App;

beforeEach(async () => {
  slack = await startSlack(options);
  const clientOptions = { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  });
  bolt = new App({
    receiver,
    token: options.botToken,
    botId: options.app.botId,
    botUserId: options.app.botUserId,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions,
  });
  await bolt.start();
});

afterEach(async () => {
  await bolt.stop();
  await slack.close();
});

describe('a Bolt app over Socket Mode', () => {
  it('is told of a press, opens a modal and gets the submission, all over the socket', async () => {
    const texts: unknown[] = [];
    bolt.action('rv_edit', async ({ ack, body, client }) => {
      if (body.type !== 'block_actions') return;
      await Promise.all([ack(), client.views.open({ trigger_id: body.trigger_id, view: editModal })]);
    });
    bolt.view('edit_submit', async ({ ack, view }) => {
      const text = view.state.values['body']?.['text']?.value;
      texts.push(text);
      await (text === 'bad' ? ack({ response_action: 'errors', errors: { body: 'No.' } }) : ack());
    });
    const posted = await bolt.client.chat.postMessage({
      channel: reviewChannel,
      text: 'card',
      blocks: [{ type: 'actions', elements: [button('rv_edit', 'v1')] }],
    });
    const press = { userId: lead, channelId: reviewChannel, messageTs: posted.ts ?? '', actionId: 'rv_edit' };

    expect(slack.connections()).toBe(1);
    expect(await slack.press(press)).toMatchObject({ outcome: 'acked', via: 'socket' });
    const viewId = await vi.waitFor(() => slack.openViews(lead)[0]!.id);
    const bad = await slack.submitView({ userId: lead, viewId, values: { body: { text: 'bad' } } });
    const good = await slack.submitView({ userId: lead, viewId, values: { body: { text: 'good' } } });

    expect(bad).toMatchObject({ outcome: 'errors', errors: { body: 'No.' } });
    expect(good.outcome).toBe('closed');
    expect(texts).toEqual(['bad', 'good']);
  });

  it('delivers events and commands', async () => {
    const opened: string[] = [];
    bolt.event('app_home_opened', async ({ event }) => void opened.push(event.user));
    bolt.command('/deskhand', async ({ ack }) => ack('Hello'));

    await slack.openHome(lead);
    await slack.runCommand({ userId: lead, channelId: reviewChannel, command: '/deskhand', text: '' });

    await vi.waitFor(() => expect(opened).toEqual([lead]));
    expect(slack.ephemerals(lead)[0]?.text).toBe('Hello');
  });

  it('drops the connection when asked to, and says so first', async () => {
    slack.disconnectSockets('refresh_requested');
    await vi.waitFor(() => expect(slack.connections()).toBe(0));
  });

  it('lets nobody in without a fresh address', async () => {
    const opened = await fetch(`${slack.url}/api/apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.botToken}` },
    });
    expect(await opened.json()).toEqual({ ok: false, error: 'not_allowed_token_type' });
    const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/link/?ticket=made-up`);
    await new Promise((resolve) => socket.addEventListener('error', resolve));
    expect(slack.connections()).toBe(1);
  });
});
