import { z } from 'zod';
import type { SetupConfig } from '../../src/config-setup.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readShape } from '../../src/zendesk/pages.ts';
import { readSigningSecret } from '../../src/zendesk/setup/carry-out.ts';
import { findOurWebhook } from '../../src/zendesk/setup/plan-webhook.ts';
import { readWebhooks, type StandingWebhook } from '../../src/zendesk/setup/standing.ts';
import { WEBHOOK_PATH } from '../../src/zendesk/setup/wanted.ts';
import { isPublicTestSecret } from '../../src/zendesk/signature.ts';
import { SUBSCRIPTIONS, TRIGGER_SUBSCRIPTION } from '../../src/zendesk/subscriptions.ts';
import { createTransport, type ZendeskTransport } from '../../src/zendesk/transport.ts';
import { type Check, checksOf } from './check.ts';
import { askForToken } from './zendesk-token.ts';

const webhook = checksOf('Webhook');
const SETUP = 'run ./scripts/setup-zendesk';

/** Only an administrator may look at webhooks, so this part needs the setup client. */
export async function checkWebhook(setup: SetupConfig, secrets: readonly string[]): Promise<Check[]> {
  const answer = await askForToken({ url: setup.zendeskUrl, ...setup.access });
  if (answer.kind !== 'granted') {
    const mend = answer.kind === 'refused' ? answer.mend : 'check ZENDESK_URL and the network';
    return [webhook.problem('setup client', answer.words, `ZENDESK_SETUP_*: ${mend}`)];
  }
  const access = { authorization: async () => `Bearer ${answer.token}`, renew: async () => false };
  const transport = createTransport({ baseUrl: setup.zendeskUrl, access, fetch, clock: systemClock });
  const endpoint = `${setup.publicUrl}${WEBHOOK_PATH}`;
  const found = findOurWebhook(await readWebhooks(transport), endpoint);
  if (!found) return [webhook.problem('presence', 'the account has no webhook of ours', SETUP)];
  return [
    ...checkShape(found, endpoint),
    await checkSecret(transport, found, secrets),
    await checkDeliveries(transport, found),
  ];
}

function checkShape(found: StandingWebhook, endpoint: string): Check[] {
  const checks: Check[] = [];
  if (found.endpoint !== endpoint)
    checks.push(
      webhook.problem('address', `it calls ${found.endpoint}, not ${endpoint}`, `${SETUP}, or correct PUBLIC_URL`),
    );
  if (found.status !== 'active')
    checks.push(webhook.problem('paused', `"${found.name}" is ${found.status}: nothing is delivered`, SETUP));
  const has = found.subscriptions ?? [];
  const missing = has.includes(TRIGGER_SUBSCRIPTION) ? [] : SUBSCRIPTIONS.filter((each) => !has.includes(each));
  if (missing.length > 0) checks.push(webhook.problem('events', `not subscribed to ${missing.join(', ')}`, SETUP));
  return checks.length > 0 ? checks : [webhook.ok('presence', `active, ${has.length} subscriptions, to ${endpoint}`)];
}

async function checkSecret(
  transport: ZendeskTransport,
  found: StandingWebhook,
  secrets: readonly string[],
): Promise<Check> {
  if (secrets.some(isPublicTestSecret))
    return webhook.problem('secret', 'ZENDESK_WEBHOOK_SECRET is Zendesk’s public test secret', SECRET_MEND);
  const theirs = await readSigningSecret(transport, found.id);
  if (!secrets.includes(theirs))
    return webhook.problem(
      'secret',
      'ZENDESK_WEBHOOK_SECRET is not the one of this webhook: every delivery is refused',
      SECRET_MEND,
    );
  return secrets.length > 1
    ? webhook.ok('secret', 'matches; ZENDESK_WEBHOOK_SECRET_OLD may go when the rotation is over')
    : webhook.ok('secret', 'matches');
}

const SECRET_MEND = 'put the secret that ./scripts/setup-zendesk prints into .env and restart the web process';

const Invocations = z.object({
  invocations: z.array(z.object({ id: z.string(), status: z.string(), created_at: z.string().nullish() })),
});
/** Zendesk pauses a webhook when 70 % of its calls fail within five minutes. */
const BREAKER_SHARE = 0.7;
const LOOK_AT = 20;
const PENDING = new Set(['waiting', 'sending', 'retrying', 'queued', 'working']);

/** The names of states are in no stored page: what is neither pending nor a success counts as failed. */
async function checkDeliveries(transport: ZendeskTransport, found: StandingWebhook): Promise<Check> {
  const path = `/api/v2/webhooks/${found.id}/invocations`;
  const answer = await transport.send({ method: 'GET', path });
  const last = readShape(path, Invocations, answer.json)
    .invocations.filter(({ status }) => !PENDING.has(status))
    .slice(0, LOOK_AT);
  if (last.length === 0) return webhook.ok('deliveries', 'none yet');
  const failed = last.filter(({ status }) => !/^success/i.test(status));
  const words = `${failed.length} of the last ${last.length} failed`;
  const mend = 'see that PUBLIC_URL reaches the web process, its log, and Admin Center > Webhooks > Activity';
  if (failed.length === 0) return webhook.ok('deliveries', `the last ${last.length} arrived`);
  if (failed.length / last.length >= BREAKER_SHARE)
    return webhook.problem('deliveries', `${words}; Zendesk pauses a webhook at 70 %`, mend);
  return webhook.warning('deliveries', words, mend);
}
