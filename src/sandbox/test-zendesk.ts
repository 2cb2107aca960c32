import { systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import { OauthAccess } from '../zendesk/access.ts';
import { createZendeskHelpdesk } from '../zendesk/client.ts';
import { createTransport, type TransportOptions, type ZendeskTransport } from '../zendesk/transport.ts';
import type { ZendeskOptions, ZendeskSandbox } from './zendesk/options.ts';
import { startZendesk } from './zendesk-server.ts';

export interface TestZendesk {
  sandbox: ZendeskSandbox;
  transport: ZendeskTransport;
  helpdesk: Helpdesk;
  /** Moves the time of later writes: with 0 they happen now, so the settle wait has not passed for them. */
  setWriteAge(ms: number): void;
  close(): Promise<void>;
}

/** Older than any settle wait, so that tests need not sit it out. */
const WRITE_AGE_MS = 60_000;

/** A stand-in with a few people in it, and our real client connected to it over OAuth. */
export async function openTestZendesk(
  settings: Partial<ZendeskOptions> = {},
  client: Partial<TransportOptions> = {},
): Promise<TestZendesk> {
  let ageMs = WRITE_AGE_MS;
  const sandbox = await startZendesk({
    account: { subdomain: 'kettleandpine', accountId: 22_129_848 },
    agents: [
      { name: 'Deskhand', email: 'deskhand@kettleandpine.example', isBot: true },
      { name: 'Mira Jansen', email: 'mira@kettleandpine.example' },
    ],
    endUsers: [{ name: 'Ana Costa', email: 'ana@example.net', locale: 'en-GB', verified: true }],
    groups: ['Support', 'Billing'],
    articles: [],
    intentLabels: ['refund_request', 'order_status'],
    oauthClients: [{ clientId: 'deskhand', clientSecret: 'test-only', scopes: ['read', 'write'] }],
    clock: () => Date.now() - ageMs,
    ...settings,
  });
  const common = { baseUrl: sandbox.url, clock: systemClock, log: silentLog };
  const access = new OauthAccess({
    ...common,
    clientId: 'deskhand',
    clientSecret: 'test-only',
    scope: 'read write',
    fetch,
  });
  const transport = createTransport({ ...common, access, fetch, ...client });
  return {
    sandbox,
    transport,
    helpdesk: createZendeskHelpdesk({ ...common, transport }),
    setWriteAge: (ms) => {
      ageMs = ms;
    },
    close: () => sandbox.close(),
  };
}
