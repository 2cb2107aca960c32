import type { Backoffice as ShopBackoffice } from '../shop/backoffice.ts';

/** Two customers, one order each: enough to tell one's own from the other's. */
export const SMALL_SHOP: ShopBackoffice = {
  customers: [
    { id: 'cus_1', name: 'Anna Bos', email: 'anna@mail.example', tier: 'standard', verified: true, locale: 'nl' },
    { id: 'cus_2', name: 'Bob Reed', email: 'bob@mail.example', tier: 'vip', verified: true, locale: 'en-gb' },
  ],
  orders: [orderOf('1042', 'cus_1'), orderOf('1077', 'cus_2')],
  invoices: [
    { number: 'INV-2026-0001', orderNumber: '1042', amount: 64, status: 'paid', issuedAt: '2026-11-08T09:00:00.000Z' },
    { number: 'INV-2026-0002', orderNumber: '1077', amount: 64, status: 'paid', issuedAt: '2026-11-08T09:00:00.000Z' },
  ],
  accounts: [
    { customerId: 'cus_1', status: 'locked', lockedBecause: 'wrong_passwords' },
    { customerId: 'cus_2', status: 'locked', lockedBecause: 'fraud' },
  ],
  subscriptions: [
    {
      id: 'sub_1',
      customerId: 'cus_1',
      plan: 'Duo',
      status: 'active',
      price: 24.95,
      nextChargeAt: '2026-12-01T09:00:00.000Z',
    },
    {
      id: 'sub_2',
      customerId: 'cus_2',
      plan: 'Solo',
      status: 'active',
      price: 10.5,
      nextChargeAt: '2026-12-02T09:00:00.000Z',
    },
  ],
};

function orderOf(number: string, customerId: string): ShopBackoffice['orders'][number] {
  return {
    number,
    customerId,
    placedAt: '2026-11-08T09:00:00.000Z',
    status: 'delivered',
    carrier: 'DHL',
    tracking: 'JD014600003',
    deliveredAt: '2026-11-12T09:00:00.000Z',
    items: [{ sku: 'CAIRN-1', name: 'Cairn brewer', qty: 1, price: 60 }],
    shipping: 4,
    total: 64,
    currency: 'EUR',
    refundedAmount: 0,
    shipTo: { street: 'Canal Street 7', postcode: '2611 AB', city: 'Delft', country: 'NL' },
  };
}
