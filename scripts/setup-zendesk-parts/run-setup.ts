import { parseArgs } from 'node:util';
import { readSetupConfig, type SetupConfig } from '../../src/config-setup.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { AccessRefused, messageOf } from '../../src/platform/errors.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadTaxonomy, type Taxonomy } from '../../src/tickets/intent.ts';
import { OauthAccess } from '../../src/zendesk/access.ts';
import { carryOut, readSigningSecret } from '../../src/zendesk/setup/carry-out.ts';
import { planFields } from '../../src/zendesk/setup/plan-fields.ts';
import { planRemoval } from '../../src/zendesk/setup/plan-removal.ts';
import { planWebhook } from '../../src/zendesk/setup/plan-webhook.ts';
import { readStanding, type Standing } from '../../src/zendesk/setup/standing.ts';
import { isWork, type Step, stepLines } from '../../src/zendesk/setup/step.ts';
import { type WebhookKind, wantedSetup } from '../../src/zendesk/setup/wanted.ts';
import { createTransport, type ZendeskTransport } from '../../src/zendesk/transport.ts';

const USAGE = `Usage: ./scripts/setup-zendesk [--dry-run] [--remove] [--webhook events|trigger]

Creates what Deskhand needs in the Zendesk account of ZENDESK_URL, or brings it up to date: the webhook with its event types and the
ticket fields with their options from prompts/intents.yaml. Running it again changes nothing that is right. It puts no tag on any
ticket and never takes an option away.

  --dry-run            shows what would be done and sends nothing
  --remove             takes away what setup made, and nothing else
  --webhook trigger    for plans without event subscriptions: a webhook that a trigger calls

Needs ZENDESK_URL, PUBLIC_URL, ZENDESK_SETUP_CLIENT_ID and ZENDESK_SETUP_CLIENT_SECRET (a client made by an administrator).`;

interface Asked {
  help: boolean;
  dryRun: boolean;
  remove: boolean;
  kind: WebhookKind;
}

type Say = (line: string) => void;

/** Answers the exit code: 0 done, 1 could not be done, 2 asked wrongly. */
export async function runSetup(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  say: Say,
): Promise<0 | 1 | 2> {
  const asked = readAsked(args);
  if (asked === null || asked.help) {
    say(USAGE);
    return asked === null ? 2 : 0;
  }
  const { config, problems } = readSetupConfig(environment);
  if (config === null) {
    for (const problem of problems) say(`! ${problem}`);
    return 2;
  }
  try {
    await setUp(asked, config, say);
    return 0;
  } catch (error) {
    say(`! ${messageOf(error)}`);
    if (error instanceof AccessRefused) say(`  ${WHO_MAY}`);
    return 1;
  }
}

const WHO_MAY =
  'The setup client must be made by an administrator and carry the scopes "read write"; see ZENDESK_SETUP_* in .env.example.';

function readAsked(args: readonly string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        webhook: { type: 'string', default: 'events' },
      },
    });
    const kind = values.webhook;
    if (kind !== 'events' && kind !== 'trigger') return null;
    return { help: values.help, dryRun: values['dry-run'], remove: values.remove, kind };
  } catch {
    // An option that does not exist: the usage says which do.
    return null;
  }
}

async function setUp(asked: Asked, config: SetupConfig, say: Say): Promise<void> {
  const taxonomy = await loadTaxonomy(`${config.promptsDir}/intents.yaml`);
  const wanted = wantedSetup({ publicUrl: config.publicUrl, kind: asked.kind, intents: taxonomy.intents });
  const transport = openTransport(config);
  const standing = await readStanding(transport);
  const steps = asked.remove
    ? planRemoval(wanted, standing)
    : [...planWebhook(wanted, standing), ...planFields(wanted.fields, standing.fields)];
  for (const line of stepLines(steps)) say(line);
  if (!asked.remove) sayGroups(taxonomy, standing, say);
  const work = steps.filter(isWork);
  if (work.length === 0) say(asked.remove ? 'Nothing of ours is there.' : 'Everything is as it should be.');
  if (asked.dryRun) {
    if (work.length > 0) say(`${work.length} change${work.length === 1 ? '' : 's'} would be made; nothing was sent.`);
    return;
  }
  await doIt(transport, steps, { say, remove: asked.remove });
}

function openTransport({ zendeskUrl, access }: SetupConfig): ZendeskTransport {
  const shared = { baseUrl: zendeskUrl, fetch, clock: systemClock };
  return createTransport({ ...shared, access: new OauthAccess({ ...shared, ...access, log: silentLog }) });
}

function sayGroups(taxonomy: Taxonomy, { groups }: Standing, say: Say): void {
  const there = new Set(groups.map((name) => name.toLowerCase()));
  const missing = [...new Set(taxonomy.intents.map(({ group }) => group))].filter(
    (name) => !there.has(name.toLowerCase()),
  );
  if (missing.length > 0)
    say(`! No such group: ${missing.join(', ')}. Make it in Zendesk, or correct prompts/intents.yaml.`);
}

async function doIt(
  transport: ZendeskTransport,
  steps: readonly Step[],
  { say, remove }: { say: Say; remove: boolean },
): Promise<void> {
  let done = 0;
  const webhookId = await carryOut(transport, steps, () => {
    done += 1;
  });
  if (done > 0) say(`${done} change${done === 1 ? '' : 's'} made.`);
  if (remove || webhookId === null) return;
  say('');
  say('Put this into .env, then run ./scripts/doctor:');
  say(`ZENDESK_WEBHOOK_SECRET=${await readSigningSecret(transport, webhookId)}`);
}
