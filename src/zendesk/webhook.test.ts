import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { openTestZendesk } from '../sandbox/test-zendesk.ts';
import { closeDoors, event, now, open, secret, signed } from './webhook-door.fake.ts';

afterEach(closeDoors);

describe('the Zendesk webhook', () => {
  it('stores a row before it answers and rings after that', async () => {
    const door = await open();
    const response = await door.post(event(), signed(event()));
    expect(response.status).toBe(200);
    expect(door.inbox.rows).toMatchObject([
      { source: 'zendesk', account: '22129848', kind: 'ticket.created', ticketId: 5158, ignored: null },
    ]);
    expect(door.inbox.rows[0]!.body.toString()).toBe(event());
    expect(door.doorbell.rung).toEqual([{ name: 'inbox.arrived', payload: {}, rowsBefore: 1 }]);
    expect(door.outcomes).toEqual(['stored']);
  });

  it('refuses wrong, old, future and unsigned requests and stores nothing', async () => {
    const door = await open();
    const body = event();
    const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
    const requests = [
      signed(body, { with: 'another secret' }),
      signed(event({ id: 'other' })),
      signed(body, { at: minutes(-6) }),
      signed(body, { at: minutes(2) }),
      {},
    ];
    for (const headers of requests) expect((await door.post(body, headers)).status).toBe(401);
    expect(door.outcomes).toEqual([
      'wrong_signature',
      'wrong_signature',
      'too_old',
      'from_the_future',
      'missing_headers',
    ]);
    expect(door.inbox.rows.filter(({ kind }) => kind !== 'late')).toEqual([]);
  });

  it('answers a replay with 200 and makes no second row, whatever the unsigned headers say', async () => {
    const door = await open();
    const headers = signed(event());
    await door.post(event(), headers);
    const replay = await door.post(event(), { ...headers, 'x-zendesk-webhook-invocation-id': 'another' });
    const resigned = await door.post(event(), signed(event(), { at: new Date(now.getTime() + 5_000) }));
    expect([replay.status, resigned.status]).toEqual([200, 200]);
    expect(door.outcomes).toEqual(['stored', 'duplicate', 'duplicate']);
    expect(door.inbox.rows).toHaveLength(1);
    expect(door.doorbell.rung).toHaveLength(1);
  });

  it('takes both secrets while one is being rotated', async () => {
    const door = await open({ secrets: ['the new one', secret] });
    expect((await door.post(event(), signed(event()))).status).toBe(200);
    const next = event({ id: 'second' });
    expect((await door.post(next, signed(next, { with: 'the new one' }))).status).toBe(200);
  });

  it('R8: asks Zendesk to come again when the row cannot be stored', async () => {
    const door = await open();
    door.inbox.failure = new Error('connection refused');
    const response = await door.post(event(), signed(event()));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await response.text()).not.toContain('connection refused');
    expect(door.doorbell.rung).toEqual([]);
    door.inbox.failure = null;
    expect((await door.post(event(), signed(event()))).status).toBe(200);
    expect(door.outcomes).toEqual(['not_stored', 'stored']);
  });

  it('R8: does not wait for a database that hangs', async () => {
    const door = await open({ storeTimeoutMs: 20 });
    door.inbox.isStuck = true;
    expect((await door.post(event(), signed(event()))).status).toBe(503);
  });

  it('R5: does not care about a broken doorbell', async () => {
    const door = await open();
    door.doorbell.failure = new Error('no Redis');
    expect((await door.post(event(), signed(event()))).status).toBe(200);
    expect(door.inbox.rows).toHaveLength(1);
  });

  it('refuses events of another account', async () => {
    const door = await open();
    const body = event({ account_id: 7 });
    expect((await door.post(body, signed(body))).status).toBe(403);
    expect(door.inbox.rows).toEqual([]);
  });

  it('keeps event types it does not know as ignored and rings for nothing', async () => {
    const door = await open();
    const body = event({ type: 'zen:event-type:ticket.something_new' });
    const response = await door.post(body, signed(body));
    expect(response.status).toBe(200);
    expect(door.inbox.rows[0]).toMatchObject({ kind: 'ticket.something_new' });
    expect(door.inbox.rows[0]!.ignored).not.toBeNull();
    expect(door.doorbell.rung).toEqual([]);
  });

  it('has the knowledge index looked at when an article is published', async () => {
    const door = await open();
    const body = event({ type: 'zen:event-type:article.published', detail: { id: '360012340001' } });
    await door.post(body, signed(body));
    expect(door.doorbell.rung).toMatchObject([{ name: 'knowledge.sync', payload: { source: 'help-center' } }]);
    expect(door.inbox.rows[0]).toMatchObject({ ticketId: null });
  });

  it('takes trigger bodies of any content type', async () => {
    const door = await open();
    const body = '{"ticket_id": "5158"}';
    const response = await door.post(body, { ...signed(body), 'content-type': 'text/plain' });
    expect(response.status).toBe(200);
    expect(door.inbox.rows[0]).toMatchObject({ kind: 'trigger', ticketId: 5158, account: '22129848' });
  });

  it('keeps a signed body that it cannot read, and says why in the answer', async () => {
    const door = await open();
    const response = await door.post('{"ticket_id": 1, "t": "a"b"}', signed('{"ticket_id": 1, "t": "a"b"}'));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outcome: 'ignored', reason: expect.stringContaining('ids only') });
  });

  it('refuses bodies over one megabyte and compressed ones before looking at them', async () => {
    const door = await open();
    const large = event({ padding: 'x'.repeat(1_100_000) });
    expect((await door.post(large, signed(large))).status).toBe(413);
    expect((await door.post(event(), { ...signed(event()), 'content-encoding': 'gzip' })).status).toBe(415);
    expect(door.outcomes).toEqual(['too_large', 'malformed_request']);
    expect(door.inbox.rows).toEqual([]);
  });

  it('understands the signed events that the stand-in sends, and those of its own updates', async () => {
    const door = await open({ clock: systemClock });
    const zendesk = await openTestZendesk({ webhook: { endpoint: door.url, secret } });
    const { id } = zendesk.sandbox.createTicketAsCustomer({
      name: 'A',
      email: 'a@b.example',
      subject: 'Hi',
      text: 'x',
    });
    await expect.poll(() => door.inbox.rows.map((row) => row.kind)).toEqual(['ticket.created']);
    zendesk.sandbox.addCustomerComment(id, { text: 'Anybody?' });
    await expect.poll(() => door.doorbell.rung).toHaveLength(2);
    expect(door.inbox.rows.every((row) => row.ticketId === id && row.account === '22129848')).toBe(true);
    await zendesk.close();
  });

  it('does not start without a secret', async () => {
    await expect(open({ secrets: [] })).rejects.toThrow('signing secret');
    await expect(open({ secrets: [''] })).rejects.toThrow('signing secret');
  });
});
