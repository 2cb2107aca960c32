import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { migrateQueue } from '../../src/queue/queue.ts';
import { type BackofficeSandbox, startBackoffice } from '../../src/sandbox/backoffice-server.ts';
import { type OpenAiSandbox, startOpenAi } from '../../src/sandbox/openai-server.ts';
import type { SlackOptions } from '../../src/sandbox/slack/options.ts';
import { type SlackSandbox, startSlack } from '../../src/sandbox/slack-server.ts';
import { loadShop } from '../../src/sandbox/stories.ts';
import { openTestDatabase } from '../../src/sandbox/test-database.ts';
import { startZendesk, type ZendeskSandbox } from '../../src/sandbox/zendesk-server.ts';
import { loadTaxonomy } from '../../src/tickets/intent.ts';
import { DoorState } from '../../src/zendesk/door-state.ts';
import { runSetup } from '../setup-zendesk-parts/run-setup.ts';
import type { Check } from './check.ts';
import { runDoctor } from './run-doctor.ts';

/** A whole installation against stand-ins, set up by our own setup, then broken in one place at a time. */

let database: Database & { url: string };
let zendesk: ZendeskSandbox;
let slack: SlackSandbox;
let openAi: OpenAiSandbox;
let backoffice: BackofficeSandbox;
let environment: Record<string, string>;
const workspace = slackWorkspace();

const ADMIN = 'ines@kettleandpine.example';
const BOT = 'deskhand@kettleandpine.example';

beforeAll(async () => {
  database = await openTestDatabase(inject('postgresUrl'));
  await migrateQueue(database.url);
  const taxonomy = await loadTaxonomy('prompts/intents.yaml');
  [slack, openAi, backoffice] = await Promise.all([
    startSlack(workspace),
    startOpenAi({ apiKey: 'right' }),
    startBackoffice({ ...(await loadShop(new Date())), apiKey: 'right' }),
  ]);
  zendesk = await startZendesk({
    account: { subdomain: 'kettleandpine', accountId: 1 },
    agents: [
      { name: 'Deskhand', email: BOT, isBot: true },
      { name: 'Ines Vos', email: ADMIN, role: 'admin' },
    ],
    endUsers: [],
    groups: [...new Set(taxonomy.intents.map(({ group }) => group))],
    articles: [],
    oauthClients: [
      { clientId: 'setup', clientSecret: 'right', scopes: ['read', 'write'], actsAs: ADMIN },
      { clientId: 'run', clientSecret: 'right', scopes: ['read', 'tickets:write'], actsAs: BOT },
      {
        clientId: 'narrow',
        clientSecret: 'right',
        scopes: ['tickets:read', 'tickets:write', 'users:read'],
        actsAs: BOT,
      },
      { clientId: 'old', clientSecret: 'right', scopes: ['read', 'tickets:write'], actsAs: BOT, lifeSeconds: 0 },
    ],
  });
  environment = {
    DATABASE_URL: database.url,
    ZENDESK_URL: zendesk.url,
    ZENDESK_CLIENT_ID: 'run',
    ZENDESK_CLIENT_SECRET: 'right',
    ZENDESK_SETUP_CLIENT_ID: 'setup',
    ZENDESK_SETUP_CLIENT_SECRET: 'right',
    ZENDESK_WEBHOOK_SECRET: 'not known yet',
    PUBLIC_URL: 'http://127.0.0.1:9',
    SLACK_BOT_TOKEN: 'xoxb-right',
    SLACK_SIGNING_SECRET: 's',
    SLACK_CHANNEL: 'C0REVIEW01',
    SLACK_API_URL: `${slack.url}/api/`,
    OPENAI_API_KEY: 'right',
    OPENAI_BASE_URL: openAi.url,
    BACKOFFICE_URL: backoffice.url,
    BACKOFFICE_KEY: 'right',
  };
});

/** Each test breaks something; setup mends it, which is what the doctor advises. */
beforeEach(async () => {
  const lines: string[] = [];
  expect(await runSetup([], environment, (line) => lines.push(line))).toBe(0);
  environment['ZENDESK_WEBHOOK_SECRET'] = lines.join('\n').split('ZENDESK_WEBHOOK_SECRET=')[1] ?? '';
});

