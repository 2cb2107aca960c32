import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { LeaseLost } from '../tickets/case.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import { createTicketEffects } from '../zendesk/ticket-effects.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';

/** Workers sleep past their leases, and their clocks lie. Claims of the README's table. */
describe('leases', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
  });
  afterAll(() => engine.close());
  afterEach(() => vi.useRealTimers());

  async function newTicket(): Promise<number> {
    engine.tick();
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.doorbell.rung.clear();
    return ticketId;
  }
  const end = async (): Promise<void> => {
    engine.tick();
    await engine.rows(`update ticket_case set lease_until = now() - interval '1 second' where lease_until is not null`);
    await engine.rows(`update effect set lease_until = now() - interval '1 second' where lease_until is not null`);
  };
  const other = { owner: 'worker-b' };
  const counts = async (ticketId: number) => {
    const [row] = await engine.rows(
      `select count(*)::int as turns from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1`,
      [ticketId],
    );
    const [reviews] = await engine.rows('select count(*)::int as n from review where ticket_id = $1', [ticketId]);
    return { turns: row?.['turns'], reviews: reviews?.['n'], notes: engine.notes(ticketId).length };
  };
  const ONCE = { turns: 1, reviews: 1, notes: 1 };

  it.each(['assess', 'draft'] as const)(
    'R27: a worker that slept past its lease in %s leaves nothing twice',
    async (step) => {
      const ticketId = await newTicket();
      let others: Promise<void> | null = null;
      engine.brain.before = async (what) => {
        if (what !== step || others) return;
        others = end().then(() => engine.work(ticketId, other));
        await others;
      };
      await engine.work(ticketId);
      engine.brain.before = () => {};
      // The sleeper may learn of its lost lease before the other one has finished.
      await others;
      await engine.run();
      expect(others).not.toBeNull();
      expect(await counts(ticketId)).toEqual(ONCE);
    },
  );

  it('R27: a worker that slept while it read the ticket leaves nothing twice', async () => {
    const ticketId = await newTicket();
    const read: Helpdesk['read'] = async (which) => {
      const snapshot = await engine.zendesk.helpdesk.read(which);
      await end();
      await engine.work(ticketId, other);
      return snapshot;
    };
    await engine.work(ticketId, { helpdesk: { ...engine.zendesk.helpdesk, read } });
    await engine.run();
    expect(await counts(ticketId)).toEqual(ONCE);
  });

  it.each(['read', 'findWrite', 'update'] as const)(
    'R27: a worker that slept before %s of a note or a reply leaves nothing twice',
    async (call) => {
      const ticketId = await newTicket();
      await engine.work(ticketId);
      const deliverAsleep = async (kind: string): Promise<void> => {
        engine.tick();
        const [row] = await engine.rows(
          `select e.id from effect e join ticket_case c on c.id = e.case_id where c.ticket_id = $1 and e.kind = $2`,
          [ticketId, kind],
        );
        const effectId = Number(row?.['id']);
        const sleep = async (): Promise<void> => {
          await end();
          await engine.deliver(effectId, other);
        };
        // The first attempt looks for nothing and trusts what the decision was made on; the second takes the long way.
        await engine.rows('update effect set attempts = $2 where id = $1', [effectId, call === 'update' ? 0 : 1]);
        const asleep = asleepIn(engine.zendesk.helpdesk, call, sleep);
        await engine.deliver(effectId, { handlers: { ...engine.handlers, ...createTicketEffects(asleep) } });
      };
      await deliverAsleep('ticket_update');
      await engine.press(await engine.openReview(ticketId));
      await deliverAsleep('public_reply');
      for (let n = 0; n < 3; n += 1) {
        await engine.makeDue();
        await engine.run();
      }
      expect(await counts(ticketId)).toEqual(ONCE);
      expect(engine.replies(ticketId)).toHaveLength(1);
    },
  );

  it.each([10, -10])('R26: a clock that is %i minutes wrong steals no lease and loses none', async (minutes) => {
    const ticketId = await newTicket();
    const { cases, inbox } = engine.deps;
    const lease = await cases.claim(ticketId, 'worker-a', 8_000);
    if (!lease) throw new Error('no lease');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
    expect(await cases.claim(ticketId, 'worker-b', 8_000)).toBeNull();
    await cases.renew(lease, 8_000);
    expect(await inbox.dueTickets(2_500, 10)).not.toContain(ticketId);
    await engine.rows(`update ticket_case set lease_until = now() - interval '1 second' where ticket_id = $1`, [
      ticketId,
    ]);
    const next = await cases.claim(ticketId, 'worker-b', 8_000);
    expect(next?.fence).toBe(lease.fence + 1);
    await expect(cases.renew(lease, 8_000)).rejects.toThrow(LeaseLost);
    if (next) await cases.release(next);
    await engine.work(ticketId);
    await engine.run();
    expect(await counts(ticketId)).toEqual(ONCE);
  });
});

/** A helpdesk before whose call the worker sleeps once, while another one takes over. */
function asleepIn(helpdesk: Helpdesk, call: 'read' | 'findWrite' | 'update', sleep: () => Promise<void>): Helpdesk {
  let slept = false;
  const nap = async (): Promise<void> => {
    if (slept) return;
    slept = true;
    await sleep();
  };
  return {
    ...helpdesk,
    ...(call === 'read' ? { read: (id: number) => nap().then(() => helpdesk.read(id)) } : {}),
    ...(call === 'findWrite'
      ? { findWrite: (id: number, marker: string) => nap().then(() => helpdesk.findWrite(id, marker)) }
      : {}),
    ...(call === 'update'
      ? { update: (update: Parameters<Helpdesk['update']>[0]) => nap().then(() => helpdesk.update(update)) }
      : {}),
  };
}
