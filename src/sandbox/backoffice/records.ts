/** What the stand-in keeps; to-json.ts turns it into the wire shape. Dates of records are ISO 8601. */

export interface CustomerRecord {
  id: string;
  name: string;
  email: string;
  tier: 'standard' | 'vip';
}

export interface AddressRecord {
  street: string;
  postcode: string;
  city: string;
  country: string;
}

export interface AccountRecord {
  customerId: string;
  status: 'active' | 'locked';
  lockedBecause: 'wrong_passwords' | 'fraud' | 'staff' | null;
}

export interface OrderRecord {
  number: string;
  customerId: string;
  placedAt: string;
  status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned';
  carrier: string | null;
  tracking: string | null;
  deliveredAt: string | null;
  items: { sku: string; name: string; quantity: number; price: number }[];
  shipping: number;
  total: number;
  currency: string;
  refundedAmount: number;
  shipTo: AddressRecord | null;
}

export interface InvoiceRecord {
  number: string;
  customerId: string;
  orderNumber: string | null;
  amount: number;
  currency: string;
  status: 'paid' | 'failed' | 'refunded' | 'open';
  issuedAt: string;
}

export interface SubscriptionRecord {
  id: string;
  customerId: string;
  plan: string;
  status: 'active' | 'paused' | 'cancelled';
  price: number;
  currency: string;
  nextChargeAt: string | null;
}

export interface Refund {
  id: string;
  idempotencyKey: string;
  orderNumber: string;
  customerId: string;
  amount: number;
  currency: string;
  reason: string;
  createdAt: Date;
}

export interface Cancellation {
  id: string;
  idempotencyKey: string;
  subscriptionId: string;
  customerId: string;
  createdAt: Date;
}

/** A change that moves no money. */
export interface ShopChange {
  id: string;
  idempotencyKey: string;
  kind: string;
  customerId: string;
  subject: string;
  details: Record<string, string>;
  createdAt: Date;
}

/** One accepted change, in the order in which it happened. */
export type Write = { sequence: number; at: Date } & (
  | { kind: 'refund'; refund: Refund }
  | { kind: 'cancellation'; cancellation: Cancellation }
  | { kind: 'change'; change: ShopChange }
);

export interface RequestRecord {
  at: Date;
  method: string;
  path: string;
  /** What the caller saw; null when the answer was withheld by a fault. */
  status: number | null;
}

export interface ShopRecords {
  customers: CustomerRecord[];
  orders: OrderRecord[];
  invoices: InvoiceRecord[];
  subscriptions: SubscriptionRecord[];
  accounts: AccountRecord[];
}
