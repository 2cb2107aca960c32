import { z } from 'zod';
import { parseCrashPlan } from './platform/crash-point.ts';

/** Every variable there is, by name: what it must look like and what it is when it is not set. */

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ });
const seconds = z.coerce.number().positive();
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1');

const BUSINESS_HOURS = /^[A-Za-z]{3}(-[A-Za-z]{3})? \d{1,2}:\d{2}-\d{1,2}:\d{2} [\w+/-]+$/;

export const Variables = z.object({
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
  ZENDESK_SCOPE: z.string().default('read tickets:write'),
  ZENDESK_LEGACY_EMAIL: z.email().optional(),
  ZENDESK_LEGACY_TOKEN: z.string().min(1).optional(),
  ZENDESK_WEBHOOK_SECRET: z.string().min(1),
  ZENDESK_WEBHOOK_SECRET_OLD: z.string().min(1).optional(),
  ZENDESK_WEBHOOK_SECRET_OLD_UNTIL: z.coerce.date().optional(),
  ZENDESK_ACCOUNT_ID: z.string().regex(/^\d+$/, 'is the number in the account’s webhook events').optional(),
  ZENDESK_SYNC_MINUTES: z.coerce.number().positive().default(30),
  ZENDESK_SWEEP_SECONDS: z.coerce.number().min(5).max(300).default(90),
  ZENDESK_HEADROOM: z.coerce.number().min(0).max(0.9).default(0.2),
  SLACK_BOT_TOKEN: z.string().min(1).optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_APP_TOKEN: z.string().min(1).optional(),
  SLACK_CHANNEL: z.string().min(1).optional(),
  SLACK_APPROVERS: z.string().default(''),
  SLACK_OPS_CHANNEL: z.string().min(1).optional(),
  SLACK_MONEY_APPROVERS: z.string().default(''),
  SLACK_LEADS: z.string().default(''),
  SLACK_LINKED_AGENTS: z.enum(['required', 'optional']).default('required'),
  SLACK_API_URL: url.default('https://slack.com/api/'),
  BRAIN: z.enum(['local', 'openai']).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL_SMALL: z.string().default('gpt-5.6-luna'),
  OPENAI_MODEL_STRONG: z.string().default('gpt-5.6-luna'),
  OPENAI_TIMEOUT_SECONDS: seconds.default(40),
  SECOND_READING: flag.default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[^=,\s]+=[^,]*(,[^=,\s]+=[^,]*)*$/, 'looks like "name=value,name=value"')
    .optional(),
  BACKOFFICE_URL: url.optional(),
  BACKOFFICE_KEY: z.string().min(1).optional(),
  CONNECTORS_FILE: z.string().min(1).optional(),
  KNOWLEDGE_FILES: z.string().min(1).optional(),
  KNOWLEDGE_HELP_CENTER: flag.default(true),
  KNOWLEDGE_MACROS: flag.default(false),
  KNOWLEDGE_WEB_PAGES: z.string().min(1).optional(),
  KNOWLEDGE_WEB_HOSTS: z.string().default(''),
  KNOWLEDGE_EMBEDDINGS: flag.default(false),
  KNOWLEDGE_EMBEDDING_MODEL: z.string().min(1).default('text-embedding-3-small'),
  KNOWLEDGE_EMBEDDING_DIMENSIONS: z.coerce.number().int().min(64).max(3_072).default(512),
  KNOWLEDGE_VECTOR_STORE: z.string().regex(/^vs_/, 'is the id of a vector store, which begins with vs_').optional(),
  KNOWLEDGE_MEANING_MS: z.coerce.number().int().min(50).max(10_000).default(500),
  DEFAULT_LOCALE: z.string().default('en'),
  PROMPTS_DIR: z.string().default('prompts'),
  ALLOWED_LINK_HOSTS: z.string().default(''),
  DISCLOSURE_LINE: z.string().min(1).optional(),
  REVIEW_EXPIRY_HOURS: z.coerce.number().positive().default(24),
  SECOND_PERSON: z.enum(['off', 'edited', 'always']).default('edited'),
  REMIND_MINUTES: z.coerce.number().positive().default(15),
  ESCALATE_MINUTES: z.coerce.number().positive().default(45),
  BUSINESS_HOURS: z.string().regex(BUSINESS_HOURS, 'looks like "Mon-Fri 09:00-17:00 Europe/Amsterdam"').optional(),
  RETENTION_INBOX_DAYS: z.coerce.number().min(1).default(14),
  RETENTION_TEXT_DAYS: z.coerce.number().min(1).default(90),
  LEASE_SECONDS: seconds.default(8),
  POLL_SECONDS: seconds.default(2),
  WRITE_TIMEOUT_SECONDS: seconds.default(10),
  CHAOS_CRASH_AT: z
    .string()
    .refine((text) => parseCrashPlan(text) !== null, 'names no crash point: use for example C9 or C9@3')
    .transform(parseCrashPlan)
    .optional(),
  CHAOS_UNSAFE: flag.default(false),
});
export type Variables = z.infer<typeof Variables>;
