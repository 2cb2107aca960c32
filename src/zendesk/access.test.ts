import { describe, expect, it } from 'vitest';
import { AccessRefused, RetryLater } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { OauthAccess } from './access.ts';
import { legacyTokenAccess, legacyWarning } from './legacy-access.ts';

/** A token endpoint that counts, and a clock that stands still until it is moved. */
function setUp(answer: (count: number) => Response | Promise<Response>) {
  const clock = { at: 0, now: () => new Date(clock.at) };
  const asked: unknown[] = [];
  const access = new OauthAccess({
    baseUrl: 'https://kettleandpine.zendesk.example',
    clientId: 'deskhand',
    clientSecret: 's3cret',
    scope: 'read write',
    clock,
    log: silentLog,
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      return answer(asked.length);
    },
  });
  return { access, clock, asked };
}

const token = (count: number) => Response.json({ access_token: `t${count}`, token_type: 'bearer', expires_in: 1_000 });
const seconds = (count: number) => count * 1_000;

describe('OauthAccess', () => {
  it('asks for a token by client credentials and keeps it', async () => {
    const { access, asked } = setUp(token);
    expect(await access.authorization()).toBe('Bearer t1');
    expect(await access.authorization()).toBe('Bearer t1');
    const body = {
      grant_type: 'client_credentials',
      client_id: 'deskhand',
      client_secret: 's3cret',
      scope: 'read write',
    };
    expect(asked).toEqual([{ url: 'https://kettleandpine.zendesk.example/oauth/tokens', body }]);
  });

  it('asks once for many callers', async () => {
    const { access, asked } = setUp(token);
    const headers = await Promise.all([access.authorization(), access.authorization(), access.renew('Bearer t0')]);
    expect(headers).toEqual(['Bearer t1', 'Bearer t1', true]);
    expect(asked).toHaveLength(1);
  });

  it('renews at four fifths of the life', async () => {
    const { access, clock } = setUp(token);
    await access.authorization();
    clock.at = seconds(799);
    expect(await access.authorization()).toBe('Bearer t1');
    clock.at = seconds(800);
    expect(await access.authorization()).toBe('Bearer t2');
  });

  it('goes on with the old token while it lasts when renewing fails', async () => {
    const { access, clock } = setUp((count) => (count === 1 ? token(1) : new Response('', { status: 503 })));
    await access.authorization();
    clock.at = seconds(900);
    expect(await access.authorization()).toBe('Bearer t1');
    clock.at = seconds(1_000);
    await expect(access.authorization()).rejects.toThrow(RetryLater);
  });

  it('renews after a 401, but not again for those who come late with the same refused token', async () => {
    const { access, asked } = setUp(token);
    const refused = await access.authorization();
    expect(await access.renew(refused)).toBe(true);
    expect(await access.renew(refused)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('tells an operator when the client itself is refused', async () => {
    const { access } = setUp(() => Response.json({ error: 'invalid_client' }, { status: 401 }));
    await expect(access.authorization()).rejects.toThrow(AccessRefused);
    await expect(access.authorization()).rejects.toThrow('client id, secret and scopes');
  });

  it('tries later when the endpoint is down or talks nonsense', async () => {
    const answers = [new Response('<html>', { status: 200 }), new Response('', { status: 502 }), Response.json({})];
    const { access } = setUp((count) => answers[count - 1] ?? Promise.reject(new TypeError('fetch failed')));
    for (let count = 0; count < 4; count += 1) await expect(access.authorization()).rejects.toThrow(RetryLater);
  });
});

describe('legacyTokenAccess', () => {
  it('sends email/token and cannot renew', async () => {
    const access = legacyTokenAccess({ email: 'bot@example.com', token: 'abc' });
    const header = await access.authorization();
    expect(Buffer.from(header.slice('Basic '.length), 'base64').toString()).toBe('bot@example.com/token:abc');
    expect(await access.renew(header)).toBe(false);
  });

  it('says when it ends, and how long that is', () => {
    expect(legacyWarning(new Date('2027-04-20T12:00:00Z'))).toMatch(
      /30 April 2027, in 10 days\. Create an OAuth client/,
    );
    expect(legacyWarning(new Date('2027-05-02T12:00:00Z'))).toMatch(/30 April 2027, and that day has passed/);
  });
});
