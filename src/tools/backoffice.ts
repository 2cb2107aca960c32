/** What the shop's own systems know. Every look-up is bound to a customer: a foreign order is "not found", like a missing one. */

export interface Customer {
  id: string;
  name: string;
  email: string;
  tier: 'standard' | 'vip';
}

export interface OrderItem {
  sku: string;
  name: string;
  quantity: number;
  price: number;
}

export interface Address {
  street: string;
  postcode: string;
  city: string;
  /** ISO 3166, two capital letters. */
  country: string;
}

/** How somebody signs in, as far as staff may know it. */
export interface Account {
  status: 'active' | 'locked';
  /** Why it is locked: the customer mistyped, or somebody of us (or our systems) locked it on purpose. */
  lockedBecause: 'wrong_passwords' | 'fraud' | 'staff' | null;
}

export interface Order {
  number: string;
  customerId: string;
  placedAt: string;
  status: 'processing' | 'shipped' | 'delivered' | 'cancelled' | 'returned';
  carrier: string | null;
  tracking: string | null;
  deliveredAt: string | null;
  items: OrderItem[];
  total: number;
  currency: string;
  refundedAmount: number;
  /** Where it goes; null where the back office does not say. */
  shipTo?: Address | null | undefined;
}

export interface Invoice {
  number: string;
  orderNumber: string | null;
  amount: number;
  currency: string;
  status: 'paid' | 'failed' | 'refunded' | 'open';
  issuedAt: string;
}

export interface Subscription {
  id: string;
  plan: string;
  status: 'active' | 'paused' | 'cancelled';
  price: number;
  currency: string;
  nextChargeAt: string | null;
}

export interface RefundRequest {
  orderNumber: string;
  customerId: string;
  amount: number;
  currency: string;
  reason: string;
  /** Sent as Idempotency-Key: the back office answers a repeat with the first refund. */
  idempotencyKey: string;
}

export const CHANGE_KINDS = [
  'order_address',
  'account_unlock',
  'account_lock',
  'subscription_pause',
  'subscription_resume',
  'subscription_skip',
  'subscription_unskip',
  'subscription_restore',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change of a customer's own things that moves no money. */
export interface ChangeRequest {
  kind: ChangeKind;
  customerId: string;
  /** Number of the order, id of the subscription, or the customer's own id for their account. */
  subject: string;
  details: Record<string, string>;
  /** Sent as Idempotency-Key: a repeat is answered with the first change. */
  idempotencyKey: string;
}

/** Throws the errors of platform/errors.ts; null means "not this customer's, or not there". */
export interface Backoffice {
  findCustomer(email: string): Promise<Customer | null>;
  findOrder(orderNumber: string, customerId: string): Promise<Order | null>;
  listOrders(customerId: string): Promise<Order[]>;
  listInvoices(customerId: string): Promise<Invoice[]>;
  listSubscriptions(customerId: string): Promise<Subscription[]>;
  /** Null when they have never made one. */
  findAccount(customerId: string): Promise<Account | null>;
  /** The refund made with this idempotency key, or null. */
  findRefund(idempotencyKey: string): Promise<{ refundId: string } | null>;
  issueRefund(request: RefundRequest): Promise<{ refundId: string }>;
  findCancellation(idempotencyKey: string): Promise<{ cancellationId: string } | null>;
  cancelSubscription(request: {
    subscriptionId: string;
    customerId: string;
    idempotencyKey: string;
  }): Promise<{ cancellationId: string }>;
  findChange(idempotencyKey: string): Promise<{ changeId: string } | null>;
  makeChange(request: ChangeRequest): Promise<{ changeId: string }>;
}
