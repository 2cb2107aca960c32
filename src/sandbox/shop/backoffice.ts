import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const FILE = new URL('./backoffice.json', import.meta.url);
const DAY_MS = 86_400_000;

const days = z.int().min(0);
const money = z.number().min(0);

const Address = z.strictObject({
  street: z.string().min(3),
  postcode: z.string().min(3),
  city: z.string().min(2),
  country: z.string().length(2),
});

const Customer = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  email: z.email(),
  tier: z.enum(['standard', 'vip']),
  verified: z.boolean(),
  locale: z.string().min(2),
  address: Address,
  /** Why they cannot sign in; absent for everybody who can. */
  locked_because: z.enum(['wrong_passwords', 'fraud', 'staff']).optional(),
});

const Item = z.strictObject({ sku: z.string().min(1), name: z.string().min(1), qty: z.int().positive(), price: money });

const OrderRow = z.strictObject({
  number: z.string().regex(/^\d{4}$/),
  customer_id: z.string(),
  days_ago: days,
  status: z.enum(['processing', 'shipped', 'delivered', 'cancelled', 'returned']),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  items: z.array(Item).min(1),
  shipping: money,
  total: money,
  currency: z.literal('EUR'),
  refunded_amount: money,
  delivered_days_ago: days.optional(),
});

const InvoiceRow = z.strictObject({
  number: z.string().regex(/^INV-\d{4}-\d{4}$/),
  order: z.string(),
  amount: money,
  status: z.enum(['paid', 'failed', 'refunded']),
  days_ago: days,
});

const SubscriptionRow = z.strictObject({
  id: z.string().min(1),
  customer_id: z.string(),
  plan: z.enum(['Solo', 'Duo', 'Kilo']),
  status: z.enum(['active', 'paused', 'cancelled']),
  next_charge_in_days: days.nullable(),
  price: money,
});

const BackofficeFile = z.strictObject({
  customers: z.array(Customer),
  orders: z.array(OrderRow),
  invoices: z.array(InvoiceRow),
  subscriptions: z.array(SubscriptionRow),
});

export type ShopCustomer = Omit<z.infer<typeof Customer>, 'address' | 'locked_because'>;
export type ShopAccount = {
  customerId: string;
  status: 'active' | 'locked';
  lockedBecause: 'wrong_passwords' | 'fraud' | 'staff' | null;
};
export type ShopOrder = ReturnType<typeof toOrder>;
export type ShopInvoice = ReturnType<typeof toInvoice>;
export type ShopSubscription = ReturnType<typeof toSubscription>;

export type Backoffice = {
  customers: ShopCustomer[];
  orders: ShopOrder[];
  invoices: ShopInvoice[];
  subscriptions: ShopSubscription[];
  accounts: ShopAccount[];
};

/** The shop's records with days turned into dates (ISO 8601), so that the demo looks like this week whenever it runs. */
export async function loadBackoffice(now: Date): Promise<Backoffice> {
  const file = BackofficeFile.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return {
    customers: file.customers.map(({ address: _, locked_because: __, ...customer }) => customer),
    accounts: file.customers.map(toAccount),
    orders: file.orders.map((row) => toOrder(row, { now, customers: file.customers })),
    invoices: file.invoices.map((row) => toInvoice(row, now)),
    subscriptions: file.subscriptions.map((row) => toSubscription(row, now)),
  };
}

function toAccount({ id, locked_because }: z.infer<typeof Customer>): ShopAccount {
  return { customerId: id, status: locked_because ? 'locked' : 'active', lockedBecause: locked_because ?? null };
}

interface Surroundings {
  now: Date;
  customers: readonly z.infer<typeof Customer>[];
}

function toOrder(row: z.infer<typeof OrderRow>, { now, customers }: Surroundings) {
  const { customer_id, days_ago, delivered_days_ago, refunded_amount, ...rest } = row;
  return {
    ...rest,
    customerId: customer_id,
    refundedAmount: refunded_amount,
    shipTo: customers.find(({ id }) => id === customer_id)?.address ?? null,
    placedAt: daysFrom(now, -days_ago),
    deliveredAt: delivered_days_ago === undefined ? null : daysFrom(now, -delivered_days_ago),
  };
}

function toInvoice(row: z.infer<typeof InvoiceRow>, now: Date) {
  const { order, days_ago, ...rest } = row;
  return { ...rest, orderNumber: order, issuedAt: daysFrom(now, -days_ago) };
}

function toSubscription(row: z.infer<typeof SubscriptionRow>, now: Date) {
  const { customer_id, next_charge_in_days, ...rest } = row;
  const nextChargeAt = next_charge_in_days === null ? null : daysFrom(now, next_charge_in_days);
  return { ...rest, customerId: customer_id, nextChargeAt };
}

function daysFrom(now: Date, count: number): string {
  return new Date(now.getTime() + count * DAY_MS).toISOString();
}
