import { problemOf, type Raw, relationProblems } from './config-problems.ts';
import { Variables } from './config-variables.ts';
import type { CrashPlan } from './platform/crash-point.ts';
import type { Timing } from './platform/timing.ts';

/**
 * The only reader of the environment. Pure: raw variables in, a grouped config or *all* problems out, each by the name of its
 * variable with what to do about it.
 */

export interface Config {
  production: boolean;
  logLevel: Variables['LOG_LEVEL'];
  web: { host: string; port: number };
  databaseUrl: string;
  redisUrl: string | null;
  queueName: string;
  worker: { concurrency: number };
  zendesk: {
    url: string;
    access:
      | { kind: 'oauth'; clientId: string; clientSecret: string; scope: string }
      | { kind: 'legacy'; email: string; token: string };
    webhookSecrets: string[];
    /** When all but the first of them end. */
    webhookOldSecretUntil: Date | null;
    accountId: string | null;
    syncMinutes: number;
    sweepSeconds: number;
    /** Of each limit of the account, the share that is left to agents and other apps. */
    headroom: number;
  };
  slack: SlackConfig | null;
  brain: 'local' | 'openai';
  openAi: { apiKey: string; baseUrl: string | null; smallModel: string; strongModel: string; timeoutMs: number } | null;
  /** A model reads what code calls backed once more; off unless asked for. */
  secondReading: boolean;
  /** The collector that also gets traces; null = none. */
  otlp: { endpoint: string; headers: Record<string, string> } | null;
  backoffice: { url: string; key: string } | null;
  /** Tools of other systems: the operator's file, and the variables CONNECTOR_* that it may name. */
  connectors: { file: string; secrets: Readonly<Record<string, string>> } | null;
  knowledge: {
    files: string | null;
    helpCenter: boolean;
    macros: boolean;
    webPages: { list: string; allowedHosts: string[] } | null;
    meaning: MeaningConfig | null;
    defaultLocale: string;
  };
  promptsDir: string;
  checks: { allowedHosts: string[] };
  disclosure: string | null;
  reviewExpiryMs: number;
  /** Days until customers' words are taken out of rows that nobody works on any more. */
  retention: { inbox: number; texts: number };
  timing: Timing;
  /** Only for ./scripts/chaos; refused in production. */
  chaos: { crashAt: CrashPlan | null; unsafe: boolean };
  reviewing: {
    secondPerson: Variables['SECOND_PERSON'];
    remindAfterMs: number;
    escalateAfterMs: number;
    businessHours: string | null;
  };
}

/** Search by meaning, beside search by words. */
export type MeaningConfig = { apiKey: string; baseUrl: string | null; deadlineMs: number } & (
  | { kind: 'vectors'; model: string; dimensions: number }
  | { kind: 'store'; storeId: string }
);

