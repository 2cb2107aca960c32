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

/** Throws the errors of platform/errors.ts; null means "not this customer's, or not there". */
export interface Backoffice {
  findCustomer(email: string): Promise<Customer | null>;
  findOrder(orderNumber: string, customerId: string): Promise<Order | null>;
  listOrders(customerId: string): Promise<Order[]>;
  listInvoices(customerId: string): Promise<Invoice[]>;
  listSubscriptions(customerId: string): Promise<Subscription[]>;
  /** The refund made with this idempotency key, or null. */
  findRefund(idempotencyKey: string): Promise<{ refundId: string } | null>;
  issueRefund(request: RefundRequest): Promise<{ refundId: string }>;
  findCancellation(idempotencyKey: string): Promise<{ cancellationId: string } | null>;
  cancelSubscription(request: {
    subscriptionId: string;
    customerId: string;
    idempotencyKey: string;
  }): Promise<{ cancellationId: string }>;
}
