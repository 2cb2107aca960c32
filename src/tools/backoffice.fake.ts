import type {
  Account,
  Backoffice,
  ChangeRequest,
  Customer,
  Invoice,
  Order,
  RefundRequest,
  Subscription,
} from './backoffice.ts';
import type { LimitFacts } from './tool.ts';

export const ANNA: Customer = { id: 'cus_1', name: 'Anna Bos', email: 'anna@mail.example', tier: 'standard' };
export const NOW = new Date('2026-11-20T12:00:00Z');

export function anOrder(changes: Partial<Order> = {}): Order {
  return {
    number: '1042',
    customerId: ANNA.id,
    placedAt: '2026-11-08T09:00:00.000Z',
    status: 'delivered',
    carrier: 'DHL',
    tracking: 'JD014600003',
    deliveredAt: '2026-11-12T09:00:00.000Z',
    items: [{ sku: 'CAIRN-1', name: 'Cairn brewer', quantity: 1, price: 60 }],
    total: 64,
    currency: 'EUR',
    refundedAmount: 0,
    ...changes,
  };
}

export function anInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    number: 'INV-2026-0412',
    orderNumber: '1042',
    amount: 64,
    currency: 'EUR',
    status: 'paid',
    issuedAt: '2026-11-08T09:00:00.000Z',
    ...changes,
  };
}

export function aSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: 'sub_1',
    plan: 'Bean Club Duo',
    status: 'active',
    price: 24.95,
    currency: 'EUR',
    nextChargeAt: '2026-12-01T09:00:00.000Z',
    ...changes,
  };
}

export function someFacts(changes: Partial<LimitFacts> = {}): LimitFacts {
  return {
    customer: ANNA,
    orders: [anOrder()],
    subscriptions: [aSubscription()],
    account: { status: 'active', lockedBecause: null },
    asOf: NOW,
    ...changes,
  };
}

/** One customer's books in memory, and a list of what was asked. */
export class FakeBackoffice implements Backoffice {
  readonly calls: string[] = [];
  readonly refunds = new Map<string, RefundRequest>();
  orders: Order[] = [anOrder()];
  /** Orders that `findOrder` knows and a list leaves out. */
  archived: Order[] = [];
  readonly changes = new Map<string, ChangeRequest>();
  account: Account | null = { status: 'active', lockedBecause: null };
  invoices: Invoice[] = [anInvoice()];
  subscriptions: Subscription[] = [aSubscription()];

  async findCustomer(email: string): Promise<Customer | null> {
    this.calls.push(`findCustomer ${email}`);
    return email === ANNA.email ? ANNA : null;
  }

  async findOrder(orderNumber: string, customerId: string): Promise<Order | null> {
    this.calls.push(`findOrder ${orderNumber} ${customerId}`);
    const all = [...this.orders, ...this.archived];
    return all.find((order) => order.number === orderNumber && order.customerId === customerId) ?? null;
  }

  async listOrders(customerId: string): Promise<Order[]> {
    this.calls.push(`listOrders ${customerId}`);
    return this.orders.filter((order) => order.customerId === customerId);
  }

  async listInvoices(): Promise<Invoice[]> {
    return this.invoices;
  }

  async listSubscriptions(): Promise<Subscription[]> {
    return this.subscriptions;
  }

  async findRefund(idempotencyKey: string): Promise<{ refundId: string } | null> {
    return this.refunds.has(idempotencyKey) ? { refundId: `rf:${idempotencyKey}` } : null;
  }

  async issueRefund(request: RefundRequest): Promise<{ refundId: string }> {
    this.calls.push(`issueRefund ${request.orderNumber} ${request.amount}`);
    this.refunds.set(request.idempotencyKey, request);
    return { refundId: `rf:${request.idempotencyKey}` };
  }

  async findCancellation(): Promise<{ cancellationId: string } | null> {
    return null;
  }

  async cancelSubscription(request: {
    subscriptionId: string;
    idempotencyKey: string;
  }): Promise<{ cancellationId: string }> {
    this.calls.push(`cancelSubscription ${request.subscriptionId}`);
    return { cancellationId: `cx:${request.idempotencyKey}` };
  }

  async findAccount(): Promise<Account | null> {
    return this.account;
  }

  async findChange(idempotencyKey: string): Promise<{ changeId: string } | null> {
    return this.changes.has(idempotencyKey) ? { changeId: `ch:${idempotencyKey}` } : null;
  }

  async makeChange(request: ChangeRequest): Promise<{ changeId: string }> {
    this.calls.push(`${request.kind} ${request.subject}`);
    this.changes.set(request.idempotencyKey, request);
    return { changeId: `ch:${request.idempotencyKey}` };
  }
}