afterAll(async () => {
  await Promise.all([zendesk?.close(), slack?.close(), openAi?.close(), backoffice?.close(), database?.close()]);
});

function slackWorkspace(): SlackOptions {
  const members = ['U0MIRA0001', 'U0DESKHAND'];
  return {
    team: { id: 'T0KETTLE01', name: 'Kettle & Pine' },
    signingSecret: 's',
    botToken: 'xoxb-right',
    appToken: 'xapp-right',
    app: { id: 'A0DESKHAND', botId: 'B0DESKHAND', botUserId: 'U0DESKHAND', name: 'Deskhand' },
    users: [
      { id: 'U0MIRA0001', name: 'mira', realName: 'Mira Jansen', email: 'mira@kettleandpine.example', title: '' },
      { id: 'U0GUEST001', name: 'gus', realName: 'Gus Guest', email: 'gus@elsewhere.example', isGuest: true },
      { id: 'U0GONE0001', name: 'lea', realName: 'Lea Left', email: '', deleted: true },
    ],
    userGroups: [
      { id: 'S0LEADS001', handle: 'leads', users: ['U0MIRA0001'] },
      { id: 'S0EMPTY001', handle: 'empty', users: [] },
    ],
    channels: [
      { id: 'C0REVIEW01', name: 'support-review', isPrivate: true, members, topic: '' },
      { id: 'C0SHARED01', name: 'with-partner', isPrivate: true, members, topic: '', isExtShared: true },
      { id: 'C0OUTSIDE1', name: 'general', isPrivate: false, members: ['U0MIRA0001'], topic: '' },
    ],
    requestUrl: 'http://127.0.0.1:9/slack/events',
    zendeskUrl: 'http://127.0.0.1:9',
  };
}

