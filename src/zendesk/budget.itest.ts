import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Unavailable } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { openTestZendesk } from '../sandbox/test-zendesk.ts';
import { type BudgetClass, createBudget, shareOf } from './budget.ts';
import type { RateReport } from './rate-headers.ts';
import { withBudgetClass } from './transport.ts';

const PUT = { method: 'PUT', pathname: '/api/v2/tickets/5158.json' };

function report(remaining: number, total = 100): RateReport {
  const updates = { total, remaining, resetSeconds: 40 };
  return { limit: 700, remaining: 700, resetSeconds: 40, endpoints: { 'update-ticket': updates } };
}

describe('the budget of an account', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());
  beforeEach(() => database.pool.query('delete from rate_window'));

  const open = (headroom = 0.2) => createBudget({ database, log: silentLog, headroom });
  const usedOf = async (name: string): Promise<number> =>
    (await database.pool.query('select used from rate_window where name = $1', [name])).rows[0]?.used ?? -1;
  const learned = async (from: ReturnType<typeof open>, remaining: number): Promise<void> => {
    from.learn(report(remaining));
    await expect.poll(() => usedOf('updates')).toBe(100 - remaining);
  };
  /** How many of a hundred tries may go. */
  const allowed = async (budgets: ReturnType<typeof open>[], budgetClass: BudgetClass): Promise<number> => {
    const tries = Array.from({ length: 100 }, (_, n) => budgets[n % budgets.length]?.take(PUT, budgetClass));
    return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length;
  };

  it('has no limit before Zendesk has told one', async () => {
    expect(await allowed([open()], 'staff')).toBe(100);
  });

  it('is shared by all processes, leaves the headroom, and lets customers’ replies go when notes have to wait', async () => {
    const [one, two] = [open(), open()];
    await learned(one, 100);
    expect(await allowed([one, two], 'sweep')).toBe(40);
    expect(await allowed([one, two], 'staff')).toBe(40);
    expect(await allowed([one, two], 'customer')).toBe(17);
    await expect(one.take(PUT, 'customer')).rejects.toThrow(Unavailable);
    await expect(two.take(PUT, 'customer')).rejects.toMatchObject({ afterMs: expect.closeTo(40_000, -4) });
  });

  it('counts what others used of the account', async () => {
    const budget = open();
    await learned(budget, 25);
    expect(await allowed([budget], 'staff')).toBe(5);
  });

  it('begins anew when the window has ended', async () => {
    const budget = open();
    await learned(budget, 10);
    expect(await allowed([budget], 'staff')).toBe(0);
    await database.pool.query("update rate_window set resets_at = now() - interval '1 second'");
    expect(await allowed([budget], 'staff')).toBe(80);
  });

  it('orders the classes whatever the headroom', () => {
    for (const headroom of [0, 0.2, 0.5, 0.9]) {
      expect(shareOf('sweep', headroom)).toBeLessThan(shareOf('staff', headroom) + 1e-9);
    }
    expect(shareOf('staff', 0.2)).toBeLessThan(shareOf('customer', 0.2));
  });

  it('keeps us from ever meeting a 429 on a real answer’s headers', async () => {
    const zendesk = await openTestZendesk(
      { limits: { requestsPerMinute: 50, ticketUpdatesPerMinute: 10 } },
      { budget: createBudget({ database, log: silentLog, headroom: 0.2 }) },
    );
    try {
      const get = (): Promise<unknown> => zendesk.transport.send({ method: 'GET', path: '/api/v2/users/me.json' });
      await get();
      await expect.poll(() => usedOf('requests')).toBeGreaterThan(0);
      const tries = [];
      for (let n = 0; n < 60; n += 1)
        tries.push(
          await get().then(
            () => 'ok',
            (error: Error) => error.name,
          ),
        );
      expect(tries.filter((end) => end === 'ok').length).toBeGreaterThanOrEqual(35);
      expect(tries.filter((end) => end === 'Unavailable').length).toBeGreaterThan(0);
      expect(zendesk.sandbox.requests().filter(({ status }) => status === 429)).toEqual([]);
      const customer = withBudgetClass(zendesk.transport, 'customer');
      await customer.send({ method: 'GET', path: '/api/v2/users/me.json' });
    } finally {
      await zendesk.close();
    }
  });
});