export interface SlackConfig {
  botToken: string;
  /** Over HTTP. */
  signingSecret: string | null;
  /** Over Socket Mode. */
  appToken: string | null;
  channel: string;
  /** Ids of people and user groups; empty = every full member of the channel. */
  approvers: string[];
  /** Where alarms are told; null = in the log only. */
  opsChannel: string | null;
  /** Where money or access moves; empty = the approvers. */
  moneyApprovers: string[];
  /** Who may pause Deskhand; the first is called when nobody decides. */
  leads: string[];
  linkRequired: boolean;
  apiUrl: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee .env.example for every variable.`,
    );
    this.problems = problems;
  }
}

export function loadConfig(environment: Raw): Config {
  const filled = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Variables.safeParse(filled);
  if (!parsed.success) {
    // Relations between variables are checked on what could be read, so that one start shows everything that is wrong.
    throw new ConfigError([
      ...parsed.error.issues.map((issue) => problemOf(issue, filled)),
      ...relationProblems(filled),
    ]);
  }
  const problems = relationProblems(filled);
  if (problems.length > 0) throw new ConfigError(problems);
  return group(parsed.data, filled);
}

/** For the tools of an operator, which need the database and nothing else. */
export function loadDatabaseUrl(environment: Raw): string {
  const parsed = Variables.pick({ DATABASE_URL: true }).safeParse(environment);
  if (parsed.success) return parsed.data.DATABASE_URL;
  throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, environment)));
}

/** Their names are the operator's own, so they stand in no table of ours. */
function connectorConfig(v: Variables, raw: Raw): Config['connectors'] {
  if (!v.CONNECTORS_FILE) return null;
  const own = Object.entries(raw).filter(
    (entry): entry is [string, string] => entry[0].startsWith('CONNECTOR_') && entry[1] !== undefined,
  );
  return { file: v.CONNECTORS_FILE, secrets: Object.fromEntries(own) };
}

function knowledgeConfig(v: Variables): Config['knowledge'] {
  return {
    files: v.KNOWLEDGE_FILES ?? null,
    helpCenter: v.KNOWLEDGE_HELP_CENTER,
    macros: v.KNOWLEDGE_MACROS,
    webPages: v.KNOWLEDGE_WEB_PAGES
      ? { list: v.KNOWLEDGE_WEB_PAGES, allowedHosts: listOf(v.KNOWLEDGE_WEB_HOSTS) }
      : null,
    meaning: meaningConfig(v),
    defaultLocale: v.DEFAULT_LOCALE,
  };
}

function group(v: Variables, raw: Raw): Config {
  return {
    production: v.NODE_ENV === 'production',
    logLevel: v.LOG_LEVEL,
    web: { host: v.HOST, port: v.PORT },
    databaseUrl: v.DATABASE_URL,
    redisUrl: v.REDIS_URL ?? null,
    queueName: v.QUEUE_NAME,
    worker: { concurrency: v.WORKER_CONCURRENCY },
    zendesk: {
      url: v.ZENDESK_URL.replace(/\/$/, ''),
      access: zendeskAccess(v),
      webhookOldSecretUntil: v.ZENDESK_WEBHOOK_SECRET_OLD_UNTIL ?? null,
      webhookSecrets: [v.ZENDESK_WEBHOOK_SECRET, v.ZENDESK_WEBHOOK_SECRET_OLD].filter((secret) => secret !== undefined),
      accountId: v.ZENDESK_ACCOUNT_ID ?? null,
      syncMinutes: v.ZENDESK_SYNC_MINUTES,
      sweepSeconds: v.ZENDESK_SWEEP_SECONDS,
      headroom: v.ZENDESK_HEADROOM,
    },
    slack: slackConfig(v),
    brain: v.BRAIN ?? (v.OPENAI_API_KEY ? 'openai' : 'local'),
    openAi: openAiConfig(v),
    secondReading: v.SECOND_READING,
    otlp: otlpConfig(v),
    backoffice: v.BACKOFFICE_URL && v.BACKOFFICE_KEY ? { url: v.BACKOFFICE_URL, key: v.BACKOFFICE_KEY } : null,
    connectors: connectorConfig(v, raw),
    knowledge: knowledgeConfig(v),
    promptsDir: v.PROMPTS_DIR,
    checks: { allowedHosts: listOf(v.ALLOWED_LINK_HOSTS) },
    disclosure: v.DISCLOSURE_LINE ?? null,
    reviewExpiryMs: v.REVIEW_EXPIRY_HOURS * 3_600_000,
    retention: { inbox: v.RETENTION_INBOX_DAYS, texts: v.RETENTION_TEXT_DAYS },
    timing: {
      leaseMs: v.LEASE_SECONDS * 1_000,
      pollMs: v.POLL_SECONDS * 1_000,
      writeTimeoutMs: v.WRITE_TIMEOUT_SECONDS * 1_000,
    },
    chaos: { crashAt: v.CHAOS_CRASH_AT ?? null, unsafe: v.CHAOS_UNSAFE },
    reviewing: {
      secondPerson: v.SECOND_PERSON,
      remindAfterMs: v.REMIND_MINUTES * 60_000,
      escalateAfterMs: v.ESCALATE_MINUTES * 60_000,
      businessHours: v.BUSINESS_HOURS ?? null,
    },
  };
}

function zendeskAccess(v: Variables): Config['zendesk']['access'] {
  if (v.ZENDESK_CLIENT_ID && v.ZENDESK_CLIENT_SECRET) {
    return {
      kind: 'oauth',
      clientId: v.ZENDESK_CLIENT_ID,
      clientSecret: v.ZENDESK_CLIENT_SECRET,
      scope: v.ZENDESK_SCOPE,
    };
  }
  return { kind: 'legacy', email: v.ZENDESK_LEGACY_EMAIL ?? '', token: v.ZENDESK_LEGACY_TOKEN ?? '' };
}

function slackConfig(v: Variables): SlackConfig | null {
  if (!v.SLACK_BOT_TOKEN || !v.SLACK_CHANNEL) return null;
  return {
    botToken: v.SLACK_BOT_TOKEN,
    signingSecret: v.SLACK_SIGNING_SECRET ?? null,
    appToken: v.SLACK_APP_TOKEN ?? null,
    channel: v.SLACK_CHANNEL,
    approvers: listOf(v.SLACK_APPROVERS),
    opsChannel: v.SLACK_OPS_CHANNEL ?? null,
    moneyApprovers: listOf(v.SLACK_MONEY_APPROVERS),
    leads: listOf(v.SLACK_LEADS),
    linkRequired: v.SLACK_LINKED_AGENTS === 'required',
    apiUrl: v.SLACK_API_URL,
  };
}

function meaningConfig(v: Variables): MeaningConfig | null {
  if (!v.OPENAI_API_KEY) return null;
  const shared = {
    apiKey: v.OPENAI_API_KEY,
    baseUrl: v.OPENAI_BASE_URL ?? null,
    deadlineMs: v.KNOWLEDGE_MEANING_MS,
  };
  if (v.KNOWLEDGE_VECTOR_STORE) return { ...shared, kind: 'store', storeId: v.KNOWLEDGE_VECTOR_STORE };
  if (!v.KNOWLEDGE_EMBEDDINGS) return null;
  const { KNOWLEDGE_EMBEDDING_MODEL: model, KNOWLEDGE_EMBEDDING_DIMENSIONS: dimensions } = v;
  return { ...shared, kind: 'vectors', model, dimensions };
}

function openAiConfig(v: Variables): Config['openAi'] {
  if (!v.OPENAI_API_KEY) return null;
  return {
    apiKey: v.OPENAI_API_KEY,
    baseUrl: v.OPENAI_BASE_URL ?? null,
    smallModel: v.OPENAI_MODEL_SMALL,
    strongModel: v.OPENAI_MODEL_STRONG,
    timeoutMs: v.OPENAI_TIMEOUT_SECONDS * 1_000,
  };
}

function otlpConfig(v: Variables): Config['otlp'] {
  if (!v.OTEL_EXPORTER_OTLP_ENDPOINT) return null;
  const pairs = listOf(v.OTEL_EXPORTER_OTLP_HEADERS ?? '').map((pair) => pair.split(/=(.*)/s));
  return {
    endpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), value.trim()])),
  };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
