import { afterEach, describe, expect, it } from 'vitest';
import { closeDoors, event, now, open, secret, signed } from './webhook-door.fake.ts';

/** Claims S1 to S5 of the security design: who may bring us anything at all. */
afterEach(closeDoors);

describe('the door for Zendesk', () => {
  it('S1: a body, timestamp or secret that differs in one bit is refused, and nothing is stored', async () => {
    const door = await open();
    const good = signed(event());
    const stamp = good['x-zendesk-webhook-signature-timestamp'] ?? '';
    const bitOff = (text: string, at: number) =>
      `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
    const attempts: [string, Record<string, string>][] = [];
    for (let at = 0; at < event().length; at += 7) attempts.push([bitOff(event(), at), good]);
    for (let at = 0; at < stamp.length; at += 1)
      attempts.push([event(), { ...good, 'x-zendesk-webhook-signature-timestamp': bitOff(stamp, at) }]);
    for (let at = 0; at < secret.length; at += 1)
      attempts.push([event(), signed(event(), { with: bitOff(secret, at) })]);
    for (const [body, headers] of attempts) expect((await door.post(body, headers)).status).toBe(401);
    expect(attempts.length).toBeGreaterThan(50);
    expect(new Set(door.outcomes)).toEqual(new Set(['wrong_signature']));
    expect(door.inbox.rows).toEqual([]);
  });

  it('S2: what was signed too long ago, or ahead of time, is refused and counted, and its ticket is looked at all the same', async () => {
    const door = await open();
    const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
    const [old, ahead] = [event(), event({ id: 'ahead', detail: { id: '5159' } })];
    expect((await door.post(old, signed(old, { at: minutes(-180) }))).status).toBe(401);
    expect((await door.post(ahead, signed(ahead, { at: minutes(2) }))).status).toBe(401);
    expect(door.outcomes).toEqual(['too_old', 'from_the_future']);
    expect(door.inbox.rows.map(({ kind, ticketId, ignored, body }) => [kind, ticketId, ignored, body.length])).toEqual([
      ['late', 5158, null, 0],
      ['late', 5159, null, 0],
    ]);
    expect(door.doorbell.rung.map(({ name }) => name)).toEqual(['inbox.arrived', 'inbox.arrived']);
    // A stolen request brings one look and no second one; one that nobody signed brings none.
    await door.post(old, signed(old, { at: minutes(-180) }));
    await door.post(event({ id: 'forged' }), signed(old, { at: minutes(-180) }));
    expect(door.inbox.rows).toHaveLength(2);
  });

  it('S2: asks Zendesk to come again when the ticket of a late delivery cannot be kept', async () => {
    const door = await open();
    door.inbox.failure = new Error('connection refused');
    const late = signed(event(), { at: new Date(now.getTime() - 3_600_000) });
    expect((await door.post(event(), late)).status).toBe(503);
  });

  it('S3: a valid request that comes a hundred times, each time under a new invocation id, is one row and one ring', async () => {
    const door = await open();
    const good = signed(event());
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        door.post(event(), { ...good, 'x-zendesk-webhook-invocation-id': `i${n}` }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(door.inbox.rows).toHaveLength(1);
    expect(door.doorbell.rung).toHaveLength(1);
    expect(door.outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(99);
  });

  it('S4: both secrets hold during a rotation, and after its end only the new one', async () => {
    const next = event({ id: 'second' });
    const during = await open({ secrets: ['the new one', secret], oldSecretsUntil: new Date(now.getTime() + 1) });
    expect((await during.post(event(), signed(event()))).status).toBe(200);
    expect((await during.post(next, signed(next, { with: 'the new one' }))).status).toBe(200);
    const after = await open({ secrets: ['the new one', secret], oldSecretsUntil: now });
    expect((await after.post(event(), signed(event()))).status).toBe(401);
    expect((await after.post(next, signed(next, { with: 'the new one' }))).status).toBe(200);
    expect(after.outcomes).toEqual(['wrong_signature', 'stored']);
  });

  it.each([
    ['more than a megabyte', 'x'.repeat(1_048_577), {}, 413],
    ['deep JSON', '['.repeat(500_000), {}, 401],
    ['another character set', 'ÿþ', { 'content-type': 'application/json; charset=utf-16' }, 401],
    ['the same key twice', '{"id":"a","id":"b","id":"c"}', {}, 401],
    ['a compressed bomb', 'x', { 'content-encoding': 'gzip' }, 415],
  ])('S5: %s is refused before anything is parsed', async (_name, body, headers, status) => {
    const door = await open();
    const forged = { ...signed(event()), ...headers };
    expect((await door.post(body, forged)).status).toBe(status);
    expect(door.inbox.rows).toEqual([]);
    expect(door.doorbell.rung).toEqual([]);
  });

  it.each([
    ['deep JSON', '['.repeat(500_000)],
    ['deep JSON that ends', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['bytes that are no text', '\u0000\ufffe\ud800'],
    ['no body', ''],
  ])('S5: %s that Zendesk signed is kept as unreadable and starts nothing', async (_name, body) => {
    const door = await open();
    expect((await door.post(body, signed(body))).status).toBe(200);
    expect(door.inbox.rows).toMatchObject([{ kind: 'unreadable', ticketId: null }]);
    expect(door.doorbell.rung).toEqual([]);
  });
});
