import type { Entity } from '../tickets/assessment.ts';
import type { Order } from './backoffice.ts';
import { formatMoney, fromCents, readAmount, toCents } from './money.ts';

export interface RefundSum {
  cents: number;
  /** Why this sum, for the reviewer. */
  why: string;
  /** What a person must settle before the sum can be right. */
  doubts: string[];
}

export interface Wish {
  entities: readonly Entity[];
  /** The customer's newest words, or null when they are not at hand. */
  message: string | null;
}

/** How much of an order a message asks for: the amount it names, else everything that is left. Never more than `left`. */
export function decideRefundSum({ entities, message }: Wish, order: Order, left: number): RefundSum {
  const rest = formatMoney(fromCents(left), order.currency);
  const doubtful = (doubt: string): RefundSum => ({ cents: left, why: `${rest} is left to refund.`, doubts: [doubt] });
  const amounts = amountsOf(entities);
  const first = amounts[0];
  if (first === undefined) return decideWithoutAmount(message, order, left);
  if (amounts.some((each) => each.cents !== first.cents)) {
    return doubtful('The message names more than one amount: check which one is meant.');
  }
  if (first.currency !== null && first.currency !== order.currency) {
    return doubtful(`The message names an amount in ${first.currency}, but the order was paid in ${order.currency}.`);
  }
  if (first.cents <= left)
    return { cents: first.cents, why: 'The amount is the one that the message names.', doubts: [] };
  const asked = formatMoney(fromCents(first.cents), order.currency);
  return { cents: left, why: `The message names ${asked}, but only ${rest} is left to refund.`, doubts: [] };
}

function amountsOf(entities: readonly Entity[]): { cents: number; currency: string | null }[] {
  const values = entities.filter((entity) => entity.kind === 'amount').map((entity) => readAmount(entity.value));
  return values
    .filter((value) => value !== null)
    .map(({ amount, currency }) => ({ cents: toCents(amount), currency }))
    .filter(({ cents }) => cents > 0);
}

/** "It was 12.50" names no currency and so is no amount, but it is the price of exactly one thing in the order. */
function decideWithoutAmount(message: string | null, order: Order, left: number): RefundSum {
  const named = new Set(
    (message?.match(/(?<![\d.,])\d{1,4}[.,]\d{2}(?![\d.,]*\d)/g) ?? []).map((text) =>
      toCents(Number(text.replace(',', '.'))),
    ),
  );
  const priced = order.items.filter(
    (item) => named.has(toCents(item.price)) || named.has(toCents(item.price * item.quantity)),
  );
  const item = priced.length === 1 ? priced[0] : undefined;
  if (item === undefined || named.size !== 1) {
    const rest = formatMoney(fromCents(left), order.currency);
    return {
      cents: left,
      why: `No amount is named, so all of the ${rest} that is left of order ${order.number} is proposed.`,
      doubts: [],
    };
  }
  const [cents = left] = named;
  return { cents: Math.min(cents, left), why: `The message names the price of ${item.name}.`, doubts: [] };
}
