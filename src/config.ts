import { problemOf, type Raw, relationProblems } from './config-problems.ts';
import {
  connectorConfig,
  knowledgeConfig,
  listOf,
  openAiConfig,
  otlpConfig,
  slackConfig,
  zendeskAccess,
} from './config-sections.ts';
import type { Config } from './config-shape.ts';
import { Variables } from './config-variables.ts';

export type { Config, SlackConfig } from './config-shape.ts';

/**
 * The only reader of the environment. Pure: raw variables in, a grouped config or *all* problems out, each by the name of its
 * variable with what to do about it.
 */

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
