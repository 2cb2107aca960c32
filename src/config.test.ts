import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';
import { SetupVariables } from './config-setup.ts';
import { Variables } from './config-variables.ts';

const ENOUGH = {
  DATABASE_URL: 'postgres://deskhand@127.0.0.1/deskhand',
  ZENDESK_URL: 'https://example.zendesk.com/',
  ZENDESK_CLIENT_ID: 'id',
  ZENDESK_CLIENT_SECRET: 'secret',
  ZENDESK_WEBHOOK_SECRET: 'webhook-secret',
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs only the database and Zendesk, and then works without Slack, Redis and a key', () => {
    const config = loadConfig(ENOUGH);
    expect(config).toMatchObject({ redisUrl: null, slack: null, brain: 'local', openAi: null, backoffice: null });
    expect(config.zendesk.url).toBe('https://example.zendesk.com');
  });

  it('reads web pages only with the hosts that may be fetched', () => {
    expect(problemsOf({ ...ENOUGH, KNOWLEDGE_WEB_PAGES: 'pages.txt' })).toEqual([
      expect.stringContaining('KNOWLEDGE_WEB_HOSTS is missing'),
    ]);
    const both = { ...ENOUGH, KNOWLEDGE_WEB_PAGES: 'pages.txt', KNOWLEDGE_WEB_HOSTS: 'a.example, b.example:8443' };
    expect(loadConfig(both).knowledge.webPages).toEqual({
      list: 'pages.txt',
      allowedHosts: ['a.example', 'b.example:8443'],
    });
    expect(loadConfig(ENOUGH).knowledge).toMatchObject({ webPages: null, macros: false });
  });

  it('names every problem at once, by variable, with what to do', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      REDIS_URL: 'localhost',
      SLACK_BOT_TOKEN: 'xoxb-1',
      BRAIN: 'openai',
      BACKOFFICE_URL: 'http://shop',
    });
    const text = problems.join('\n');
    for (const name of [
      'DATABASE_URL is missing',
      'ZENDESK_URL is missing',
      'ZENDESK_WEBHOOK_SECRET is missing',
      'PORT:',
      'REDIS_URL: must start with redis://',
    ]) {
      expect(text).toContain(name);
    }
    for (const name of [
      'ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET are missing',
      'SLACK_CHANNEL is missing',
      'SLACK_SIGNING_SECRET',
      'OPENAI_API_KEY is missing',
      'BACKOFFICE_URL and BACKOFFICE_KEY go together',
    ]) {
      expect(text).toContain(name);
    }
  });

  it('dies at a named place and works without protection only outside production', () => {
    const chaos = { ...ENOUGH, CHAOS_CRASH_AT: 'C9@3', CHAOS_UNSAFE: 'true' };
    expect(loadConfig(chaos).chaos).toEqual({ crashAt: { point: 'C9', passing: 3 }, unsafe: true });
    expect(loadConfig(ENOUGH).chaos).toEqual({ crashAt: null, unsafe: false });
    expect(problemsOf({ ...chaos, NODE_ENV: 'production' })).toEqual([
      expect.stringContaining('CHAOS_CRASH_AT is for ./scripts/chaos only'),
      expect.stringContaining('CHAOS_UNSAFE is for ./scripts/chaos only'),
    ]);
    for (const wrong of ['C99', 'c9', 'C9@0', 'everywhere'])
      expect(problemsOf({ ...ENOUGH, CHAOS_CRASH_AT: wrong })).toEqual([expect.stringContaining('no crash point')]);
  });

  it('takes an empty variable as one that is not set', () => {
    expect(loadConfig({ ...ENOUGH, REDIS_URL: '', SLACK_BOT_TOKEN: '' }).slack).toBeNull();
  });

  it('refuses Zendesk’s public test secret in production', () => {
    const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
    expect(problemsOf({ ...ENOUGH, NODE_ENV: 'production', ZENDESK_WEBHOOK_SECRET: secret })).toEqual([
      expect.stringContaining('public test secret'),
    ]);
    expect(problemsOf({ ...ENOUGH, ZENDESK_WEBHOOK_SECRET: secret })).toEqual([]);
  });

  it('accepts two webhook secrets while one is rotated', () => {
    expect(loadConfig({ ...ENOUGH, ZENDESK_WEBHOOK_SECRET_OLD: 'old' }).zendesk.webhookSecrets).toEqual([
      'webhook-secret',
      'old',
    ]);
  });

  it('uses OpenAI as soon as there is a key, unless told otherwise', () => {
    expect(loadConfig({ ...ENOUGH, OPENAI_API_KEY: 'k' }).brain).toBe('openai');
    expect(loadConfig({ ...ENOUGH, OPENAI_API_KEY: 'k', BRAIN: 'local' }).brain).toBe('local');
  });
});

describe('.env.example', () => {
  const read = async (): Promise<string> => readFile(join(import.meta.dirname, '..', '.env.example'), 'utf8');
  const linesOf = (text: string): [string, string][] =>
    [...text.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);

  it('names every variable that is read, each once, and no other', async () => {
    const names = linesOf(await read()).map(([name]) => name);
    expect(names.toSorted()).toEqual(
      [...new Set([...Object.keys(Variables.shape), ...Object.keys(SetupVariables.shape)])].toSorted(),
    );
  });

  it('gives the defaults that the code has', async () => {
    const written = Object.fromEntries(linesOf(await read()).filter(([name]) => name !== 'NODE_ENV'));
    const filled = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''));
    expect(loadConfig({ ...ENOUGH, ...filled, ZENDESK_URL: ENOUGH.ZENDESK_URL })).toEqual(
      loadConfig({ ...ENOUGH, DATABASE_URL: written['DATABASE_URL'] ?? '' }),
    );
  });

  it('keeps what is only for chaos apart', async () => {
    const [, chaos = ''] = (await read()).split('# -- Only for ./scripts/chaos');
    expect(linesOf(chaos).map(([name]) => name)).toEqual(['CHAOS_CRASH_AT', 'CHAOS_UNSAFE']);
  });
});
