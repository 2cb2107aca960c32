import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../slack-server.ts';
import type { JsonObject } from './records.ts';
import { button, editModal, lead, reviewChannel, testWorkspace } from './workspace.fake.ts';

let slack: SlackSandbox;
let client: WebClient;
let app: Server;
let now: number;
let payloads: JsonObject[];

/** An app that acknowledges everything and remembers what it was sent. */
beforeEach(async () => {
  now = Date.now();
  payloads = [];
  app = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    payloads.push(JSON.parse(new URLSearchParams(body).get('payload') ?? '{}'));
    response.end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const requestUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  slack = await startSlack(testWorkspace({ clock: () => now, requestUrl }));
  client = new WebClient('xoxb-test', {
    slackApiUrl: `${slack.url}/api/`,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 0 },
  });
});

afterEach(async () => {
  app.closeAllConnections();
  app.close();
  await slack.close();
});

async function freshTrigger(): Promise<string> {
  const blocks = [{ type: 'actions' as const, elements: [button('go', 'v')] }];
  const { ts = '' } = await client.chat.postMessage({ channel: reviewChannel, text: 'x', blocks });
  await slack.press({ userId: lead, channelId: reviewChannel, messageTs: ts, actionId: 'go' });
  return String(payloads.at(-1)?.['trigger_id']);
}

const refusal = (error: string) => ({ data: { error } });

describe('trigger ids', () => {
  it('open one view within three seconds', async () => {
    const trigger_id = await freshTrigger();
    now += 3000;
    expect(await client.views.open({ trigger_id, view: editModal })).toMatchObject({
      view: { callback_id: 'edit_submit', private_metadata: 'case_1', state: { values: {} } },
    });
    const again = client.views.open({ trigger_id, view: editModal });
    await expect(again).rejects.toMatchObject(refusal('exchanged_trigger_id'));
  });

  it('are refused when late or made up', async () => {
    const trigger_id = await freshTrigger();
    now += 3001;
    const late = client.views.open({ trigger_id, view: editModal });
    await expect(late).rejects.toMatchObject(refusal('expired_trigger_id'));
    const madeUp = client.views.open({ trigger_id: '1.2.3', view: editModal });
    await expect(madeUp).rejects.toMatchObject(refusal('invalid_trigger_id'));
  });

  it('survive a view that was refused for its blocks', async () => {
    const trigger_id = await freshTrigger();
    const title = { type: 'plain_text' as const, text: 'x'.repeat(25) };
    const bad = client.views.open({ trigger_id, view: { ...editModal, title } });
    await expect(bad).rejects.toMatchObject({
      data: {
        response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
      },
    });
    expect((await client.views.open({ trigger_id, view: editModal })).ok).toBe(true);
  });
});

describe('views.update, push and publish', () => {
  it('refuses an update made on an older state', async () => {
    const opened = await client.views.open({ trigger_id: await freshTrigger(), view: editModal });
    const view_id = opened.view?.id ?? '';
    const hash = opened.view?.hash ?? '';
    expect((await client.views.update({ view_id, hash, view: editModal })).ok).toBe(true);
    const second = client.views.update({ view_id, hash, view: editModal });
    await expect(second).rejects.toMatchObject(refusal('hash_conflict'));
    const gone = client.views.update({ view_id: 'V0', view: editModal });
    await expect(gone).rejects.toMatchObject(refusal('not_found'));
  });

  it('pushes two views on top from presses inside the modal, not three, and closing goes back one', async () => {
    const withButton = { ...editModal, blocks: [{ type: 'actions' as const, elements: [button('more', 'v')] }] };
    await client.views.open({ trigger_id: await freshTrigger(), view: withButton });
    const push = async () => {
      const viewId = slack.openViews(lead).at(-1)?.id ?? '';
      await slack.press({ userId: lead, viewId, actionId: 'more' });
      return client.views.push({ trigger_id: String(payloads.at(-1)?.['trigger_id']), view: withButton });
    };
    await push();
    await push();
    await expect(push()).rejects.toMatchObject(refusal('push_limit_reached'));
    const top = slack.openViews(lead).at(-1);
    await slack.closeView({ userId: lead, viewId: top?.id ?? '' });

    expect(slack.openViews(lead)).toHaveLength(2);
    expect(payloads.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false, view: { id: top?.id } });
    expect(payloads.at(-1)).not.toHaveProperty('channel');
  });

  it('publishes a Home view per person and tells blocks.validate callers what is wrong', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    const published = await client.views.publish({ user_id: lead, view });
    const stale = client.views.publish({ user_id: lead, hash: 'old', view });
    await expect(stale).rejects.toMatchObject(refusal('hash_conflict'));
    expect(slack.home(lead)?.hash).toBe(published.view?.hash);
    const check = client.apiCall('blocks.validate', { blocks: [{ type: 'header' }] });
    await expect(check).rejects.toMatchObject({
      data: { error: 'invalid_blocks', errors: [{ pointer: '/blocks/0/text' }] },
    });
  });
});
