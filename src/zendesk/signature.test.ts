import { describe, expect, it } from 'vitest';
import { isPublicTestSecret, type SignatureRules, signWebhook, verifySignature } from './signature.ts';

// The vector of Zendesk's own documentation; the secret is public.
const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const timestamp = '2021-03-25T05:09:27Z';
const body = Buffer.from('{"event":"ticket.updated","id":123}');
const signature = 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=';
const sentAt = Date.parse(timestamp);

function verdict(
  given: Partial<{ timestamp: string; signature: string; body: Buffer }>,
  lateMs = 0,
  rules: Partial<SignatureRules> = {},
) {
  const request = { timestamp, signature, body, ...given };
  return verifySignature(request, { secrets: [secret], ...rules }, new Date(sentAt + lateMs));
}

describe('verifySignature', () => {
  it('accepts the documented vector', () => {
    expect(signWebhook(secret, timestamp, body)).toBe(signature);
    expect(verdict({})).toBe('ok');
  });

  it('refuses a body that differs by one byte', () => {
    expect(verdict({ body: Buffer.from('{"event":"ticket.updated","id":124}') })).toBe('wrong_signature');
  });

  it('refuses signatures of another length or alphabet without throwing', () => {
    for (const wrong of ['x', `${signature}=`, 'é'.repeat(22), signature.toLowerCase()]) {
      expect(verdict({ signature: wrong })).toBe('wrong_signature');
    }
  });

  it('asks for both headers', () => {
    expect(verdict({ signature: '' })).toBe('missing_headers');
    expect(verdict({ timestamp: '' })).toBe('missing_headers');
  });

  it('accepts the old and the new secret during a rotation, and no third one', () => {
    const rotated = signWebhook('new secret', timestamp, body);
    expect(verdict({ signature: rotated }, 0, { secrets: [secret, 'new secret'] })).toBe('ok');
    expect(verdict({}, 0, { secrets: ['new secret', secret] })).toBe('ok');
    expect(verdict({}, 0, { secrets: ['new secret'] })).toBe('wrong_signature');
  });

  it('draws the line for old requests at five minutes, or where it is told', () => {
    expect(verdict({}, 300_000)).toBe('ok');
    expect(verdict({}, 300_001)).toBe('too_old');
    expect(verdict({}, 300_001, { toleranceMs: 600_000 })).toBe('ok');
  });

  it('draws the line for requests from the future at one minute', () => {
    expect(verdict({}, -60_000)).toBe('ok');
    expect(verdict({}, -60_001)).toBe('from_the_future');
  });

  it('refuses a request whose first characters were moved between timestamp and body', () => {
    expect(verdict({ timestamp: timestamp.slice(0, -1), body: Buffer.concat([Buffer.from('Z'), body]) })).toBe(
      'bad_timestamp',
    );
    expect(verdict({ timestamp: `${timestamp}{`, body: body.subarray(1) })).toBe('bad_timestamp');
  });

  it('does not call a forged old request old', () => {
    expect(verdict({ signature: signWebhook('guess', timestamp, body) }, 9e9)).toBe('wrong_signature');
  });
});

describe('isPublicTestSecret', () => {
  it('knows the secret of the test button and nothing else', () => {
    expect(isPublicTestSecret(secret)).toBe(true);
    expect(isPublicTestSecret('dGhpcyBpcyBtaW5l')).toBe(false);
  });
});
