import { z } from 'zod';
import { type Answer, badRequest, created, notFound, ok, refused } from './answers.ts';
import type { OrderRecord, Refund } from './records.ts';
import type { ShopState } from './state.ts';
import { refundJson } from './to-json.ts';

const RefundBody = z.strictObject({
  order_number: z.string(),
  customer_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  reason: z.string(),
});
type RefundBody = z.infer<typeof RefundBody>;

/** Refunds once per key: a repeat gets the first refund, and a key that comes back with another request is refused. */
export function issueRefund(state: ShopState, idempotencyKey: string, raw: unknown): Answer {
  const parsed = RefundBody.safeParse(raw);
  if (!parsed.success) return badRequest(z.prettifyError(parsed.error));
  const body = parsed.data;
  const earlier = state.refunds.find((refund) => refund.idempotencyKey === idempotencyKey);
  if (earlier !== undefined) return repeat(earlier, body);
  const order = state.records.orders.find(
    (each) => each.number === body.order_number && each.customerId === body.customer_id,
  );
  if (order === undefined) return notFound();
  const problem = findProblem(order, body);
  if (problem !== null) return problem;
  return created({ refund: refundJson(book(state, order, toRefund(state, idempotencyKey, body))) });
}

export function listRefunds(state: ShopState, idempotencyKey: string): Answer {
  const refunds = state.refunds.filter((refund) => refund.idempotencyKey === idempotencyKey);
  return ok({ refunds: refunds.map(refundJson) });
}

function repeat(earlier: Refund, body: RefundBody): Answer {
  const same =
    earlier.orderNumber === body.order_number &&
    earlier.customerId === body.customer_id &&
    earlier.amount === body.amount &&
    earlier.currency === body.currency;
  if (same) return ok({ refund: refundJson(earlier) });
  return refused('key_reused', 'This Idempotency-Key was used for a different refund.');
}

function findProblem(order: OrderRecord, body: RefundBody): Answer | null {
  const cents = toCents(body.amount);
  if (cents <= 0 || Math.abs(cents - body.amount * 100) > 1e-6) {
    return refused('bad_amount', 'The amount must be more than zero and in whole cents.');
  }
  if (body.currency !== order.currency)
    return refused('wrong_currency', `Order ${order.number} was paid in ${order.currency}.`);
  const left = toCents(order.total) - toCents(order.refundedAmount);
  if (cents <= left) return null;
  return refused(
    'too_much',
    `Only ${(left / 100).toFixed(2)} ${order.currency} of order ${order.number} is left to refund.`,
  );
}

function toRefund(state: ShopState, idempotencyKey: string, body: RefundBody): Refund {
  return {
    id: `rf_${2001 + state.refunds.length}`,
    idempotencyKey,
    orderNumber: body.order_number,
    customerId: body.customer_id,
    amount: body.amount,
    currency: body.currency,
    reason: body.reason,
    createdAt: state.now(),
  };
}

function book(state: ShopState, order: OrderRecord, refund: Refund): Refund {
  order.refundedAmount = (toCents(order.refundedAmount) + toCents(refund.amount)) / 100;
  const invoice = state.records.invoices.find((each) => each.orderNumber === order.number && each.status === 'paid');
  if (invoice !== undefined && toCents(order.refundedAmount) === toCents(order.total)) invoice.status = 'refunded';
  state.refunds.push(refund);
  state.writes.push({ kind: 'refund', refund, sequence: state.writes.length + 1, at: refund.createdAt });
  state.changed();
  return refund;
}

function toCents(amount: number): number {
  return Math.round(amount * 100);
}
