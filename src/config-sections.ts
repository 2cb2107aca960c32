import type { Raw } from './config-problems.ts';
import type { Config, MeaningConfig, SlackConfig } from './config-shape.ts';
import type { Variables } from './config-variables.ts';

/** One function for each part of the configuration that is more than a variable under another name. Pure. */

/** Their names are the operator's own, so they stand in no table of ours. */
export function connectorConfig(v: Variables, raw: Raw): Config['connectors'] {
  if (!v.CONNECTORS_FILE) return null;
  const own = Object.entries(raw).filter(
    (entry): entry is [string, string] => entry[0].startsWith('CONNECTOR_') && entry[1] !== undefined,
  );
  return { file: v.CONNECTORS_FILE, secrets: Object.fromEntries(own) };
}

export function knowledgeConfig(v: Variables): Config['knowledge'] {
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

export function zendeskAccess(v: Variables): Config['zendesk']['access'] {
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

export function slackConfig(v: Variables): SlackConfig | null {
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

export function meaningConfig(v: Variables): MeaningConfig | null {
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

export function openAiConfig(v: Variables): Config['openAi'] {
  if (!v.OPENAI_API_KEY) return null;
  return {
    apiKey: v.OPENAI_API_KEY,
    baseUrl: v.OPENAI_BASE_URL ?? null,
    smallModel: v.OPENAI_MODEL_SMALL,
    strongModel: v.OPENAI_MODEL_STRONG,
    timeoutMs: v.OPENAI_TIMEOUT_SECONDS * 1_000,
  };
}

export function otlpConfig(v: Variables): Config['otlp'] {
  if (!v.OTEL_EXPORTER_OTLP_ENDPOINT) return null;
  const pairs = listOf(v.OTEL_EXPORTER_OTLP_HEADERS ?? '').map((pair) => pair.split(/=(.*)/s));
  return {
    endpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: Object.fromEntries(pairs.map(([name = '', value = '']) => [name.trim(), value.trim()])),
  };
}

export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
