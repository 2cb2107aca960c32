import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SMALL_SHOP } from './backoffice/small-shop.fake.ts';
import { type BackofficeSandbox, startBackoffice } from './backoffice-server.ts';
import { loadShop } from './stories.ts';

let shop: BackofficeSandbox;

beforeEach(async () => {
  shop = await startBackoffice({ ...SMALL_SHOP, apiKey: 'secret' });
});
afterEach(() => shop.close());

function call(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${shop.url}${path}`, { ...init, headers: { authorization: 'Bearer secret', ...init.headers } });
}

function refund(changes: Record<string, unknown>, key: string | null = 'k1'): Promise<Response> {
  const body = { order_number: '1042', customer_id: 'cus_1', amount: 20, currency: 'EUR', reason: 'Test', ...changes };
  const headers = { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) };
  return call('/refunds', { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('the back office stand-in', () => {
  it('answers nothing without its key', async () => {
    const response = await fetch(`${shop.url}/customers?email=anna@mail.example`, {
      headers: { authorization: 'Bearer wrong' },
    });
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('Anna');
  });

  it('answers a foreign order with the very bytes of a missing one', async () => {
    const foreign = await call('/orders/1077?customer_id=cus_1');
    const missing = await call('/orders/9999?customer_id=cus_1');
    expect(foreign.status).toBe(404);
    expect(missing.status).toBe(404);
    expect(await foreign.text()).toBe(await missing.text());
  });

  it('lowers what is left with each refund, to the cent, and refuses the rest', async () => {
    expect((await refund({ amount: 20.1 }, 'a')).status).toBe(201);
    expect((await refund({ amount: 43.9 }, 'b')).status).toBe(201);
    expect((await refund({ amount: 0.01 }, 'c')).status).toBe(422);
    expect(shop.refunds().map((each) => each.amount)).toEqual([20.1, 43.9]);
    const invoices: unknown = await (await call('/customers/cus_1/invoices')).json();
    expect(invoices).toMatchObject({ invoices: [{ status: 'refunded' }] });
  });

  it.each([0, -1, 0.001, '20'])('refuses to refund %j', async (amount) => {
    expect((await refund({ amount })).status).toBeGreaterThanOrEqual(400);
    expect(shop.refunds()).toEqual([]);
  });

  it('wants an idempotency key for a change', async () => {
    expect((await refund({}, null)).status).toBe(400);
  });

  it('makes one refund of two at the same time with one key', async () => {
    const answers = await Promise.all([refund({}), refund({})]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(bodies[0]).toBe(bodies[1]);
    expect(shop.history()).toMatchObject([{ kind: 'refund', sequence: 1 }]);
  });

  it('keeps its books to itself: the data it was given does not change', async () => {
    await refund({});
    expect(SMALL_SHOP.orders[0]?.refundedAmount).toBe(0);
  });

  it('opens with the demo data', async () => {
    const demo = await startBackoffice({ ...(await loadShop(new Date('2026-11-20T12:00:00Z'))), apiKey: 'secret' });
    const state = await (await fetch(`${demo.url}/page/state`)).json();
    await demo.close();
    expect(state).toMatchObject({ shop: 'Kettle & Pine', refunds: [], faults: [] });
  });

  it('serves its page without anything from outside', async () => {
    const page = await fetch(shop.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('tells an open page when something happens, and closes while the page is open', async () => {
    const events = await fetch(`${shop.url}/page/events`);
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await refund({});
    expect((await reader.read()).value).toContain('data: changed');
    await reader.cancel();
  });

  it('takes faults from its page, and says what is wrong with a bad one', async () => {
    const set = (faults: unknown): Promise<Response> =>
      fetch(`${shop.url}/page/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults }),
      });
    expect((await set([{ kind: 'explode', times: 1 }])).status).toBe(400);
    expect((await set([{ kind: 'status', status: 503, times: 1, path: '/orders' }])).status).toBe(200);
    expect((await call('/customers?email=x')).status).toBe(200);
    expect((await call('/orders/1042?customer_id=cus_1')).status).toBe(503);
    expect((await call('/orders/1042?customer_id=cus_1')).status).toBe(200);
  });
});
