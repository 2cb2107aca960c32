import { z } from 'zod';
import type { Raw } from './config-problems.ts';

/**
 * What ./scripts/setup-zendesk needs: little, because it runs before there is a database or a signing secret. A client of its own,
 * made by an administrator, so that the client that runs day and night need not be one.
 */
export const SetupVariables = z.object({
  ZENDESK_URL: z.url({ protocol: /^https?$/ }),
  ZENDESK_SETUP_CLIENT_ID: z.string().min(1),
  ZENDESK_SETUP_CLIENT_SECRET: z.string().min(1),
  ZENDESK_SETUP_SCOPE: z.string().default('read write'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  PROMPTS_DIR: z.string().default('prompts'),
});

export interface SetupConfig {
  zendeskUrl: string;
  access: { clientId: string; clientSecret: string; scope: string };
  /** Where Zendesk reaches the web process. */
  publicUrl: string;
  promptsDir: string;
}

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  ZENDESK_URL: 'the account’s address, for example https://example.zendesk.com',
  ZENDESK_SETUP_CLIENT_ID:
    'the identifier of a confidential OAuth client that an administrator made (Admin Center > Apps and integrations > OAuth clients)',
  ZENDESK_SETUP_CLIENT_SECRET: 'the secret of that client; delete the client again when setup and doctor are done with',
  PUBLIC_URL: 'the https address under which Zendesk reaches the web process, for example https://deskhand.example.com',
};

export type SetupRead = { config: SetupConfig; problems: null } | { config: null; problems: string[] };

/** All problems at once, each by the name of its variable with what to put there. Pure. */
export function readSetupConfig(environment: Raw): SetupRead {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const parsed = SetupVariables.safeParse(filled);
  if (!parsed.success) return { config: null, problems: parsed.error.issues.map((issue) => wordsOf(issue, filled)) };
  const v = parsed.data;
  const access = {
    clientId: v.ZENDESK_SETUP_CLIENT_ID,
    clientSecret: v.ZENDESK_SETUP_CLIENT_SECRET,
    scope: v.ZENDESK_SETUP_SCOPE,
  };
  const config = { zendeskUrl: bare(v.ZENDESK_URL), publicUrl: bare(v.PUBLIC_URL), access, promptsDir: v.PROMPTS_DIR };
  return { config, problems: null };
}

function wordsOf(issue: z.core.$ZodIssue, filled: Raw): string {
  const name = issue.path.join('.');
  return filled[name] === undefined
    ? `${name} is missing: ${WHAT_TO_DO[name] ?? 'set it'}`
    : `${name}: ${issue.message}`;
}

function bare(address: string): string {
  return address.replace(/\/+$/, '');
}
