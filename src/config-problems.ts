import type { z } from 'zod';

/** What is wrong with a configuration, in words that name the variable and say what to do. Pure. */

export type Raw = Readonly<Record<string, string | undefined>>;

/** Zendesk signs test deliveries of unsaved webhooks with this published value; see its webhook documentation. */
const PUBLIC_TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';

export function problemOf(issue: z.core.$ZodIssue, raw: Raw): string {
  const name = issue.path.join('.');
  if (raw[name] === undefined) return `${name} is missing: ${WHAT_IT_IS[name] ?? 'set it'}`;
  return `${name}: ${issue.message}`;
}

const WHAT_IT_IS: Readonly<Record<string, string>> = {
  DATABASE_URL: 'the Postgres to use, for example postgres://deskhand:secret@db:5432/deskhand',
  ZENDESK_URL: 'the account’s address, for example https://example.zendesk.com',
  ZENDESK_WEBHOOK_SECRET: 'the signing secret of the webhook (Admin Center > Webhooks > Reveal secret)',
};

/** What must be set together, or not at all. */
export function relationProblems(raw: Raw): string[] {
  return [...zendeskProblems(raw), ...slackProblems(raw), ...otherProblems(raw)];
}

function zendeskProblems(raw: Raw): string[] {
  const problems: string[] = [];
  const oauth = [raw['ZENDESK_CLIENT_ID'], raw['ZENDESK_CLIENT_SECRET']].filter((value) => value !== undefined).length;
  const legacy = [raw['ZENDESK_LEGACY_EMAIL'], raw['ZENDESK_LEGACY_TOKEN']].filter(
    (value) => value !== undefined,
  ).length;
  if (oauth === 1) problems.push('ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET go together: set both');
  if (legacy === 1) problems.push('ZENDESK_LEGACY_EMAIL and ZENDESK_LEGACY_TOKEN go together: set both');
  if (oauth === 0 && legacy === 0) {
    problems.push(
      'ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET are missing: create a confidential OAuth client in Admin Center as the bot user',
    );
  }
  const secrets = [raw['ZENDESK_WEBHOOK_SECRET'], raw['ZENDESK_WEBHOOK_SECRET_OLD']];
  if (raw['NODE_ENV'] === 'production' && secrets.includes(PUBLIC_TEST_SECRET)) {
    problems.push(
      'ZENDESK_WEBHOOK_SECRET is Zendesk’s public test secret: anybody could sign with it; use the secret of your own webhook',
    );
  }
  return problems;
}

function slackProblems(raw: Raw): string[] {
  const any = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_CHANNEL', 'SLACK_OPS_CHANNEL'].some(
    (name) => raw[name] !== undefined,
  );
  if (!any) return [];
  const problems = ['SLACK_BOT_TOKEN', 'SLACK_CHANNEL']
    .filter((name) => raw[name] === undefined)
    .map((name) => `${name} is missing: Slack needs it as soon as any SLACK_ variable is set`);
  if (raw['SLACK_SIGNING_SECRET'] === undefined && raw['SLACK_APP_TOKEN'] === undefined) {
    problems.push('SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing: set one of them');
  }
  return problems;
}

function otherProblems(raw: Raw): string[] {
  const problems: string[] = [];
  if (raw['BRAIN'] === 'openai' && raw['OPENAI_API_KEY'] === undefined)
    problems.push('OPENAI_API_KEY is missing: BRAIN=openai needs it; without a key use BRAIN=local');
  if (['true', '1'].includes(raw['SECOND_READING'] ?? '') && !raw['OPENAI_API_KEY'])
    problems.push('SECOND_READING asks a model: set OPENAI_API_KEY, or leave SECOND_READING out');
  const backoffice = [raw['BACKOFFICE_URL'], raw['BACKOFFICE_KEY']].filter((value) => value !== undefined).length;
  if (backoffice === 1) problems.push('BACKOFFICE_URL and BACKOFFICE_KEY go together: set both');
  if (raw['KNOWLEDGE_WEB_PAGES'] !== undefined && raw['KNOWLEDGE_WEB_HOSTS'] === undefined)
    problems.push('KNOWLEDGE_WEB_HOSTS is missing: name the hosts that pages may be fetched from, separated by commas');
  return [...problems, ...meaningProblems(raw), ...chaosProblems(raw)];
}

function meaningProblems(raw: Raw): string[] {
  const problems: string[] = [];
  const embeddings = ['true', '1'].includes(raw['KNOWLEDGE_EMBEDDINGS'] ?? '');
  const store = raw['KNOWLEDGE_VECTOR_STORE'] !== undefined;
  if ((embeddings || store) && raw['OPENAI_API_KEY'] === undefined)
    problems.push(
      `OPENAI_API_KEY is missing: ${embeddings ? 'KNOWLEDGE_EMBEDDINGS' : 'KNOWLEDGE_VECTOR_STORE'} needs it; search by words needs neither`,
    );
  if (embeddings && store)
    problems.push('KNOWLEDGE_EMBEDDINGS and KNOWLEDGE_VECTOR_STORE are two ways to the same end: set one of them');
  return problems;
}

function chaosProblems(raw: Raw): string[] {
  if (raw['NODE_ENV'] !== 'production') return [];
  return ['CHAOS_CRASH_AT', 'CHAOS_UNSAFE']
    .filter((name) => raw[name] !== undefined)
    .map((name) => `${name} is for ./scripts/chaos only: unset it, production never crashes on purpose`);
}
