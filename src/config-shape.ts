import type { Variables } from './config-variables.ts';
import type { CrashPlan } from './platform/crash-point.ts';
import type { Timing } from './platform/timing.ts';

/** The configuration as the code sees it: grouped, with units in the names. */
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
