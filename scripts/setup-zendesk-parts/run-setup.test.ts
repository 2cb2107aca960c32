import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { runSetup } from './run-setup.ts';

let zendesk: ZendeskSandbox;
let environment: Record<string, string>;

const ADMIN = { name: 'Ines Vos', email: 'ines@kettleandpine.example', role: 'admin' as const };
const BOT = { name: 'Deskhand', email: 'deskhand@kettleandpine.example', isBot: true };

beforeEach(async () => {
  zendesk = await startZendesk({
    account: { subdomain: 'kettleandpine', accountId: 1 },
    agents: [BOT, ADMIN],
    endUsers: [],
    groups: ['Support', 'Billing'],
    articles: [],
    oauthClients: [
      { clientId: 'setup', clientSecret: 'right', scopes: ['read', 'write'], actsAs: ADMIN.email },
      { clientId: 'by-agent', clientSecret: 'right', scopes: ['read', 'write'], actsAs: BOT.email },
      { clientId: 'reader', clientSecret: 'right', scopes: ['read'], actsAs: ADMIN.email },
    ],
  });
  environment = {
    ZENDESK_URL: zendesk.url,
    ZENDESK_SETUP_CLIENT_ID: 'setup',
    ZENDESK_SETUP_CLIENT_SECRET: 'right',
    PUBLIC_URL: 'https://deskhand.example/',
  };
});
afterEach(() => zendesk.close());

