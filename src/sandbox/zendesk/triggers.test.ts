import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';
import { FakeReceiver } from './receiver.fake.ts';

let receiver: FakeReceiver;
let account: FakeAccount;
let endpoint: string;

beforeEach(async () => {
  receiver = new FakeReceiver();
  endpoint = await receiver.start();
  account = await FakeAccount.start();
});

afterEach(async () => {
  await account.sandbox.close();
  await receiver.close();
});

async function makeTrigger(actions: { field: string; value: string | string[] }[]) {
  const conditions = {
    all: [
      { field: 'comment_is_public', operator: 'is', value: 'true' },
      { field: 'role', operator: 'is', value: 'end_user' },
    ],
    any: [],
  };
  return account.call('POST', '/triggers', { trigger: { title: 'Tell Deskhand', conditions, actions } });
}

async function makeWebhook(subscriptions: string[]) {
  return account.call('POST', '/webhooks', { webhook: { name: 'Deskhand', endpoint, subscriptions } });
}

describe('triggers', () => {
  it('send the body that the administrator wrote, signed, for customer comments only', async () => {
    const { webhook } = (await makeWebhook(['conditional_ticket_events'])).body;
    await makeTrigger([{ field: 'notification_webhook', value: [webhook.id, '{"ticket_id":"{{ticket.id}}"}'] }]);
    const ticket = account.write();
    account.sandbox.addAgentComment(ticket.id, { agentId: 1, text: 'internal', public: false });
    account.sandbox.addCustomerComment(ticket.id, { text: 'and one thing more' });
    const bodies = (await receiver.waitFor(2)).map(({ raw }) => raw);
    expect(bodies).toEqual([`{"ticket_id":"${ticket.id}"}`, `{"ticket_id":"${ticket.id}"}`]);
    expect(receiver.deliveries[0]?.headers['x-zendesk-webhook-signature']).toBeTruthy();
  });

  it('move updated_at once more after the write that started them', async () => {
    await makeTrigger([{ field: 'current_tags', value: 'seen_by_trigger' }]);
    const ticket = account.write();
    expect(account.sandbox.ticket(ticket.id)?.tags).toContain('seen_by_trigger');
    expect(account.sandbox.history().map((write) => write.source)).toEqual(['customer', 'trigger']);
  });
});

describe('webhooks', () => {
  it('are of one kind for their whole life', async () => {
    const both = await makeWebhook(['conditional_ticket_events', 'zen:event-type:ticket.created']);
    expect(both.status).toBe(422);
    const { webhook } = (await makeWebhook(['zen:event-type:ticket.created'])).body;
    const changed = { webhook: { subscriptions: ['conditional_ticket_events'] } };
    expect((await account.call('PUT', `/webhooks/${webhook.id}`, changed)).status).toBe(422);
  });

  it('take no event type that Zendesk does not have', async () => {
    expect((await makeWebhook(['zen:event-type:ticket.updated'])).status).toBe(422);
  });
});

describe('ticket fields', () => {
  const option = (value: string) => ({ name: value, value });

  it('are made, changed and deleted by an administrator', async () => {
    const made = await account.call('POST', '/ticket_fields', {
      ticket_field: { type: 'tagger', title: 'Ours', custom_field_options: [option('ours__a')] },
    });
    expect(made.status).toBe(201);
    const path = `/ticket_fields/${made.body.ticket_field.id}`;
    const options = { custom_field_options: [option('ours__a'), option('ours__b')] };
    const changed = await account.call('PUT', path, { ticket_field: options });
    expect(changed.body.ticket_field.custom_field_options.map((each: { value: string }) => each.value)).toEqual([
      'ours__a',
      'ours__b',
    ]);
    expect((await account.call('DELETE', path)).status).toBe(204);
    expect((await account.call('GET', path)).status).toBe(404);
  });

  it('do not share an option, because its value is a tag', async () => {
    const ticket_field = { type: 'tagger', title: 'Second', custom_field_options: [option('ai_intent__order_status')] };
    expect((await account.call('POST', '/ticket_fields', { ticket_field })).status).toBe(422);
  });
});
