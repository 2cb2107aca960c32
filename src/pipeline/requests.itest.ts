import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEngine, type TestEngine } from './engine.fake.ts';

/** The scarce thing at Zendesk is requests: 100 ticket updates a minute for the whole account, agents included. */
describe('requests to Zendesk', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    // What is looked up once per process is not a ticket's.
    engine.write();
    await engine.arrived(1);
    await engine.run();
  });
  afterAll(() => engine.close());

  it('are one write and at most three reads for a ticket without a human in the loop', async () => {
    const before = engine.sandbox.requests().length;
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    await engine.run();
    expect(engine.notes(ticketId)).toHaveLength(1);
    // Our own note, fields and status come back as events, and must cost nothing.
    await engine.arrived(2, `ticket_id = ${ticketId}`);
    await engine.run();
    const made = engine.sandbox
      .requests()
      .slice(before)
      .filter(({ path }) => path.includes(String(ticketId)));
    expect(made.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    expect(made.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(3);
    expect(engine.sandbox.requests().slice(before)).toHaveLength(made.length);
    const own = await engine.rows('select state, reason from inbox where ticket_id = $1 order by id', [ticketId]);
    expect(own[0]).toMatchObject({ state: 'done' });
    expect(own.slice(1).length).toBeGreaterThan(0);
    for (const row of own.slice(1)) expect(row['state']).toBe('ignored');
    expect(own.map((row) => row['reason'])).toContain('Deskhand made this change itself.');
  });

  it('are two reads for a burst of events of one action, which is one turn', async () => {
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.sandbox.addCustomerComment(ticketId, { text: 'And can I bring it to your shop in Utrecht myself?' });
    engine.sandbox.addCustomerComment(ticketId, {
      text: 'My order number is 1042, I forgot to say so, sorry about it.',
    });
    await engine.arrived(3, `ticket_id = ${ticketId}`);
    const before = engine.sandbox.requests().length;
    await engine.run();
    const made = engine.sandbox.requests().slice(before);
    expect(made.map(({ method }) => method).sort()).toEqual(['GET', 'GET', 'PUT']);
    const turns = await engine.rows(
      'select t.state from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1',
      [ticketId],
    );
    expect(turns).toEqual([{ state: 'waiting' }]);
    expect(engine.notes(ticketId)).toHaveLength(1);
  });
});
