import { describe, expect, it } from 'vitest';
import type { Entity } from '../tickets/assessment.ts';
import type { Person } from '../tickets/ticket.ts';
import { ANNA, anOrder, FakeBackoffice, NOW } from './backoffice.fake.ts';
import { type Facts, loadFacts, numbersOf } from './facts.ts';

const REQUESTER: Person = {
  id: 1,
  name: 'Anna Bos',
  email: ANNA.email,
  role: 'end-user',
  verified: true,
  locale: null,
  tags: [],
};

function load(backoffice: FakeBackoffice, entities: Entity[] = [], requester: Partial<Person> = {}): Promise<Facts> {
  return loadFacts({ backoffice, requester: { ...REQUESTER, ...requester }, entities, clock: { now: () => NOW } });
}

function order(value: string): Entity {
  return { kind: 'order_number', value };
}

describe('loadFacts', () => {
  it('gathers the records of the verified requester', async () => {
    const facts = await load(new FakeBackoffice(), [order('1042')]);
    expect(facts).toMatchObject({ customer: ANNA, notFound: [], withheld: null, asOf: NOW });
    expect(facts.orders.map((each) => each.number)).toEqual(['1042']);
    expect(facts.invoices).toHaveLength(1);
    expect(facts.subscriptions).toHaveLength(1);
  });

  it.each([
    ['an unverified address', { verified: false }, 'not verified'],
    ['no address', { email: null }, 'no e-mail address'],
  ])('asks nothing for %s', async (_what, requester, words) => {
    const backoffice = new FakeBackoffice();
    const facts = await load(backoffice, [order('1042')], requester);
    expect(backoffice.calls).toEqual([]);
    expect(facts).toMatchObject({ customer: null, orders: [], withheld: expect.stringContaining(words) });
  });

  it('never takes an identity from the text', async () => {
    const backoffice = new FakeBackoffice();
    const facts = await load(backoffice, [{ kind: 'email', value: ANNA.email }, order('1042')], {
      email: 'mallory@mail.example',
    });
    expect(backoffice.calls).toEqual(['findCustomer mallory@mail.example']);
    expect(facts).toMatchObject({ customer: null, orders: [], notFound: ['1042'] });
  });

  it('answers a foreign order and a missing one alike', async () => {
    const backoffice = new FakeBackoffice();
    backoffice.orders = [anOrder(), anOrder({ number: '77', customerId: 'cus_2' })];
    const foreign = await load(backoffice, [order('77')]);
    const missing = await load(backoffice, [order('78')]);
    expect(foreign).toEqual({ ...missing, notFound: ['77'] });
    expect(foreign.orders.every((each) => each.customerId === ANNA.id)).toBe(true);
  });

  it('asks for a named order that the list leaves out', async () => {
    const backoffice = new FakeBackoffice();
    backoffice.archived = [anOrder({ number: '900' })];
    const facts = await load(backoffice, [order('#900')]);
    expect(facts.orders.map((each) => each.number)).toEqual(['1042', '900']);
    expect(facts.notFound).toEqual([]);
  });

  it('looks up at most five numbers of one message', async () => {
    const backoffice = new FakeBackoffice();
    await load(backoffice, ['1', '2', '3', '4', '5', '6', '7'].map(order));
    expect(backoffice.calls.filter((call) => call.startsWith('findOrder'))).toHaveLength(5);
  });

  it('says which invoice is not there', async () => {
    const facts = await load(new FakeBackoffice(), [
      { kind: 'invoice_number', value: 'inv-2026-0412' },
      { kind: 'invoice_number', value: 'INV-2026-9999' },
    ]);
    expect(facts.notFound).toEqual(['INV-2026-9999']);
  });

  it('passes on that the back office could not be asked', async () => {
    const backoffice = new FakeBackoffice();
    backoffice.listOrders = () => Promise.reject(new Error('down'));
    await expect(load(backoffice)).rejects.toThrow('down');
  });
});

describe('numbersOf', () => {
  it('reads one number out of each way of naming it', () => {
    const entities = ['#1042', 'order 1042', '1042.', 'Order: 1043', 'kp-77', '?'].map(order);
    expect(numbersOf(entities, 'order_number')).toEqual(['1042', '1043', 'KP-77']);
  });
});
