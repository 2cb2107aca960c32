import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { SCOPES, slackManifest } from './manifest.ts';

const SPEC = resolve(import.meta.dirname, '../../../shared/specs/slack/app-manifest-v2.schema.json');

describe('the app manifest', () => {
  // Without ../shared there is no schema to hold it against.
  it.skipIf(!existsSync(SPEC))('is valid under Slack’s schema, over HTTP and over Socket Mode', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(SPEC, 'utf8')));
    for (const baseUrl of ['https://desk.example.com', null])
      expect(validate(slackManifest({ baseUrl })), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...slackManifest({ baseUrl: null }), unknown_key: 1 })).toBe(false);
  });

  it('names the address for every way in over HTTP, and none over Socket Mode', () => {
    const http = JSON.stringify(slackManifest({ baseUrl: 'https://desk.example.com/' }));
    expect(http.match(/https:\/\/desk\.example\.com\/slack\/events/g)).toHaveLength(3);
    expect(JSON.stringify(slackManifest({ baseUrl: null }))).not.toContain('https://');
    expect(slackManifest({ baseUrl: null }).settings.socket_mode_enabled).toBe(true);
  });

  it('asks for the scopes of the methods that the code calls, and for no others', () => {
    const { bot } = slackManifest({ baseUrl: null }).oauth_config.scopes;
    expect(bot).toEqual(Object.keys(SCOPES));
    expect(bot.filter((scope) => /admin|files|chat:write\.public|im:/.test(scope))).toEqual([]);
  });
});
