import { z } from 'zod';
import { startZendesk } from '../zendesk-server.ts';
import type { ZendeskOptions, ZendeskSandbox } from './options.ts';

const tokenBody = z.object({ access_token: z.string() });

export const NOON = Date.parse('2026-11-20T12:00:00Z');

/** A small account for tests, with a clock that moves only when told, and the API in one call. */
export class FakeAccount {
  readonly sandbox: ZendeskSandbox;
  readonly #clock: { now: number };
  token = '';

  constructor(sandbox: ZendeskSandbox, clock: { now: number }) {
    this.sandbox = sandbox;
    this.#clock = clock;
  }

  static async start(options: Partial<ZendeskOptions> = {}): Promise<FakeAccount> {
    const clock = { now: NOON };
    const account = new FakeAccount(await startZendesk({ ...BASE, clock: () => clock.now, ...options }), clock);
    await account.signIn();
    return account;
  }

  async signIn(scope = 'read write'): Promise<void> {
    const grant = { grant_type: 'client_credentials', client_id: 'deskhand', client_secret: 'a secret', scope };
    const response = await fetch(`${this.sandbox.url}/oauth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(grant),
    });
    const body = tokenBody.parse(await response.json());
    this.token = body.access_token;
  }

  tick(seconds: number): void {
    this.#clock.now += seconds * 1_000;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    const response = await fetch(`${this.sandbox.url}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** A message from the one customer everybody knows. */
  write(text = 'Where is my grinder?') {
    return this.sandbox.createTicketAsCustomer({
      name: 'Ada Kroon',
      email: 'ada@example.com',
      subject: 'Order 1042',
      text,
    });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
export type ApiAnswer = { status: number; headers: Headers; body: any };

export const BASE: ZendeskOptions = {
  account: { subdomain: 'kettleandpine', accountId: 22_129_848 },
  agents: [
    { name: 'Deskhand', email: 'deskhand@kettleandpine.example', role: 'admin', isBot: true },
    { name: 'Mira Jansen', email: 'mira@kettleandpine.example', role: 'agent' },
  ],
  endUsers: [{ name: 'Ada Kroon', email: 'ada@example.com', locale: 'nl', verified: true, tags: ['vip'] }],
  groups: ['Support', 'Billing'],
  articles: [
    {
      id: 360_012_340_001,
      title: 'Returns and refunds',
      section: 'Returns',
      category: 'Orders',
      locale: 'en-us',
      visibility: 'public',
      draft: false,
      updatedAt: '2026-03-01T09:00:00Z',
      labels: ['returns'],
      html: '<h2>How long do I have?</h2><p>You have 30 days.</p><h2>Who pays?</h2><p>We do.</p>',
    },
    {
      id: 360_012_340_002,
      title: 'Refund exceptions',
      section: 'Returns',
      category: 'Orders',
      locale: 'en-us',
      visibility: 'staff',
      draft: false,
      updatedAt: '2026-04-01T09:00:00Z',
      labels: [],
      html: '<p>Agents may refund up to 75 EUR.</p>',
    },
    {
      id: 360_012_340_003,
      title: 'Retourneren',
      section: 'Retouren',
      category: 'Bestellingen',
      locale: 'nl',
      visibility: 'public',
      draft: true,
      updatedAt: '2026-05-01T09:00:00Z',
      labels: [],
      html: '<p>U heeft 30 dagen.</p>',
    },
  ],
  oauthClients: [{ clientId: 'deskhand', clientSecret: 'a secret', scopes: ['read', 'write'] }],
  intentLabels: ['order_status', 'refund_request'],
};
