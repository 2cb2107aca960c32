import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { AccessRefused } from '../platform/errors.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';

/** What is nobody's fault must quarantine nobody; what is one ticket's fault must not become everybody's. */
describe('outages and poison', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
  });
  afterAll(() => engine.close());
  beforeEach(() => engine.sandbox.setFaults({}));

  const stateOf = async (ticketId: number): Promise<unknown> =>
    (await engine.rows('select state, attempts from inbox where ticket_id = $1 order by id', [ticketId]))[0];
  const newTicket = async (): Promise<number> => {
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.doorbell.rung.clear();
    return ticketId;
  };

  it.each([
    ['503', { kind: 'status' as const, status: 503 }],
    ['429', { kind: 'status' as const, status: 429, retryAfter: 1 }],
    ['a reset', { kind: 'reset' as const }],
  ])('R12: waits an outage out without counting attempts: %s', async (_name, fault) => {
    const ticketId = await newTicket();
    engine.sandbox.setFaults({ api: [{ ...fault, path: `/tickets/${ticketId}`, times: 40 }] });
    for (let n = 0; n < 10; n += 1) await engine.work(ticketId);
    expect(await stateOf(ticketId)).toEqual({ state: 'received', attempts: 0 });
    engine.sandbox.setFaults({});
    await engine.work(ticketId);
    await engine.run();
    expect(await stateOf(ticketId)).toEqual({ state: 'done', attempts: 0 });
    expect(engine.notes(ticketId)).toHaveLength(1);
  });

  it('waits for an operator when rights are missing, less and less often', async () => {
    const ticketId = await newTicket();
    await engine.rows(`update inbox set received_at = now() - interval '10 minutes' where ticket_id = $1`, [ticketId]);
    const refused = async (): Promise<never> => {
      throw new AccessRefused('401');
    };
    for (let n = 0; n < 10; n += 1)
      await engine.work(ticketId, { helpdesk: { ...engine.deps.helpdesk, read: refused } });
    expect(await stateOf(ticketId)).toEqual({ state: 'received', attempts: 0 });
    const [row] = await engine.rows(
      'select extract(epoch from next_at - now())::float8 as wait from inbox where ticket_id = $1 and state = $2',
      [ticketId, 'received'],
    );
    expect(Number(row?.['wait'])).toBeGreaterThan(55);
    await engine.rows(`update inbox set received_at = now() - interval '25 hours' where ticket_id = $1`, [ticketId]);
    await engine.work(ticketId, { helpdesk: { ...engine.deps.helpdesk, read: refused } });
    expect(await stateOf(ticketId)).toMatchObject({ state: 'poison' });
  });

  it('R22: quarantines one ticket that nobody can read, and finishes the others', async () => {
    const others: number[] = [];
    const poison = await newTicket();
    for (let n = 0; n < 20; n += 1) others.push(engine.write());
    await engine.arrived(20, `ticket_id in (${others.join(',')})`);
    const read = async (ticketId: number) => {
      if (ticketId === poison) throw new TypeError('a shape that nobody has seen');
      return engine.zendesk.helpdesk.read(ticketId);
    };
    const helpdesk = { ...engine.deps.helpdesk, read };
    for (let n = 0; n < 6; n += 1)
      for (const ticketId of [poison, ...others]) await engine.work(ticketId, { helpdesk });
    await engine.run();
    expect(await stateOf(poison)).toMatchObject({ state: 'poison', attempts: 6 });
    for (const ticketId of others) expect(engine.notes(ticketId)).toHaveLength(1);
  });

  it('R21: a turn that does not end is given to a person with the reason, at its deadline', async () => {
    const ticketId = await newTicket();
    engine.brain.before = (what) => (what === 'assess' ? new Promise((resolve) => setTimeout(resolve, 60)) : undefined);
    await engine.work(ticketId, { turnDeadlineMs: 20 });
    engine.brain.before = () => {};
    await engine.run();
    const [turn] = await engine.rows(
      'select t.state, t.reason from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1',
      [ticketId],
    );
    expect(turn).toMatchObject({ state: 'failed', reason: expect.stringContaining('two minutes') });
    expect(engine.notes(ticketId)[0]?.plainBody).toContain('two minutes');
  });
});
