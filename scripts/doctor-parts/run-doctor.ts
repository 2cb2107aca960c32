import { type Config, ConfigError, loadConfig } from '../../src/config.ts';
import { readSetupConfig } from '../../src/config-setup.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { loadTaxonomy, type Taxonomy } from '../../src/tickets/intent.ts';
import { type Check, checksOf, guarded, lineOf } from './check.ts';
import { checkConnectors } from './check-connectors.ts';
import { checkDoor } from './check-door.ts';
import { checkDatabase, checkQueue } from './check-floor.ts';
import { checkBackoffice, checkModel } from './check-others.ts';
import { checkSlack } from './check-slack.ts';
import { checkWebhook } from './check-webhook.ts';
import { checkZendesk } from './check-zendesk.ts';

const USAGE = `Usage: ./scripts/doctor [--json]

Looks at everything that Deskhand stands on and says in one line each what is wrong and how to mend it. It changes nothing, but opens
the Zendesk door again when the worker paused it and the credentials are right now. Exit code 1 when something is broken.`;

type Environment = Readonly<Record<string, string | undefined>>;

export interface DoctorOptions {
  say: (line: string) => void;
  clock?: Clock;
}

/** Answers the exit code. */
export async function runDoctor(
  args: readonly string[],
  environment: Environment,
  options: DoctorOptions,
): Promise<0 | 1 | 2> {
  const unknown = args.find((arg) => arg !== '--json' && arg !== '--help');
  if (unknown !== undefined || args.includes('--help')) {
    options.say(USAGE);
    return unknown === undefined ? 0 : 2;
  }
  const checks = await examine(environment, options.clock ?? systemClock);
  const problems = checks.filter(({ state }) => state === 'problem').length;
  if (args.includes('--json')) options.say(JSON.stringify({ ok: problems === 0, checks }, null, 2));
  else {
    for (const check of checks) options.say(lineOf(check));
    options.say(problems === 0 ? 'All is well.' : `${problems} to mend.`);
  }
  return problems === 0 ? 0 : 1;
}

export async function examine(environment: Environment, clock: Clock): Promise<Check[]> {
  const own = checksOf('Configuration');
  try {
    const config = loadConfig(environment);
    const taxonomy = await loadTaxonomy(`${config.promptsDir}/intents.yaml`);
    const groups = await examineAll({ config, taxonomy, environment, clock });
    return [own.ok('variables', 'complete'), ...groups];
  } catch (error) {
    if (error instanceof ConfigError)
      return error.problems.map((words) => own.problem('variables', words, 'see .env.example'));
    return [
      own.problem('prompts', error instanceof Error ? error.message : String(error), 'correct prompts/intents.yaml'),
    ];
  }
}

interface Patient {
  config: Config;
  taxonomy: Taxonomy;
  environment: Environment;
  clock: Clock;
}

async function examineAll(patient: Patient): Promise<Check[]> {
  const { config } = patient;
  const database = createDatabase({ url: config.databaseUrl, poolSize: 2, log: silentLog, connectTimeoutMs: 4_000 });
  try {
    const floor = await Promise.all([
      guarded('Database', 'tables', { mend: 'see the message', look: () => checkDatabase(database) }),
      guarded('Queue', 'connection', { mend: 'see the message', look: () => checkQueue(config) }),
    ]);
    const outside = await Promise.all([examineZendesk(patient), ...examineNeighbours(patient)]);
    const zendeskIsWell = outside[0]?.every(({ state }) => state !== 'problem') ?? false;
    const mend = 'mend the database first';
    const door = await guarded('Zendesk', 'door', { mend, look: () => checkDoor(database, zendeskIsWell) });
    return [...floor, ...outside, door].flat();
  } finally {
    await database.close();
  }
}

function examineZendesk({ config, taxonomy, clock }: Patient): Promise<Check[]> {
  const look = () => checkZendesk({ config: config.zendesk, taxonomy, clock });
  return guarded('Zendesk', 'account', { mend: 'see the message', look });
}

function examineNeighbours({ config, environment, taxonomy }: Patient): Promise<Check[]>[] {
  const { slack, openAi, backoffice, connectors } = config;
  const reach = (what: string) => `see that this machine reaches ${what}`;
  const none = (area: string, words: string) => Promise.resolve([checksOf(area).skipped('all', words)]);
  return [
    examineWebhook(environment, config),
    openAi
      ? guarded('Model', 'all', { mend: reach('OPENAI_BASE_URL'), look: () => checkModel(openAi) })
      : none('Model', 'no OPENAI_API_KEY: the local brain works alone'),
    slack
      ? guarded('Slack', 'all', { mend: reach('Slack'), look: () => checkSlack(slack) })
      : none('Slack', 'not set up: questions stay on the ticket'),
    backoffice
      ? guarded('Back office', 'all', { mend: reach('BACKOFFICE_URL'), look: () => checkBackoffice(backoffice) })
      : none('Back office', 'not set up: no look-ups and no actions'),
    connectors
      ? guarded('Connectors', 'file', {
          mend: 'correct CONNECTORS_FILE',
          look: () => checkConnectors(connectors, taxonomy),
        })
      : none('Connectors', 'no CONNECTORS_FILE: no tools of other systems'),
  ];
}

function examineWebhook(environment: Environment, config: Config): Promise<Check[]> {
  const { config: setup } = readSetupConfig(environment);
  if (setup === null) {
    const words = 'not looked at: set ZENDESK_SETUP_CLIENT_ID, ZENDESK_SETUP_CLIENT_SECRET and PUBLIC_URL for it';
    return Promise.resolve([checksOf('Webhook').skipped('all', words)]);
  }
  const mend = 'the setup client must be an administrator’s, with the scopes "read write"';
  return guarded('Webhook', 'all', { mend, look: () => checkWebhook(setup, config.zendesk.webhookSecrets) });
}
