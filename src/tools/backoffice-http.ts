import { z } from 'zod';
import type { Backoffice, Order } from './backoffice.ts';
import { type BackofficeHttpOptions, BackofficeRequest } from './backoffice-request.ts';
import * as wire from './backoffice-wire.ts';

/** The shop's back office over REST with a bearer key. Whose record an answer is gets checked here as well, not only over there. */
export function createBackofficeHttp(options: BackofficeHttpOptions): Backoffice {
  const http = new BackofficeRequest(options);
  return { ...lookUps(http), ...refunds(http), ...cancellations(http), ...changes(http) };
}

function lookUps(
  http: BackofficeRequest,
): Pick<
  Backoffice,
  'findCustomer' | 'findOrder' | 'listOrders' | 'listInvoices' | 'listSubscriptions' | 'findAccount'
> {
  return {
    async findCustomer(email) {
      const { customers } = await http.read(
        `/customers?${new URLSearchParams({ email })}`,
        z.object({ customers: z.array(wire.Customer) }),
      );
      return customers.find((customer) => customer.email.toLowerCase() === email.toLowerCase()) ?? null;
    },

    async findOrder(orderNumber, customerId) {
      const path = `/orders/${encodeURIComponent(orderNumber)}?${new URLSearchParams({ customer_id: customerId })}`;
      const answer = await http.find(path, z.object({ order: wire.Order }));
      return answer !== null && isOwn(answer.order, customerId) ? answer.order : null;
    },

    async listOrders(customerId) {
      const { orders } = await http.read(`${pathOf(customerId)}/orders`, z.object({ orders: z.array(wire.Order) }));
      return orders.filter((order) => isOwn(order, customerId));
    },

    async listInvoices(customerId) {
      const answer = await http.read(`${pathOf(customerId)}/invoices`, z.object({ invoices: z.array(wire.Invoice) }));
      return answer.invoices;
    },

    async listSubscriptions(customerId) {
      const answer = await http.read(
        `${pathOf(customerId)}/subscriptions`,
        z.object({ subscriptions: z.array(wire.Subscription) }),
      );
      return answer.subscriptions;
    },

    async findAccount(customerId) {
      const answer = await http.find(`${pathOf(customerId)}/account`, z.object({ account: wire.Account }));
      return answer?.account ?? null;
    },
  };
}

function refunds(http: BackofficeRequest): Pick<Backoffice, 'findRefund' | 'issueRefund'> {
  return {
    async findRefund(idempotencyKey) {
      const answer = await http.read(
        `/refunds?${keyQuery(idempotencyKey)}`,
        z.object({ refunds: z.array(wire.Refund) }),
      );
      return answer.refunds[0] ?? null;
    },

    async issueRefund({ idempotencyKey, orderNumber, customerId, ...rest }) {
      const body = { order_number: orderNumber, customer_id: customerId, ...rest };
      const { refund } = await http.write(
        { path: '/refunds', body, idempotencyKey },
        z.object({ refund: wire.Refund }),
      );
      return refund;
    },
  };
}

function cancellations(http: BackofficeRequest): Pick<Backoffice, 'findCancellation' | 'cancelSubscription'> {
  return {
    async findCancellation(idempotencyKey) {
      const Answer = z.object({ cancellations: z.array(wire.Cancellation) });
      const answer = await http.read(`/cancellations?${keyQuery(idempotencyKey)}`, Answer);
      return answer.cancellations[0] ?? null;
    },

    async cancelSubscription({ subscriptionId, customerId, idempotencyKey }) {
      const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/cancel`;
      const body = { customer_id: customerId };
      const { cancellation } = await http.write(
        { path, body, idempotencyKey },
        z.object({ cancellation: wire.Cancellation }),
      );
      return cancellation;
    },
  };
}

function changes(http: BackofficeRequest): Pick<Backoffice, 'findChange' | 'makeChange'> {
  return {
    async findChange(idempotencyKey) {
      const answer = await http.read(
        `/changes?${keyQuery(idempotencyKey)}`,
        z.object({ changes: z.array(wire.Change) }),
      );
      return answer.changes[0] ?? null;
    },

    async makeChange({ idempotencyKey, customerId, ...rest }) {
      const body = { customer_id: customerId, ...rest };
      const { change } = await http.write(
        { path: '/changes', body, idempotencyKey },
        z.object({ change: wire.Change }),
      );
      return change;
    },
  };
}

function isOwn(order: Order, customerId: string): boolean {
  return order.customerId === customerId;
}

function pathOf(customerId: string): string {
  return `/customers/${encodeURIComponent(customerId)}`;
}

function keyQuery(idempotencyKey: string): string {
  return new URLSearchParams({ idempotency_key: idempotencyKey }).toString();
}
