import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';
import { FakeReceiver } from './receiver.fake.ts';
import { signWebhook } from './signature.ts';

const secret = 'the secret of this test';
let receiver: FakeReceiver;
let account: FakeAccount;

beforeEach(async () => {
  receiver = new FakeReceiver();
  const endpoint = await receiver.start();
  // Longer than a busy machine needs, so that a slow answer is never taken for a lost one.
  account = await FakeAccount.start({ webhook: { endpoint, secret }, delivery: { retryDelayMs: 1, timeoutMs: 1_000 } });
});

afterEach(async () => {
  await account.sandbox.close();
  await receiver.close();
});

const read = (delivery: { raw: string } | undefined) => JSON.parse(delivery?.raw ?? '{}');
const types = () => receiver.deliveries.map((delivery) => read(delivery).type.replace('zen:event-type:ticket.', ''));

describe('events', () => {
  it('tells of a new ticket in strings, upper case and event words, signed over the very bytes', async () => {
    const ticket = account.write();
    const [delivery] = await receiver.waitFor(1);
    const { 'x-zendesk-webhook-signature-timestamp': timestamp, ...headers } = delivery!.headers;
    expect(headers['x-zendesk-webhook-signature']).toBe(signWebhook(secret, String(timestamp), delivery!.raw));
    expect(headers['x-zendesk-account-id']).toBe('22129848');
    expect(headers['x-zendesk-webhook-id']).toMatch(/^[0-9A-Z]{26}$/);
    expect(headers['x-zendesk-webhook-invocation-id']).toBeTruthy();
    const event = read(delivery);
    expect(event).toMatchObject({
      account_id: 22_129_848,
      type: 'zen:event-type:ticket.created',
      subject: `zen:ticket:${ticket.id}`,
      zendesk_event_version: '2022-11-06',
      detail: { id: String(ticket.id), status: 'NEW', priority: null, assignee_id: '', via: { channel: 'mail' } },
      event: { meta: { sequence: { position: 1 } } },
    });
    expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    expect(event.detail).not.toHaveProperty('custom_fields');
  });

  it('fires for our own API writes too, one event per change, sharing a sequence', async () => {
    const ticket = account.write();
    await receiver.waitFor(1);
    await account.call('PUT', `/tickets/${ticket.id}`, {
      ticket: { status: 'open', priority: 'high', tags: ['b'], comment: { body: 'note', public: false } },
    });
    const events = (await receiver.waitFor(5)).slice(1).map(read);
    const byType = Object.fromEntries(events.map((event) => [event.type.split('.').at(-1), event]));
    const bot = (await account.call('GET', '/users/me')).body.user.id;
    expect(byType['comment_added'].event.comment).toMatchObject({
      is_public: false,
      body: 'note',
      author: { id: String(bot), is_staff: true },
    });
    expect(byType['comment_added'].detail.actor_id).toBe(String(bot));
    expect(byType['status_changed'].event).toMatchObject({ current: 'OPEN', previous: 'NEW' });
    expect(byType['priority_changed'].event).toMatchObject({ current: 'HIGH', previous: null });
    expect(byType['tags_changed'].event).toMatchObject({ tags_added: ['b'], tags_removed: [] });
    expect(new Set(events.map((event) => event.event.meta.sequence.id)).size).toBe(1);
    expect(events.map((event) => event.event.meta.sequence.position).sort()).toEqual([1, 2, 3, 4]);
  });

  it('wakes a solved ticket when the customer answers', async () => {
    const ticket = account.write();
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { status: 'solved' } });
    account.sandbox.addCustomerComment(ticket.id, { text: 'It is back' });
    await receiver.waitFor(4);
    expect(types().sort()).toEqual(['comment_added', 'created', 'status_changed', 'status_changed']);
    expect(account.sandbox.ticket(ticket.id)?.status).toBe('open');
  });
});

describe('delivery', () => {
  it('retries a 409 until it is taken, under the same event and invocation', async () => {
    receiver.reply({ status: 409 }, { status: 409 });
    account.write();
    const deliveries = await receiver.waitFor(3);
    expect(new Set(deliveries.map((each) => read(each).id)).size).toBe(1);
    expect(new Set(deliveries.map((each) => each.headers['x-zendesk-webhook-invocation-id'])).size).toBe(1);
  });

  it('retries after a time-out', async () => {
    receiver.reply('hang');
    account.write();
    expect(await receiver.waitFor(2)).toHaveLength(2);
  });

  it('never retries a 500', async () => {
    receiver.reply({ status: 500 });
    account.write();
    await receiver.waitFor(1);
    account.write();
    await receiver.waitFor(2);
    expect(new Set(receiver.deliveries.map((each) => read(each).subject)).size).toBe(2);
  });

  it('loses, doubles and swaps deliveries when told', async () => {
    account.sandbox.setFaults({ deliveries: { drop: 1 } });
    account.write('lost');
    account.sandbox.setFaults({ deliveries: { duplicate: 1 } });
    account.write('twice');
    await receiver.waitFor(2);
    account.sandbox.setFaults({ deliveries: { reorder: 1 } });
    account.write('second');
    account.write('first');
    await receiver.waitFor(4);
    expect(receiver.deliveries.map((each) => read(each).detail.description)).toEqual([
      'twice',
      'twice',
      'first',
      'second',
    ]);
  });

  it('sends only what a webhook subscribed to, and nothing once it is inactive', async () => {
    await account.call('DELETE', `/webhooks/${(await account.call('GET', '/webhooks')).body.webhooks[0].id}`);
    const input = {
      name: 'mine',
      endpoint: 'http://127.0.0.1:1/none',
      subscriptions: ['zen:event-type:ticket.created'],
    };
    const { status, body } = await account.call('POST', '/webhooks', { webhook: input });
    expect(status).toBe(201);
    const path = `/webhooks/${body.webhook.id}`;
    expect((await account.call('GET', `${path}/signing_secret`)).body.signing_secret.algorithm).toBe('SHA256');
    const ticket = account.write();
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { priority: 'low' } });
    expect((await account.call('GET', `${path}/invocations`)).body.invocations).toHaveLength(1);
    await account.call('PUT', path, { webhook: { status: 'inactive' } });
    account.write();
    expect((await account.call('GET', `${path}/invocations`)).body.invocations).toHaveLength(1);
  });
});
