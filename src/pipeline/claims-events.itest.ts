import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ringForDueRows } from './due.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';

/** What webhooks may do to us: come twice, come in any order, come in bursts. Claims of the README's table. */
describe('events', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    // The deliveries are made by hand here.
    engine.sandbox.setFaults({ deliveries: { drop: 1_000_000 } });
  });
  afterAll(() => engine.close());

  let count = 0;
  function eventOf(ticketId: number, kind = 'created', actorId = 84): string {
    count += 1;
    return JSON.stringify({
      account_id: 22129848,
      id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
      type: `zen:event-type:ticket.${kind}`,
      detail: { id: String(ticketId), actor_id: String(actorId) },
      event: {},
    });
  }
  const turnsOf = (ticketId: number) =>
    engine.rows(
      'select t.state from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by t.id',
      [ticketId],
    );
  const inboxOf = (ticketId: number) => engine.rows('select state from inbox where ticket_id = $1', [ticketId]);

  it('R2: one invocation delivered five times at once is one row, one turn and five 2xx', async () => {
    const ticketId = engine.write();
    const body = eventOf(ticketId);
    const id = randomUUID();
    const statuses = await Promise.all(Array.from({ length: 5 }, () => engine.post(body, { id })));
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await engine.run();
    expect(await inboxOf(ticketId)).toEqual([{ state: 'done' }]);
    expect(await turnsOf(ticketId)).toEqual([{ state: 'waiting' }]);
    expect(engine.notes(ticketId)).toHaveLength(1);
  });

  it('R3: the same body and timestamp under a new invocation id is one turn', async () => {
    const ticketId = engine.write();
    const at = new Date();
    // A trigger body has no id of its own, so only the signed bytes tell that it is the same.
    for (const body of [eventOf(ticketId), JSON.stringify({ ticket_id: ticketId })]) {
      for (let n = 0; n < 3; n += 1) expect(await engine.post(body, { id: randomUUID(), at })).toBe(200);
    }
    await engine.run();
    expect(await inboxOf(ticketId)).toHaveLength(2);
    expect(await turnsOf(ticketId)).toEqual([{ state: 'waiting' }]);
    expect(engine.notes(ticketId)).toHaveLength(1);
  });

  it('R4: four events of a ticket in all 24 orders end the same, with one reply', async () => {
    const kinds = ['created', 'comment_added', 'status_changed', 'requester_changed'];
    const ends = new Set<string>();
    for (const order of ordersOf(kinds)) {
      engine.tick();
      const ticketId = engine.write();
      const [first, ...rest] = order;
      await engine.post(eventOf(ticketId, first), { id: randomUUID() });
      await engine.run();
      engine.tick();
      engine.sandbox.addCustomerComment(ticketId, { text: 'I should add that the grinder was never even opened.' });
      for (const kind of rest) {
        await engine.post(eventOf(ticketId, kind), { id: randomUUID() });
        await engine.run();
      }
      engine.tick();
      await engine.press(await engine.openReview(ticketId));
      await engine.run();
      const ticket = engine.sandbox.ticket(ticketId);
      ends.add(
        JSON.stringify({
          turns: await turnsOf(ticketId),
          replies: engine.replies(ticketId).length,
          notes: engine.notes(ticketId).length,
          status: ticket?.status,
          tags: ticket?.tags.toSorted(),
        }),
      );
    }
    expect([...ends].map((end) => JSON.parse(end))).toEqual([
      {
        turns: [{ state: 'superseded' }, { state: 'done' }],
        replies: 1,
        notes: 2,
        status: 'pending',
        tags: expect.any(Array),
      },
    ]);
  }, 120_000);

  it('R6: tickets whose bells were all lost are found in their rows, and each is worked on once', async () => {
    const tickets = Array.from({ length: 30 }, () => engine.write());
    await Promise.all(tickets.map((ticketId) => engine.post(eventOf(ticketId), { id: randomUUID() })));
    const due = { ...engine.deps, effects: engine.effects };
    // Three times everything in the queue is gone: before the work, and between work and effects.
    for (let flushes = 0; flushes < 3; flushes += 1) {
      engine.doorbell.rung.clear();
      await engine.rows(`update inbox set next_at = now() - interval '3 seconds' where state = 'received'`);
      await ringForDueRows(due);
      for (const ticketId of tickets.slice(flushes * 10, flushes * 10 + 10)) await engine.work(ticketId);
    }
    engine.doorbell.rung.clear();
    await ringForDueRows(due);
    await engine.run();
    for (const ticketId of tickets) expect(engine.notes(ticketId)).toHaveLength(1);
    expect(await ringForDueRows(due)).toBe(0);
  });

  it('a burst of events of one action is one turn', async () => {
    const ticketId = engine.write();
    const kinds = ['created', 'comment_added', 'status_changed', 'requester_changed'];
    await Promise.all(kinds.map((kind) => engine.post(eventOf(ticketId, kind), { id: randomUUID() })));
    const before = engine.brain.asked.assess.length;
    await engine.run();
    expect(engine.brain.asked.assess.length - before).toBe(1);
    expect(await turnsOf(ticketId)).toEqual([{ state: 'waiting' }]);
    expect(new Set((await inboxOf(ticketId)).map((row) => row['state']))).toEqual(new Set(['done']));
  });
});

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => ordersOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
