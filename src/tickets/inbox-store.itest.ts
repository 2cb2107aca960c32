import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { createInboxStore, type InboxStore, type ReceivedEvent } from './inbox-store.ts';

describe('the inbox', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let inbox: InboxStore;
  let ticketId = 100;

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    inbox = createInboxStore(database);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    ticketId += 1;
  });

  const event = (id: string, changes: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
    source: 'zendesk',
    account: '1',
    eventId: `${ticketId}-${id}`,
    kind: 'test',
    ticketId,
    signed: Buffer.from(`${ticketId} ${id}`),
    body: Buffer.from('{}'),
    ignored: null,
    ...changes,
  });
  const age = (ms: number) =>
    database.pool.query(`update inbox set next_at = now() - make_interval(secs => $2) where ticket_id = $1`, [
      ticketId,
      ms / 1_000,
    ]);

  it('keeps one row of five deliveries at once', async () => {
    const news = await Promise.all(Array.from({ length: 5 }, () => inbox.accept(event('same'))));
    expect(news.filter(Boolean)).toHaveLength(1);
  });

  it('recognises the same signed bytes under another id', async () => {
    const signed = Buffer.from(`replay ${ticketId}`);
    expect(await inbox.accept(event('a', { signed }))).toBe(true);
    expect(await inbox.accept(event('b', { signed }))).toBe(false);
  });

  it('keeps an ignored event with its reason, and calls nobody for it', async () => {
    await inbox.accept(event('x', { ignored: 'of no interest' }));
    await age(60_000);
    expect(await inbox.dueTickets(0, 100)).not.toContain(ticketId);
  });

  it('calls for a ticket once, when its burst is over and nobody is at work on it', async () => {
    await inbox.accept(event('1'));
    await inbox.accept(event('2'));
    expect(await inbox.dueTickets(500, 100)).not.toContain(ticketId);
    expect(await inbox.hasYoung(500)).toBe(true);
    await age(1_000);
    expect((await inbox.dueTickets(500, 100)).filter((id) => id === ticketId)).toHaveLength(1);
    await database.pool.query(
      `insert into ticket_case (ticket_id, lease_until) values ($1, now() + interval '1 minute')`,
      [ticketId],
    );
    expect(await inbox.dueTickets(500, 100)).not.toContain(ticketId);
  });

  it('settles what was there when work began, and not what came later', async () => {
    await inbox.accept(event('1'));
    const upTo = await inbox.newestWaiting(ticketId);
    await inbox.accept(event('2'));
    await inbox.settle(ticketId, upTo ?? 0);
    expect(await inbox.newestWaiting(ticketId)).not.toBeNull();
  });

  it('quarantines what keeps failing, with the reason', async () => {
    await inbox.accept(event('1'));
    const put = () => inbox.putOff(ticketId, { reason: 'bad', afterMs: 0, limit: 3 });
    expect([await put(), await put(), await put()]).toEqual(['later', 'later', 'poison']);
    const { rows } = await database.pool.query('select state, reason from inbox where ticket_id = $1', [ticketId]);
    expect(rows).toEqual([{ state: 'poison', reason: 'bad' }]);
  });
});
