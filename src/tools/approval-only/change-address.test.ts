import { describe, expect, it } from 'vitest';
import { anOrder, FakeBackoffice, someFacts } from '../backoffice.fake.ts';
import { changeAddress } from './change-address.ts';

const OLD = { street: 'Canal Street 7', postcode: '2611 AB', city: 'Delft', country: 'NL' };
const NEW = { street: 'Dorpsstraat 9', postcode: '3512 PH', city: 'Utrecht', country: 'NL' };
const INPUT = { orderNumber: '1042', customerId: 'cus_1', to: NEW, from: OLD };
const open = (changes = {}) => someFacts({ orders: [anOrder({ status: 'processing', shipTo: OLD, ...changes })] });

describe('change_address', () => {
  it('shows the new address and the old one, and may run for an order that has not left', () => {
    expect(changeAddress.preview(INPUT)).toBe(
      'Send order 1042 to Dorpsstraat 9, 3512 PH Utrecht, NL (until now: Canal Street 7, 2611 AB Delft, NL)',
    );
    expect(changeAddress.limits(INPUT, open())).toEqual([]);
  });

  it.each(['shipped', 'delivered', 'cancelled', 'returned'] as const)('refuses an order that is %s', (status) => {
    expect(changeAddress.limits(INPUT, open({ status }))).toEqual([
      `Order 1042 is ${status}: an address can only be changed before it is shipped.`,
    ]);
  });

  it('refuses another country and the same address', () => {
    expect(changeAddress.limits({ ...INPUT, to: { ...NEW, country: 'BE' } }, open())[0]).toContain('postage and VAT');
    expect(changeAddress.limits({ ...INPUT, to: { ...OLD, postcode: '2611ab' } }, open())).toEqual([
      'Order 1042 goes to this address already.',
    ]);
  });

  it('says of a foreign order what it says of a missing one', () => {
    const words = ['Order 1042 is not an order of this requester.'];
    expect(changeAddress.limits(INPUT, open({ customerId: 'cus_2' }))).toEqual(words);
    expect(changeAddress.limits(INPUT, someFacts({ orders: [] }))).toEqual(words);
  });

  it('has something to weigh when the order is worth much or nobody knows where it goes', () => {
    expect(changeAddress.cautions(INPUT, open())).toEqual([]);
    expect(changeAddress.cautions(INPUT, open({ total: 200 }))[0]).toContain('telephone');
    expect(changeAddress.cautions({ ...INPUT, from: null }, open())[0]).toContain('does not say');
  });

  it('is undone by the same tool with the addresses turned around, and not where the old one is unknown', () => {
    expect(changeAddress.undo(INPUT)).toEqual({ tool: 'change_address', input: { ...INPUT, to: OLD, from: NEW } });
    expect(changeAddress.undo({ ...INPUT, from: null })).toBeNull();
  });

  it('is found again by its key', async () => {
    const backoffice = new FakeBackoffice();
    await changeAddress.execute(INPUT, { backoffice, idempotencyKey: 'k' });
    expect(await changeAddress.find('k', backoffice)).toEqual({ changeId: 'ch:k' });
    expect(await changeAddress.find('other', backoffice)).toBeNull();
  });
});
