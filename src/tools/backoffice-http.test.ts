import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccessRefused, GiveUp, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { freePort } from '../platform/http.ts';
import { SMALL_SHOP } from '../sandbox/backoffice/small-shop.fake.ts';
import { type BackofficeSandbox, startBackoffice } from '../sandbox/backoffice-server.ts';
import type { ChangeKind, ChangeRequest } from './backoffice.ts';
import { createBackofficeHttp } from './backoffice-http.ts';

const REFUND = {
  orderNumber: '1042',
  customerId: 'cus_1',
  amount: 20,
  currency: 'EUR',
  reason: 'Refund request',
  idempotencyKey: 'deskhand-1',
};
const CANCEL = { subscriptionId: 'sub_1', customerId: 'cus_1', idempotencyKey: 'deskhand-2' };

let shop: BackofficeSandbox;
const connect = (apiKey = 'secret', url = shop.url) => createBackofficeHttp({ url, apiKey, timeoutMs: 600 });

beforeEach(async () => {
  shop = await startBackoffice({ ...SMALL_SHOP, apiKey: 'secret' });
});
afterEach(() => shop.close());

describe('looking up', () => {
  it('finds a customer by address, whatever the case, and nobody else', async () => {
    expect(await connect().findCustomer('Anna@mail.example')).toEqual({
      id: 'cus_1',
      name: 'Anna Bos',
      email: 'anna@mail.example',
      tier: 'standard',
    });
    expect(await connect().findCustomer('nobody@mail.example')).toBeNull();
  });

  it('reads an order, the invoices and the subscriptions', async () => {
    expect(await connect().findOrder('1042', 'cus_1')).toMatchObject({ number: '1042', refundedAmount: 0, total: 64 });
    expect((await connect().listOrders('cus_1')).map((order) => order.number)).toEqual(['1042']);
    expect(await connect().listInvoices('cus_1')).toMatchObject([{ number: 'INV-2026-0001', orderNumber: '1042' }]);
    expect(await connect().listSubscriptions('cus_1')).toMatchObject([{ id: 'sub_1', plan: 'Bean Club Duo' }]);
  });

  it('cannot tell a foreign order from a missing one', async () => {
    expect(await connect().findOrder('1077', 'cus_1')).toBeNull();
    expect(await connect().findOrder('9999', 'cus_1')).toBeNull();
    const [foreign, missing] = shop.requests();
    expect(foreign?.status).toBe(missing?.status);
  });

  it('keeps a number that looks like a path inside its place', async () => {
    expect(await connect().findOrder('../customers', 'cus_1')).toBeNull();
    expect(shop.requests().at(-1)?.path).toBe('/orders/..%2Fcustomers?customer_id=cus_1');
  });

  it('drops a foreign order that the back office sends by mistake', async () => {
    const order = {
      number: '1077',
      customer_id: 'cus_2',
      placed_at: '2026-11-01T00:00:00Z',
      status: 'shipped',
      carrier: null,
    };
    const rest = { tracking: null, delivered_at: null, items: [], total: 1, currency: 'EUR', refunded_amount: 0 };
    const answer = (): Promise<Response> => Promise.resolve(Response.json({ order: { ...order, ...rest } }));
    const careless = createBackofficeHttp({ url: shop.url, apiKey: 'secret', fetch: answer });
    expect(await careless.findOrder('1077', 'cus_1')).toBeNull();
  });
});

describe('changing', () => {
  it('refunds once for one key, and finds the refund again', async () => {
    expect(await connect().findRefund(REFUND.idempotencyKey)).toBeNull();
    const first = await connect().issueRefund(REFUND);
    expect(await connect().issueRefund(REFUND)).toEqual(first);
    expect(await connect().findRefund(REFUND.idempotencyKey)).toEqual(first);
    expect(shop.refunds()).toHaveLength(1);
  });

  it('cancels once for one key, and finds the cancellation again', async () => {
    const first = await connect().cancelSubscription(CANCEL);
    expect(await connect().cancelSubscription(CANCEL)).toEqual(first);
    expect(await connect().findCancellation(CANCEL.idempotencyKey)).toEqual(first);
    expect(shop.cancellations()).toHaveLength(1);
  });

  it.each([
    ['more than is left', { amount: 64.01 }, 'Only 64.00 EUR of order 1042 is left to refund.'],
    ['a foreign order', { orderNumber: '1077' }, 'There is no such record.'],
    ['another currency', { currency: 'GBP' }, 'was paid in EUR'],
  ])('gives up on %s, with the reason', async (_what, changes, words) => {
    const refund = connect().issueRefund({ ...REFUND, ...changes });
    await expect(refund).rejects.toThrow(GiveUp);
    await expect(refund).rejects.toThrow(words);
    expect(shop.refunds()).toEqual([]);
  });

  it('gives up when a used key comes back with another amount', async () => {
    await connect().issueRefund(REFUND);
    await expect(connect().issueRefund({ ...REFUND, amount: 21 })).rejects.toThrow('used for a different refund');
    expect(shop.refunds()).toMatchObject([{ amount: 20 }]);
  });
});

