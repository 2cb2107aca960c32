import type { Clock } from '../platform/clock.ts';
import type { Entity } from '../tickets/assessment.ts';
import type { Person } from '../tickets/ticket.ts';
import type { Backoffice, Customer, Invoice, Order } from './backoffice.ts';
import { NO_WARRANT, runTool } from './permission.ts';
import { lookUpAccount } from './read-only/look-up-account.ts';
import { type Billing, lookUpBilling } from './read-only/look-up-billing.ts';
import { lookUpCustomer } from './read-only/look-up-customer.ts';
import { lookUpOrder } from './read-only/look-up-order.ts';
import type { ContextOf, LimitFacts, Tool } from './tool.ts';

/** How many numbers of one message are looked up one by one; a message with more is not a usual question. */
const MOST_LOOK_UPS = 5;

/** What the shop knows of the verified requester, and nobody else. */
export interface Facts extends LimitFacts {
  invoices: readonly Invoice[];
  /** Numbers that the message names and that are not this requester's, or not there: nothing tells which. */
  notFound: readonly string[];
  /** Why there are no records, for staff; null when there are. */
  withheld: string | null;
}

export interface FactsInput {
  backoffice: Backoffice;
  requester: Person;
  entities: readonly Entity[];
  clock: Clock;
}

/** Looks up by the helpdesk's verified address alone. Entities choose among the requester's records, never whose they are. */
export async function loadFacts({ backoffice, requester, entities, clock }: FactsInput): Promise<Facts> {
  const asOf = clock.now();
  if (!requester.verified)
    return nothing(asOf, "The requester's address is not verified, so no account data was looked up.");
  if (requester.email === null)
    return nothing(asOf, 'The requester has no e-mail address, so no account data was looked up.');
  const stranger = { backoffice, email: requester.email, customerId: null };
  const customer = await look(lookUpCustomer, {}, stranger);
  if (customer === null) {
    const numbers = [...numbersOf(entities, 'order_number'), ...numbersOf(entities, 'invoice_number')];
    return { ...nothing(asOf, 'The shop has no customer with this address.'), notFound: numbers };
  }
  return gather(customer, { asOf, entities, context: { ...stranger, customerId: customer.id } });
}

/** "#1042", "Order 1042" and "1042" name the same order. */
export function numbersOf(entities: readonly Entity[], kind: 'order_number' | 'invoice_number'): string[] {
  const values = entities.filter((entity) => entity.kind === kind).map((entity) => toNumber(entity.value));
  return [...new Set(values.filter((value) => value !== ''))];
}

/** The last word of the mention, without the punctuation that followed it. */
function toNumber(value: string): string {
  const found = /([A-Za-z0-9-]+)[^A-Za-z0-9]*$/.exec(value);
  return (found?.[1] ?? '').toUpperCase();
}

interface Gathering {
  asOf: Date;
  entities: readonly Entity[];
  context: ContextOf['read-only'];
}

async function gather(customer: Customer, { asOf, entities, context }: Gathering): Promise<Facts> {
  const named = numbersOf(entities, 'order_number');
  const [billing, account, found] = await Promise.all([
    look(lookUpBilling, {}, context),
    look(lookUpAccount, {}, context),
    Promise.all(named.slice(0, MOST_LOOK_UPS).map((orderNumber) => findOrder(orderNumber, context))),
  ]);
  const orders = withNamed(billing, found);
  const invoiceNumbers = numbersOf(entities, 'invoice_number');
  const notFound = [
    ...named.filter((number) => !orders.some((order) => order.number === number)),
    ...invoiceNumbers.filter((number) => !billing.invoices.some((invoice) => invoice.number === number)),
  ];
  return {
    customer,
    orders,
    invoices: billing.invoices,
    subscriptions: billing.subscriptions,
    account,
    notFound,
    withheld: null,
    asOf,
  };
}

/** The list may hold only recent orders, so a named one is asked for by itself as well. */
function withNamed({ orders }: Billing, found: readonly (Order | null)[]): Order[] {
  const added = found
    .filter((order) => order !== null)
    .filter((order) => !orders.some((each) => each.number === order.number));
  return [...orders, ...added];
}

async function findOrder(orderNumber: string, context: ContextOf['read-only']): Promise<Order | null> {
  return lookUpOrder.refusal({ orderNumber }) === null ? look(lookUpOrder, { orderNumber }, context) : null;
}

async function look<Output>(
  tool: Tool<'read-only', Output>,
  input: Record<string, string>,
  context: ContextOf['read-only'],
): Promise<Output> {
  const run = await runTool(tool, { input, context }, NO_WARRANT);
  if (run.kind === 'refused') throw new Error(`A look-up was refused, which is a bug: ${run.reason}`);
  return run.output;
}

function nothing(asOf: Date, withheld: string): Facts {
  return { customer: null, orders: [], invoices: [], subscriptions: [], account: null, notFound: [], withheld, asOf };
}
