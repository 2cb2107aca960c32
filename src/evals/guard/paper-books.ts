import type { Shop } from '../../sandbox/stories.ts';
import type { Account, Backoffice, ChangeRequest, Order, RefundRequest } from '../../tools/backoffice.ts';

/** The shop's books on paper, and every write that reached them. */
export class PaperBooks implements Backoffice {
  readonly refunds: RefundRequest[] = [];
  readonly cancellations: { subscriptionId: string; customerId: string; idempotencyKey: string }[] = [];
  readonly changes: ChangeRequest[] = [];
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  async findCustomer(email: string) {
    return this.#shop.customers.find((customer) => customer.email === email) ?? null;
  }

  async findOrder(orderNumber: string, customerId: string): Promise<Order | null> {
    return (await this.listOrders(customerId)).find((order) => order.number === orderNumber) ?? null;
  }

  async listOrders(customerId: string): Promise<Order[]> {
    return this.#shop.orders
      .filter((order) => order.customerId === customerId)
      .map((order) => ({ ...order, items: order.items.map(({ qty, ...item }) => ({ ...item, quantity: qty })) }));
  }

  async listInvoices(customerId: string) {
    const own = (await this.listOrders(customerId)).map((order) => order.number);
    return this.#shop.invoices
      .filter((invoice) => own.includes(invoice.orderNumber))
      .map((invoice) => ({ ...invoice, currency: 'EUR' }));
  }

  async listSubscriptions(customerId: string) {
    return this.#shop.subscriptions
      .filter((each) => each.customerId === customerId)
      .map((each) => ({ ...each, currency: 'EUR' }));
  }

  async findRefund(idempotencyKey: string) {
    return this.refunds.some((refund) => refund.idempotencyKey === idempotencyKey)
      ? { refundId: idempotencyKey }
      : null;
  }

  async issueRefund(request: RefundRequest) {
    this.refunds.push(request);
    return { refundId: request.idempotencyKey };
  }

  async findCancellation(idempotencyKey: string) {
    const found = this.cancellations.some((each) => each.idempotencyKey === idempotencyKey);
    return found ? { cancellationId: idempotencyKey } : null;
  }

  async cancelSubscription(request: { subscriptionId: string; customerId: string; idempotencyKey: string }) {
    this.cancellations.push(request);
    return { cancellationId: request.idempotencyKey };
  }

  async findAccount(customerId: string): Promise<Account | null> {
    const account = this.#shop.accounts.find((each) => each.customerId === customerId);
    return account ? { status: account.status, lockedBecause: account.lockedBecause } : null;
  }

  async findChange(idempotencyKey: string) {
    return this.changes.some((each) => each.idempotencyKey === idempotencyKey) ? { changeId: idempotencyKey } : null;
  }

  async makeChange(request: ChangeRequest) {
    this.changes.push(request);
    return { changeId: request.idempotencyKey };
  }
}