async function run(args: string[] = [], changes: Record<string, string> = {}) {
  const lines: string[] = [];
  const code = await runSetup(args, { ...environment, ...changes }, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

async function asAdmin(method: string, path: string, body?: unknown) {
  const grant = { grant_type: 'client_credentials', client_id: 'setup', client_secret: 'right', scope: 'read write' };
  const headers = { 'content-type': 'application/json' };
  const token = await fetch(`${zendesk.url}/oauth/tokens`, { method: 'POST', headers, body: JSON.stringify(grant) });
  const { access_token } = (await token.json()) as { access_token: string };
  const authorization = `Bearer ${access_token}`;
  const answer = await fetch(`${zendesk.url}/api/v2${path}`, {
    method,
    headers: { ...headers, authorization },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return (answer.status === 204 ? null : await answer.json()) as any;
}

const writes = () => zendesk.requests().filter(({ method, path }) => method !== 'GET' && path !== '/oauth/tokens');

describe('./scripts/setup-zendesk', () => {
  it('makes webhook and fields in an empty account and says what to put into .env', async () => {
    const { code, text } = await run();
    expect(code).toBe(0);
    const { webhooks } = await asAdmin('GET', '/webhooks');
    expect(webhooks).toMatchObject([{ endpoint: 'https://deskhand.example/webhooks/zendesk', status: 'active' }]);
    const { signing_secret } = await asAdmin('GET', `/webhooks/${webhooks[0].id}/signing_secret`);
    expect(text).toContain(`ZENDESK_WEBHOOK_SECRET=${signing_secret.secret}`);
    const { ticket_fields } = await asAdmin('GET', '/ticket_fields');
    expect(ticket_fields.map((field: { title: string }) => field.title)).toEqual([
      'Deskhand intent',
      'Deskhand confidence',
      'Deskhand urgency',
      'Deskhand sentiment',
      'Deskhand language',
    ]);
    const intent = ticket_fields[0].custom_field_options.find(
      (option: { value: string }) => option.value === 'ai_intent__order_status',
    );
    expect(intent.name).toBe('Order status');
    expect(text).toMatch(/No such group: .*Wholesale/);
  });

  it('changes nothing the second time', async () => {
    await run();
    const before = writes().length;
    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text).toContain('Everything is as it should be.');
    expect(writes()).toHaveLength(before);
  });

  it('shows the difference with --dry-run and sends nothing', async () => {
    const { code, text } = await run(['--dry-run']);
    expect(code).toBe(0);
    expect(text).toContain('+ webhook "Deskhand"');
    expect(text).toContain('+ field "Deskhand intent"');
    expect(text).toContain('6 changes would be made; nothing was sent.');
    expect(writes()).toEqual([]);
    expect(text).not.toContain('ZENDESK_WEBHOOK_SECRET');
  });

  it('mends a webhook that was paused and moved, without a new secret', async () => {
    await run();
    const [webhook] = (await asAdmin('GET', '/webhooks')).webhooks;
    const secret = (await asAdmin('GET', `/webhooks/${webhook.id}/signing_secret`)).signing_secret.secret;
    await asAdmin('PUT', `/webhooks/${webhook.id}`, {
      webhook: { status: 'inactive', subscriptions: ['zen:event-type:ticket.created'] },
    });
    const { text } = await run([], { PUBLIC_URL: 'https://new.example' });
    expect(text).toContain('~ webhook "Deskhand"');
    expect(text).toContain('switched on again');
    expect(text).toContain('also zen:event-type:ticket.comment_added');
    const after = (await asAdmin('GET', '/webhooks')).webhooks;
    expect(after).toMatchObject([
      { id: webhook.id, status: 'active', endpoint: 'https://new.example/webhooks/zendesk' },
    ]);
    expect(text).toContain(secret);
  });

  it('adds missing options to a field that a person made, and keeps theirs', async () => {
    const theirs = { name: 'Spare parts', value: 'our_own_option' };
    await asAdmin('POST', '/ticket_fields', {
      ticket_field: { type: 'tagger', title: 'Deskhand intent', custom_field_options: [theirs] },
    });
    await run();
    const { ticket_fields } = await asAdmin('GET', '/ticket_fields');
    const values = ticket_fields[0].custom_field_options.map((option: { value: string }) => option.value);
    expect(values[0]).toBe('our_own_option');
    expect(values).toContain('ai_intent__refund_request');
    expect(ticket_fields).toHaveLength(5);
  });

  it('takes away with --remove what it made, and leaves what people made', async () => {
    await asAdmin('POST', '/ticket_fields', {
      ticket_field: { type: 'tagger', title: 'Deskhand language', custom_field_options: [] },
    });
    await asAdmin('POST', '/webhooks', {
      webhook: { name: 'Theirs', endpoint: 'https://other.example', subscriptions: ['zen:event-type:ticket.created'] },
    });
    await run();
    const dry = await run(['--remove', '--dry-run']);
    expect(dry.text).toContain('- webhook "Deskhand"');
    const { code, text } = await run(['--remove']);
    expect(code).toBe(0);
    expect(text).toContain('= field "Deskhand language"');
    const left = (await asAdmin('GET', '/ticket_fields')).ticket_fields;
    expect(left.map((field: { title: string }) => field.title)).toEqual(['Deskhand language']);
    expect((await asAdmin('GET', '/webhooks')).webhooks).toMatchObject([{ name: 'Theirs' }]);
    expect((await run(['--remove'])).code).toBe(0);
  });

  it('sets up a trigger instead of events where a plan has none, and changes over', async () => {
    await run(['--webhook', 'trigger']);
    const { triggers } = await asAdmin('GET', '/triggers');
    const { webhooks } = await asAdmin('GET', '/webhooks');
    expect(webhooks[0].subscriptions).toEqual(['conditional_ticket_events']);
    expect(triggers[0].actions[0].value[0]).toBe(webhooks[0].id);
    expect((await run(['--webhook', 'trigger'])).text).toContain('Everything is as it should be.');
    await run();
    expect((await asAdmin('GET', '/triggers')).triggers).toEqual([]);
    expect((await asAdmin('GET', '/webhooks')).webhooks[0].subscriptions).toContain('zen:event-type:ticket.created');
  });

  it.each([
    ['a wrong secret', { ZENDESK_SETUP_CLIENT_SECRET: 'wrong' }, /refused the OAuth client \(401\)/],
    ['a client made by an agent', { ZENDESK_SETUP_CLIENT_ID: 'by-agent' }, /403[\s\S]*made by an administrator/],
    [
      'a client that may only read',
      { ZENDESK_SETUP_CLIENT_ID: 'reader', ZENDESK_SETUP_SCOPE: 'read' },
      /403[\s\S]*scopes "read write"/,
    ],
    ['an address where nobody answers', { ZENDESK_URL: 'http://127.0.0.1:9' }, /did not answer/],
  ])('says what is wrong with %s, and does not crash', async (_name, changes, words) => {
    const { code, text } = await run([], changes);
    expect(code).toBe(1);
    expect(text).toMatch(words);
    expect(writes().filter(({ status }) => status < 300)).toEqual([]);
  });

  it('names every missing variable at once', async () => {
    const { code, text } = await run([], { ZENDESK_URL: '', PUBLIC_URL: '' });
    expect(code).toBe(2);
    expect(text).toContain('ZENDESK_URL is missing');
    expect(text).toContain('PUBLIC_URL is missing');
  });
});