describe('changing what moves no money', () => {
  const there = { street: 'Dorpsstraat 9', postcode: '3512 PH', city: 'Utrecht', country: 'NL' };
  const change = (kind: ChangeKind, subject: string, more: Partial<ChangeRequest> = {}): ChangeRequest => ({
    kind,
    customerId: 'cus_1',
    subject,
    details: {},
    idempotencyKey: `k-${kind}-${subject}`,
    ...more,
  });

  it('unlocks what wrong passwords locked, once however often it is asked, and finds it again by its key', async () => {
    const office = connect();
    expect(await office.findAccount('cus_1')).toEqual({ status: 'locked', lockedBecause: 'wrong_passwords' });
    const unlock = change('account_unlock', 'cus_1');
    expect(await office.findChange(unlock.idempotencyKey)).toBeNull();
    const [first, again] = [await office.makeChange(unlock), await office.makeChange(unlock)];
    expect(again).toEqual(first);
    expect(await office.findChange(unlock.idempotencyKey)).toEqual(first);
    expect(await office.findAccount('cus_1')).toEqual({ status: 'active', lockedBecause: null });
    expect(shop.changes()).toHaveLength(1);
  });

  it.each([
    ['an account that fraud locked', change('account_unlock', 'cus_2', { customerId: 'cus_2' })],
    ["somebody else's account", change('account_lock', 'cus_2')],
    ['an order that was delivered', change('order_address', '1042', { details: there })],
    ["somebody else's order", change('order_address', '1077', { details: there })],
    ['a subscription that is not paused', change('subscription_resume', 'sub_1')],
    ["somebody else's subscription", change('subscription_pause', 'sub_2')],
  ])('does not touch %s, whoever asks', async (_what, request) => {
    await expect(connect().makeChange(request)).rejects.toBeInstanceOf(GiveUp);
    expect(shop.changes()).toEqual([]);
  });

  it('skips a box and takes that back', async () => {
    const next = async () => (await connect().listSubscriptions('cus_1'))[0]?.nextChargeAt;
    const before = await next();
    await connect().makeChange(change('subscription_skip', 'sub_1'));
    expect(await next()).not.toBe(before);
    await connect().makeChange(change('subscription_unskip', 'sub_1'));
    expect(await next()).toBe(before);
  });

  it('tells a lost answer from a refusal', async () => {
    shop.setFaults([{ kind: 'reset', times: 1, method: 'POST', path: '/changes', afterCommit: true }]);
    await expect(connect().makeChange(change('subscription_pause', 'sub_1'))).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await connect().findChange('k-subscription_pause-sub_1')).not.toBeNull();
  });
});

describe('failing', () => {
  it.each([
    ['a status 500', { kind: 'status', status: 500 }, RetryLater, OutcomeUnknown],
    ['a status 503', { kind: 'status', status: 503, retryAfter: 7 }, RetryLater, OutcomeUnknown],
    ['a status 429', { kind: 'status', status: 429, retryAfter: 7 }, RetryLater, RetryLater],
    ['a status 401', { kind: 'status', status: 401 }, AccessRefused, AccessRefused],
    ['a status 403', { kind: 'status', status: 403 }, AccessRefused, AccessRefused],
    ['a status 404 that is not about the record', { kind: 'status', status: 404 }, GiveUp, GiveUp],
    ['a reset', { kind: 'reset' }, RetryLater, OutcomeUnknown],
    ['no answer', { kind: 'hang' }, RetryLater, OutcomeUnknown],
    ['an HTML page with status 200', { kind: 'garbage' }, RetryLater, OutcomeUnknown],
  ] as const)('says what %s means for a read and for a write', async (_what, fault, forRead, forWrite) => {
    shop.setFaults([{ ...fault, times: 2 }]);
    await expect(connect().findOrder('1042', 'cus_1')).rejects.toThrow(forRead);
    await expect(connect().issueRefund(REFUND)).rejects.toThrow(forWrite);
    expect(shop.refunds()).toEqual([]);
  });

  it('waits as long as the back office asks', async () => {
    shop.setFaults([{ kind: 'status', status: 429, retryAfter: 7, times: 1 }]);
    await expect(connect().listOrders('cus_1')).rejects.toMatchObject({ afterMs: 7000 });
  });

  it('never takes a failed search for a refund as "there is none"', async () => {
    shop.setFaults([{ kind: 'status', status: 404, times: 1 }]);
    await expect(connect().findRefund('deskhand-1')).rejects.toThrow(GiveUp);
  });

  it('finds a refund whose answer was lost, and a second attempt makes no second one', async () => {
    shop.setFaults([{ kind: 'reset', afterCommit: true, times: 1 }]);
    await expect(connect().issueRefund(REFUND)).rejects.toThrow(OutcomeUnknown);
    const found = await connect().findRefund(REFUND.idempotencyKey);
    expect(found).toEqual({ refundId: shop.refunds()[0]?.id });
    expect(await connect().issueRefund(REFUND)).toEqual(found);
    expect(shop.history()).toHaveLength(1);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const nowhere = connect('secret', `http://127.0.0.1:${await freePort()}`);
    await expect(nowhere.issueRefund(REFUND)).rejects.toThrow(RetryLater);
  });

  it('says that the key is wrong, without saying the key', async () => {
    const refused = connect('wrong-key').findCustomer('anna@mail.example');
    await expect(refused).rejects.toThrow(AccessRefused);
    await expect(refused).rejects.not.toThrow('wrong-key');
  });
});
