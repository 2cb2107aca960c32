import { join } from 'node:path';
import { type Config, loadConfig } from '../../src/config.ts';

/** The command may be called from anywhere. */
export const PROMPTS = join(import.meta.dirname, '..', '..', 'prompts');

/** For commands that never open the helpdesk: its variables may be missing, all others are read and checked as always. */
const UNUSED_DOOR = {
  ZENDESK_URL: 'http://127.0.0.1:9',
  ZENDESK_LEGACY_EMAIL: 'nobody@deskhand.invalid',
  ZENDESK_LEGACY_TOKEN: 'unused',
  ZENDESK_WEBHOOK_SECRET: 'unused',
};

export function configWithoutHelpdesk(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  return loadConfig({ ...UNUSED_DOOR, PROMPTS_DIR: PROMPTS, ...given });
}

/** Every statement on such a connection may read and nothing else; the server enforces it. */
export function readOnly(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c default_transaction_read_only=on');
  return url.href;
}
