import type { Entity } from '../tickets/assessment.ts';
import type { ActionSource, RecordSource } from '../tickets/draft.ts';
import type { Account, Invoice, Order, Subscription } from './backoffice.ts';
import { findApprovalTool } from './catalogue.ts';
import { type Facts, numbersOf } from './facts.ts';
import { formatMoney } from './money.ts';
import type { Proposal } from './proposal.ts';

/** A source without its number, which whoever puts the sources together gives. */
export type RecordText = Omit<RecordSource, 'n'>;
export type ActionText = Omit<ActionSource, 'n'>;

/** Enough for "where is my order" without a number, and few enough that a drafter is not handed a whole history. */
const NEWEST = 3;

/** The records that this message is about: those it names, else the newest few. One fact per sentence, each able to stand alone. */
export function describeFacts(facts: Facts, entities: readonly Entity[]): RecordText[] {
  const asOf = facts.asOf.toISOString();
  const orders = pickOrders(facts, numbersOf(entities, 'order_number'));
  const invoices = pickInvoices(facts, numbersOf(entities, 'invoice_number'), orders);
  return [
    ...orders.map((order) => toRecord(`Order ${order.number}`, orderSentences(order), asOf)),
    ...invoices.map((invoice) => toRecord(`Invoice ${invoice.number}`, invoiceSentences(invoice), asOf)),
    ...accountRecord(facts.account, asOf),
    ...facts.subscriptions.map((each) => toRecord(`Subscription ${each.plan}`, subscriptionSentences(each), asOf)),
  ];
}

/** What a draft may say of a proposal. It is true only once the proposal has been approved and carried out. */
export function describeAction(proposal: Proposal): ActionText | null {
  const tool = findApprovalTool(proposal.tool);
  if (tool === null && proposal.outcome !== undefined)
    return { kind: 'action', title: proposal.preview, text: proposal.outcome, proposalKey: proposal.key };
  if (tool === null || tool.refusal(proposal.input) !== null) return null;
  return { kind: 'action', title: proposal.preview, text: tool.outcome(proposal.input), proposalKey: proposal.key };
}

/** A lock of our own making is staff's business: a thief must not be told how far we see through them. */
function accountRecord(account: Account | null, asOf: string): RecordText[] {
  if (account?.lockedBecause !== 'wrong_passwords') return [];
  return [toRecord('Account', ['Your account is locked after too many wrong passwords.'], asOf)];
}

function pickOrders({ orders }: Facts, named: readonly string[]): Order[] {
  if (named.length > 0) return orders.filter((order) => named.includes(order.number));
  return newest(orders, (order) => order.placedAt);
}

function pickInvoices({ invoices }: Facts, named: readonly string[], orders: readonly Order[]): Invoice[] {
  if (named.length > 0) return invoices.filter((invoice) => named.includes(invoice.number));
  const ofOrders = invoices.filter((invoice) => orders.some((order) => order.number === invoice.orderNumber));
  return newest(ofOrders.length > 0 ? ofOrders : invoices, (invoice) => invoice.issuedAt);
}

function newest<T>(items: readonly T[], at: (item: T) => string): T[] {
  return [...items].sort((a, b) => Date.parse(at(b)) - Date.parse(at(a))).slice(0, NEWEST);
}

function toRecord(title: string, sentences: readonly string[], asOf: string): RecordText {
  return { kind: 'record', title, text: sentences.join(' '), asOf };
}

function orderSentences(order: Order): string[] {
  const name = `Order ${order.number}`;
  return [
    ...statusSentences(order),
    ...(order.tracking === null ? [] : [`The tracking number of order ${order.number} is ${order.tracking}.`]),
    `${name} was placed on ${formatDay(order.placedAt)}.`,
    ...order.items.map((item) => `${name} contains ${item.quantity} x ${item.name}.`),
    `The total of order ${order.number} is ${formatMoney(order.total, order.currency)}.`,
    ...(order.refundedAmount > 0
      ? [`${formatMoney(order.refundedAmount, order.currency)} of order ${order.number} has been refunded.`]
      : []),
  ];
}

function statusSentences(order: Order): string[] {
  const by = order.carrier === null ? '' : ` with ${order.carrier}`;
  const on = order.deliveredAt === null ? '' : ` on ${formatDay(order.deliveredAt)}`;
  const words = {
    processing: ['is being prepared', 'has not been shipped yet'],
    shipped: [`has been shipped${by}`, 'has not been delivered yet'],
    delivered: [`was delivered${by}${on}`],
    cancelled: ['has been cancelled'],
    returned: ['has been returned to us'],
  } satisfies Record<Order['status'], string[]>;
  return words[order.status].map((each) => `Order ${order.number} ${each}.`);
}

function invoiceSentences(invoice: Invoice): string[] {
  const words = {
    paid: 'has been paid',
    failed: 'could not be charged: the payment failed',
    refunded: 'has been refunded',
    open: 'has not been paid yet',
  } satisfies Record<Invoice['status'], string>;
  const of = invoice.orderNumber === null ? '' : ` for order ${invoice.orderNumber}`;
  return [
    `Invoice ${invoice.number}${of} ${words[invoice.status]}.`,
    `Invoice ${invoice.number} was issued on ${formatDay(invoice.issuedAt)} for ${formatMoney(invoice.amount, invoice.currency)}.`,
  ];
}

function subscriptionSentences(subscription: Subscription): string[] {
  const name = `Your subscription "${subscription.plan}"`;
  const price = formatMoney(subscription.price, subscription.currency);
  const charge = subscription.status === 'active' && subscription.nextChargeAt !== null;
  return [
    `${name} is ${subscription.status}.`,
    `${name} costs ${price} per delivery.`,
    ...(charge && subscription.nextChargeAt !== null
      ? [`${name} will next be charged on ${formatDay(subscription.nextChargeAt)}.`]
      : []),
  ];
}

/** "12 November 2026". In UTC, so that the same record reads the same on every machine. */
function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
