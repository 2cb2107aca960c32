import { z } from 'zod';
import { problemOf, type Raw, relationProblems } from './config-problems.ts';

/**
 * The only reader of the environment. Pure: raw variables in, a grouped config or *all* problems out, each by the name of its
 * variable with what to do about it.
 */

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ });
const seconds = z.coerce.number().positive();
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');

const Variables = z.object({
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  QUEUE_NAME: z
    .string()
    .regex(/^[a-z0-9-]+$/i, 'takes letters, digits and hyphens')
    .default('deskhand'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(8),
  ZENDESK_URL: url,
  ZENDESK_CLIENT_ID: z.string().min(1).optional(),
  ZENDESK_CLIENT_SECRET: z.string().min(1).optional(),
  ZENDESK_SCOPE: z.string().default('read write'),
  ZENDESK_LEGACY_EMAIL: z.email().optional(),
  ZENDESK_LEGACY_TOKEN: z.string().min(1).optional(),
  ZENDESK_WEBHOOK_SECRET: z.string().min(1),
  ZENDESK_WEBHOOK_SECRET_OLD: z.string().min(1).optional(),
  ZENDESK_ACCOUNT_ID: z.string().regex(/^\d+$/, 'is the number in the account’s webhook events').optional(),
  ZENDESK_SYNC_MINUTES: z.coerce.number().positive().default(30),
  SLACK_BOT_TOKEN: z.string().min(1).optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_APP_TOKEN: z.string().min(1).optional(),
  SLACK_CHANNEL: z.string().min(1).optional(),
  SLACK_APPROVERS: z.string().default(''),
  SLACK_API_URL: url.default('https://slack.com/api/'),
  BRAIN: z.enum(['local', 'openai']).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL_SMALL: z.string().default('gpt-5.6-luna'),
  OPENAI_MODEL_STRONG: z.string().default('gpt-5.6-luna'),
  OPENAI_TIMEOUT_SECONDS: seconds.default(40),
  BACKOFFICE_URL: url.optional(),
  BACKOFFICE_KEY: z.string().min(1).optional(),
  KNOWLEDGE_FILES: z.string().min(1).optional(),
  KNOWLEDGE_HELP_CENTER: flag.default(true),
  DEFAULT_LOCALE: z.string().default('en'),
  PROMPTS_DIR: z.string().default('prompts'),
  ALLOWED_LINK_HOSTS: z.string().default(''),
  DISCLOSURE_LINE: z.string().min(1).optional(),
  REVIEW_EXPIRY_HOURS: z.coerce.number().positive().default(24),
});
type Variables = z.infer<typeof Variables>;

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
    accountId: string | null;
    syncMinutes: number;
  };
  slack: SlackConfig | null;
  brain: 'local' | 'openai';
  openAi: { apiKey: string; baseUrl: string | null; smallModel: string; strongModel: string; timeoutMs: number } | null;
  backoffice: { url: string; key: string } | null;
  knowledge: { files: string | null; helpCenter: boolean; defaultLocale: string };
  promptsDir: string;
  checks: { allowedHosts: string[] };
  disclosure: string | null;
  reviewExpiryMs: number;
}

export interface SlackConfig {
  botToken: string;
  /** Over HTTP. */
  signingSecret: string | null;
  /** Over Socket Mode. */
  appToken: string | null;
  channel: string;
  /** Slack user ids; empty = every full member of the channel's workspace who can see the card. */
  approvers: string[];
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
  return group(parsed.data);
}

function group(v: Variables): Config {
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
      webhookSecrets: [v.ZENDESK_WEBHOOK_SECRET, v.ZENDESK_WEBHOOK_SECRET_OLD].filter((secret) => secret !== undefined),
      accountId: v.ZENDESK_ACCOUNT_ID ?? null,
      syncMinutes: v.ZENDESK_SYNC_MINUTES,
    },
    slack: slackConfig(v),
    brain: v.BRAIN ?? (v.OPENAI_API_KEY ? 'openai' : 'local'),
    openAi: openAiConfig(v),
    backoffice: v.BACKOFFICE_URL && v.BACKOFFICE_KEY ? { url: v.BACKOFFICE_URL, key: v.BACKOFFICE_KEY } : null,
    knowledge: {
      files: v.KNOWLEDGE_FILES ?? null,
      helpCenter: v.KNOWLEDGE_HELP_CENTER,
      defaultLocale: v.DEFAULT_LOCALE,
    },
    promptsDir: v.PROMPTS_DIR,
    checks: { allowedHosts: listOf(v.ALLOWED_LINK_HOSTS) },
    disclosure: v.DISCLOSURE_LINE ?? null,
    reviewExpiryMs: v.REVIEW_EXPIRY_HOURS * 3_600_000,
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
    apiUrl: v.SLACK_API_URL,
  };
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

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
