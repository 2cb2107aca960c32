import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agent, button, editModal, lead, reviewChannel, testWorkspace } from './slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from './slack-server.ts';

const options = testWorkspace();
let slack: SlackSandbox;
let bolt: App;
let server: Server;

/** A real Bolt 5 app with its router in our own express app, as production mounts it. */
async function startBolt(): Promise<void> {
  const receiver = new ExpressReceiver({ signingSecret: options.signingSecret, logLevel: LogLevel.ERROR });
  bolt = new App({
    receiver,
    token: options.botToken,
    botId: options.app.botId,
    botUserId: options.app.botUserId,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: `${slack.url}/api/`, timeout: 2000, retryConfig: { retries: 0 } },
  });
  server = createServer(express().use(receiver.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
}

beforeEach(async () => {
  slack = await startSlack(options);
  await startBolt();
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await slack.close();
});

async function postCard(): Promise<string> {
  const posted = await bolt.client.chat.postMessage({
    channel: reviewChannel,
    text: 'Review needed: ticket 48213',
    metadata: { event_type: 'review_card', event_payload: { surface: 'sf_1' } },
    blocks: [{ type: 'actions', block_id: 'rv', elements: [button('rv_approve', 'v1'), button('rv_edit', 'v1')] }],
  });
  return posted.ts ?? '';
}

describe('a Bolt app over HTTP', () => {
  it('posts a card, is told of a press, acknowledges and updates the card', async () => {
    const seen: unknown[] = [];
    bolt.action('rv_approve', async ({ ack, body, client, respond, action }) => {
      await ack();
      seen.push({ user: body.user.id, team: body.team?.id, value: 'value' in action && action.value });
      await client.chat.update({
        channel: reviewChannel,
        ts: ts,
        text: `Approved by <@${body.user.id}>`,
        parse: 'none',
      });
      await respond({ text: 'Thank you', response_type: 'ephemeral' });
    });
    const ts = await postCard();

    const delivery = await slack.press({
      userId: lead,
      channelId: reviewChannel,
      messageTs: ts,
      actionId: 'rv_approve',
    });

    expect(delivery).toMatchObject({ outcome: 'acked', status: 200, via: 'http' });
    await vi.waitFor(() => expect(slack.ephemerals(lead).map((message) => message.text)).toEqual(['Thank you']));
    expect(seen).toEqual([{ user: lead, team: 'T0KETTLE', value: 'v1' }]);
    expect(slack.messages(reviewChannel)).toMatchObject([{ ts, text: `Approved by <@${lead}>`, blocks: [] }]);
    expect(slack.history().map((change) => change.kind)).toEqual([
      'message_posted',
      'message_updated',
      'ephemeral_posted',
    ]);
  });

  it('opens a modal, shows the errors of a bad submit and closes after a good one', async () => {
    const submitted: unknown[] = [];
    bolt.action('rv_edit', async ({ ack, body, client }) => {
      if (body.type !== 'block_actions') return;
      await Promise.all([ack(), client.views.open({ trigger_id: body.trigger_id, view: editModal })]);
    });
    bolt.view('edit_submit', async ({ ack, view }) => {
      const text = view.state.values['body']?.['text']?.value ?? '';
      if (text.includes('lost')) return ack({ response_action: 'errors', errors: { body: 'Keep the source mark.' } });
      submitted.push({ text, plan: view.state.values['plan']?.['actions']?.selected_options?.map((o) => o.value) });
      return ack();
    });
    const ts = await postCard();
    await slack.press({ userId: lead, channelId: reviewChannel, messageTs: ts, actionId: 'rv_edit' });
    const viewId = await vi.waitFor(() => slack.openViews(lead)[0]!.id);

    const empty = await slack.submitView({ userId: lead, viewId, values: { body: { text: '' } } });
    const bad = await slack.submitView({ userId: lead, viewId, values: { body: { text: 'lost it' } } });
    expect(slack.openViews(lead)).toHaveLength(1);
    const good = await slack.submitView({
      userId: lead,
      viewId,
      values: { body: { text: 'Better' }, plan: { actions: ['refund'] } },
    });

    expect(empty).toMatchObject({ outcome: 'errors', errors: { body: 'Please complete this required field.' } });
    expect(empty.delivery).toBeUndefined();
    expect(bad).toMatchObject({ outcome: 'errors', errors: { body: 'Keep the source mark.' } });
    expect(good.outcome).toBe('closed');
    expect(slack.openViews(lead)).toEqual([]);
    expect(submitted).toEqual([{ text: 'Better', plan: ['refund'] }]);
  });

  it('replaces the modal when the answer says update, and sends initial values that nobody touched', async () => {
    const texts: unknown[] = [];
    bolt.action('rv_edit', async ({ ack, body, client }) => {
      if (body.type !== 'block_actions') return;
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: editModal });
    });
    bolt.view('edit_submit', async ({ ack, view }) => {
      texts.push(view.state.values['body']?.['text']?.value);
      const late = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Too late' }, blocks: [] };
      await ack({ response_action: 'update', view: late });
    });
    const ts = await postCard();
    await slack.press({ userId: lead, channelId: reviewChannel, messageTs: ts, actionId: 'rv_edit' });
    const viewId = await vi.waitFor(() => slack.openViews(lead)[0]!.id);

    const result = await slack.submitView({ userId: lead, viewId });

    expect(result.outcome).toBe('updated');
    expect(texts).toEqual(['Hello']);
    expect(slack.openViews(lead)).toMatchObject([{ id: viewId, payload: { title: { text: 'Too late' } } }]);
  });

  it('tells the app when a modal that wants it is closed', async () => {
    const closed: string[] = [];
    bolt.action('rv_edit', async ({ ack, body, client }) => {
      if (body.type !== 'block_actions') return;
      await Promise.all([ack(), client.views.open({ trigger_id: body.trigger_id, view: editModal })]);
    });
    bolt.view({ type: 'view_closed', callback_id: 'edit_submit' }, async ({ ack, view }) => {
      closed.push(view.private_metadata);
      await ack();
    });
    const ts = await postCard();
    await slack.press({ userId: lead, channelId: reviewChannel, messageTs: ts, actionId: 'rv_edit' });
    const viewId = await vi.waitFor(() => slack.openViews(lead)[0]!.id);

    await slack.closeView({ userId: lead, viewId });

    expect(closed).toEqual(['case_1']);
    expect(slack.openViews(lead)).toEqual([]);
  });

  it('shows an ephemeral notice to one person and keeps it out of the history', async () => {
    await bolt.client.chat.postEphemeral({ channel: reviewChannel, user: agent, text: 'Already approved' });
    const history = await bolt.client.conversations.history({ channel: reviewChannel });

    expect(slack.ephemerals(agent)).toHaveLength(1);
    expect(slack.ephemerals(lead)).toEqual([]);
    expect(history.messages).toEqual([]);
  });

  it('publishes a Home view when the Home tab is opened, and pushes nothing from there', async () => {
    bolt.event('app_home_opened', async ({ event, client }) => {
      const text = { type: 'mrkdwn' as const, text: 'Nothing waits for you.' };
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'section', text }] } });
    });
    const deliveries = await slack.openHome(lead);

    expect(deliveries).toMatchObject([{ outcome: 'acked' }]);
    await vi.waitFor(() => expect(slack.home(lead)?.payload.blocks).toHaveLength(1));
  });

  it('answers a slash command with the text of the acknowledgement, for the asker only', async () => {
    bolt.command('/deskhand', async ({ ack, command }) => ack(`You asked for ${command.text}`));
    const delivery = await slack.runCommand({
      userId: lead,
      channelId: reviewChannel,
      command: '/deskhand',
      text: 'mine',
    });

    expect(delivery.outcome).toBe('acked');
    expect(slack.ephemerals(lead)[0]?.text).toBe('You asked for mine');
  });

  it('still delivers a press on buttons that an update has already replaced', async () => {
    const values: unknown[] = [];
    bolt.action('rv_approve', async ({ ack, action }) => {
      values.push('value' in action && action.value);
      await ack();
    });
    const ts = await postCard();
    await bolt.client.chat.update({ channel: reviewChannel, ts, text: 'Decided', blocks: [{ type: 'divider' }] });

    const press = { userId: agent, channelId: reviewChannel, messageTs: ts };
    expect(await slack.press({ ...press, actionId: 'rv_approve' })).toMatchObject({ outcome: 'acked' });
    expect(await slack.press({ ...press, actionId: 'rv_never' })).toMatchObject({ outcome: 'refused', via: 'none' });
    expect(values).toEqual(['v1']);
  });

  it('reports a timeout when the app never acknowledges', async () => {
    bolt.action('rv_approve', async () => undefined);
    const ts = await postCard();
    const delivery = await slack.press({
      userId: lead,
      channelId: reviewChannel,
      messageTs: ts,
      actionId: 'rv_approve',
    });
    expect(delivery).toMatchObject({ outcome: 'timeout', reason: 'The app did not answer in time.' });
  });
});