async function examine(changes: Record<string, string> = {}, aheadMs = 0) {
  const lines: string[] = [];
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const env = { ...environment, ...changes };
  const code = await runDoctor(['--json'], env, { say: (line) => lines.push(line), clock });
  const report = JSON.parse(lines.join('\n')) as { ok: boolean; checks: Check[] };
  const problems = report.checks.filter(({ state }) => state === 'problem');
  return {
    code,
    checks: report.checks,
    problems,
    text: problems.map(({ area, words, mend }) => `${area}: ${words} → ${mend}`).join('\n'),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function asAdmin(method: string, path: string, body?: unknown): Promise<any> {
  const grant = { grant_type: 'client_credentials', client_id: 'setup', client_secret: 'right', scope: 'read write' };
  const headers = { 'content-type': 'application/json' };
  const token = await fetch(`${zendesk.url}/oauth/tokens`, { method: 'POST', headers, body: JSON.stringify(grant) });
  const { access_token } = (await token.json()) as { access_token: string };
  const sent = { method, headers: { ...headers, authorization: `Bearer ${access_token}` } };
  const answer = await fetch(`${zendesk.url}/api/v2${path}`, {
    ...sent,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.status === 204 ? null : answer.json();
}

describe('./scripts/doctor', () => {
  it('finds nothing to mend after setup, and says what it looked at', async () => {
    const { code, problems, checks } = await examine();
    expect(problems).toEqual([]);
    expect(code).toBe(0);
    expect(new Set(checks.map(({ area }) => area))).toEqual(
      new Set([
        'Configuration',
        'Database',
        'Queue',
        'Zendesk',
        'Webhook',
        'Model',
        'Slack',
        'Back office',
        'Connectors',
      ]),
    );
    expect(checks.filter(({ state }) => state === 'warning')).toEqual([]);
  });

  it.each([
    [
      'a wrong OAuth secret',
      { ZENDESK_CLIENT_SECRET: 'wrong' },
      /Zendesk: .*refuses the OAuth client \(401 invalid_client/,
    ],
    ['an expired token', { ZENDESK_CLIENT_ID: 'old' }, /Zendesk: .*401.*→ the token is expired or revoked/],
    [
      'a missing scope',
      { ZENDESK_CLIENT_ID: 'narrow', ZENDESK_SCOPE: 'tickets:read tickets:write users:read' },
      /token lacks read/,
    ],
    ['a scope that the client may not have', { ZENDESK_SCOPE: 'read write' }, /invalid_scope.*"write"/],
    ['a wrong webhook secret', { ZENDESK_WEBHOOK_SECRET: 'another' }, /Webhook: .*is not the one of this webhook/],
    [
      'a wrong address',
      { PUBLIC_URL: 'https://elsewhere.example' },
      /Webhook: it calls .*not https:\/\/elsewhere.example/,
    ],
    [
      'a setup client that is no administrator',
      { ZENDESK_SETUP_CLIENT_ID: 'run', ZENDESK_SETUP_SCOPE: 'read' },
      /Webhook: .*403/,
    ],
    ['an account that nobody answers for', { ZENDESK_URL: 'http://127.0.0.1:9' }, /Zendesk: Zendesk does not answer/],
    ['a wrong Slack token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /Slack: .*invalid_auth/],
    ['a channel without the bot', { SLACK_CHANNEL: 'C0OUTSIDE1' }, /Slack: the bot is not in #general/],
    ['a channel shared with another company', { SLACK_CHANNEL: 'C0SHARED01' }, /Slack: #with-partner is shared/],
    ['a channel that does not exist', { SLACK_CHANNEL: 'C0NOWHERE1' }, /Slack: .*channel_not_found/],
    [
      'an approver that nobody is',
      { SLACK_APPROVERS: 'U0NOBODY01' },
      /Slack: SLACK_APPROVERS: U0NOBODY01 cannot be read/,
    ],
    ['an approver who is a guest', { SLACK_MONEY_APPROVERS: 'U0GUEST001' }, /SLACK_MONEY_APPROVERS: .* is a guest/],
    ['a lead who has left', { SLACK_LEADS: 'U0MIRA0001,U0GONE0001' }, /SLACK_LEADS: U0GONE0001 is deactivated/],
    ['an empty user group', { SLACK_APPROVERS: 'S0LEADS001,S0EMPTY001' }, /nobody is in the user group S0EMPTY001/],
    ['a user group that is gone', { SLACK_LEADS: 'S0NOWHERE1' }, /S0NOWHERE1 cannot be read .*no_such_subteam/],
    ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, /Slack: .*invalid_auth/],
    ['a wrong model key', { OPENAI_API_KEY: 'wrong' }, /Model: 401 Incorrect API key/],
    ['a model that does not exist', { OPENAI_MODEL_SMALL: 'nonesuch' }, /Model: 404 .*nonesuch/],
    ['a model server that is not there', { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, /Model: /],
    ['a wrong back-office key', { BACKOFFICE_KEY: 'wrong' }, /Back office: refused \(401\)/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://a@127.0.0.1:9/b' },
      /Database: Postgres does not answer/,
    ],
    ['a Redis that is not there', { REDIS_URL: 'redis://127.0.0.1:9' }, /Queue: BullMQ does not answer, on Redis/],
    ['a variable that is missing', { ZENDESK_URL: '' }, /Configuration: ZENDESK_URL is missing/],
    ['a taxonomy that is not there', { PROMPTS_DIR: '/nowhere' }, /Configuration: .*intents\.yaml/],
  ])('names %s, and does not crash', async (_name, changes, words) => {
    const { code, text, problems } = await examine(changes);
    expect(code).toBe(1);
    expect(text).toMatch(words);
    expect(problems.every(({ mend }) => mend !== null && mend !== '')).toBe(true);
  });

  it('names the scopes that the Slack app was installed without, and what each is for', async () => {
    workspace.botScopes = ['chat:write', 'commands', 'users:read', 'users:read.email', 'groups:read'];
    const { code, text } = await examine();
    delete workspace.botScopes;
    expect(code).toBe(1);
    expect(text).toMatch(/lacks usergroups:read \(.*\), groups:history \(find a card again.*→ .*slack-manifest/);
  });

  it('asks Slack whether it takes what we show, and says what it refuses', async () => {
    const { checks } = await examine();
    expect(checks.find(({ name }) => name === 'blocks')?.words).toMatch(/takes the card, the edit window/);
    slack.setFaults([{ method: 'blocks.validate', fault: { kind: 'error', error: 'invalid_blocks' } }]);
    expect((await examine()).text).toMatch(/Slack refuses the card \(.*invalid_blocks/);
  });

  it('names a webhook that is paused', async () => {
    const [webhook] = (await asAdmin('GET', '/webhooks')).webhooks;
    await asAdmin('PUT', `/webhooks/${webhook.id}`, { webhook: { status: 'inactive' } });
    const { code, problems } = await examine();
    expect(code).toBe(1);
    expect(problems).toMatchObject([{ area: 'Webhook', name: 'paused', mend: 'run ./scripts/setup-zendesk' }]);
  });

  it.each([
    [600, /600 s ahead of Zendesk/],
    [-600, /600 s behind Zendesk/],
  ])('names a clock that is off by %i seconds', async (seconds, words) => {
    const { code, text } = await examine({}, seconds * 1_000);
    expect(code).toBe(1);
    expect(text.replace(/\b(599|601) s/, '600 s')).toMatch(words);
  });

  it('names a field that was deleted', async () => {
    const { ticket_fields } = await asAdmin('GET', '/ticket_fields');
    const field = ticket_fields.find(({ title }: { title: string }) => title === 'Deskhand urgency');
    await asAdmin('DELETE', `/ticket_fields/${field.id}`);
    const { code, text } = await examine();
    expect(code).toBe(1);
    expect(text).toBe('Zendesk: "Deskhand urgency" does not exist → run ./scripts/setup-zendesk');
  });

  it('names a migration that was not applied', async () => {
    await database.pool.query(`delete from schema_migration where name like '020%'`);
    const { text } = await examine();
    await database.pool.query(`insert into schema_migration (name) values ('020_door.sql')`);
    expect(text).toMatch(/Database: not applied: 020_door.sql/);
  });

  it('opens a paused door when the credentials are right again, and leaves it shut while they are not', async () => {
    const door = new DoorState(database);
    await door.close('Zendesk answered 401');
    expect((await examine({ ZENDESK_CLIENT_SECRET: 'wrong' })).text).toMatch(/paused since .*401/);
    expect(await door.pause()).not.toBeNull();
    const { code, checks } = await examine();
    expect(code).toBe(0);
    expect(checks.find(({ name }) => name === 'door')?.words).toMatch(/Opened again/);
    expect(await door.pause()).toBeNull();
  });

  it('warns of the end of API tokens', async () => {
    const { checks } = await examine({
      ZENDESK_CLIENT_ID: '',
      ZENDESK_CLIENT_SECRET: '',
      ZENDESK_LEGACY_EMAIL: BOT,
      ZENDESK_LEGACY_TOKEN: 'switched off',
    });
    expect(checks.find(({ state }) => state === 'warning')?.words).toMatch(/30 April 2027/);
    expect(checks.find(({ name }) => name === 'token')).toMatchObject({ state: 'problem' });
  });

  it('says its lines in plain words, and never a secret', async () => {
    const lines: string[] = [];
    const env = { ...environment, BACKOFFICE_KEY: 'a-very-secret-key' };
    expect(await runDoctor([], env, { say: (line) => lines.push(line) })).toBe(1);
    expect(lines).toContain('✗ Back office, key: refused (401) → BACKOFFICE_KEY: use a key that may read customers');
    expect(lines.at(-1)).toBe('1 to mend.');
    expect(lines.join('\n')).not.toContain('a-very-secret-key');
    expect(lines.join('\n')).not.toContain(environment['ZENDESK_WEBHOOK_SECRET']);
  });

  it('names a webhook whose deliveries fail', async () => {
    zendesk.createTicketAsCustomer({ name: 'A', email: 'a@example.com', subject: 's', text: 't' });
    await expect.poll(async () => (await examine()).text).toMatch(/Webhook: 1 of the last 1 failed/);
  });
});
