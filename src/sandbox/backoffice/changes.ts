import { z } from 'zod';
import { type Answer, badRequest, created, notFound, ok, refused } from './answers.ts';
import type { ShopChange } from './records.ts';
import type { ShopState } from './state.ts';
import { changeJson } from './to-json.ts';

const ChangeBody = z.strictObject({
  kind: z.enum([
    'order_address',
    'account_unlock',
    'account_lock',
    'subscription_pause',
    'subscription_resume',
    'subscription_skip',
    'subscription_unskip',
    'subscription_restore',
  ]),
  customer_id: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.string()),
});
type ChangeBody = z.infer<typeof ChangeBody>;

const AddressDetails = z.strictObject({
  street: z.string().min(1),
  postcode: z.string().min(1),
  city: z.string().min(1),
  country: z.string().length(2),
});

/** Does each change once per key. Whose thing it is and in which state is checked here again: this side trusts no caller. */
export function makeChange(state: ShopState, idempotencyKey: string, raw: unknown): Answer {
  const parsed = ChangeBody.safeParse(raw);
  if (!parsed.success) return badRequest(z.prettifyError(parsed.error));
  const body = parsed.data;
  const earlier = state.changes.find((each) => each.idempotencyKey === idempotencyKey);
  if (earlier !== undefined) {
    const same = JSON.stringify([earlier.kind, earlier.customerId, earlier.subject, earlier.details]);
    if (same === JSON.stringify([body.kind, body.customer_id, body.subject, body.details]))
      return ok({ change: changeJson(earlier) });
    return refused('key_reused', 'This Idempotency-Key was used for a different change.');
  }
  const problem = apply(state, body);
  if (problem !== null) return problem;
  return created({ change: changeJson(book(state, body, idempotencyKey)) });
}

export function listChanges(state: ShopState, idempotencyKey: string): Answer {
  const found = state.changes.filter((each) => each.idempotencyKey === idempotencyKey);
  return ok({ changes: found.map(changeJson) });
}

/** Null when it was done. */
function apply(state: ShopState, body: ChangeBody): Answer | null {
  if (body.kind === 'order_address') return changeAddress(state, body);
  if (body.kind === 'account_unlock' || body.kind === 'account_lock') return changeAccount(state, body);
  return changeSubscription(state, body);
}

function changeAddress({ records }: ShopState, { customer_id, subject, details }: ChangeBody): Answer | null {
  const order = records.orders.find((each) => each.number === subject && each.customerId === customer_id);
  if (order === undefined) return notFound();
  const address = AddressDetails.safeParse(details);
  if (!address.success) return badRequest(z.prettifyError(address.error));
  if (order.status !== 'processing') return refused('already_sent', `Order ${order.number} is ${order.status}.`);
  if (order.shipTo !== null && order.shipTo.country !== address.data.country)
    return refused('other_country', 'The country of an order cannot be changed.');
  order.shipTo = address.data;
  return null;
}

function changeAccount({ records }: ShopState, { kind, customer_id, subject }: ChangeBody): Answer | null {
  const account = records.accounts.find((each) => each.customerId === customer_id && each.customerId === subject);
  if (account === undefined) return notFound();
  if (kind === 'account_lock') {
    account.status = 'locked';
    account.lockedBecause = 'staff';
    return null;
  }
  if (account.status !== 'locked') return refused('not_locked', 'The account is not locked.');
  if (account.lockedBecause === 'fraud') return refused('fraud', 'Only Trust & Safety unlocks this account.');
  account.status = 'active';
  account.lockedBecause = null;
  return null;
}

const FROM: Readonly<Record<string, string>> = {
  subscription_pause: 'active',
  subscription_resume: 'paused',
  subscription_skip: 'active',
  subscription_unskip: 'active',
  subscription_restore: 'cancelled',
};
const DAY_MS = 86_400_000;
/** A box comes every four weeks. */
const RHYTHM_DAYS = 28;

function changeSubscription(state: ShopState, { kind, customer_id, subject }: ChangeBody): Answer | null {
  const subscription = state.records.subscriptions.find(
    (each) => each.id === subject && each.customerId === customer_id,
  );
  if (subscription === undefined) return notFound();
  if (subscription.status !== FROM[kind]) return refused('wrong_state', `The subscription is ${subscription.status}.`);
  const next = subscription.nextChargeAt === null ? state.now().getTime() : Date.parse(subscription.nextChargeAt);
  const inDays = (from: number, days: number): string => new Date(from + days * DAY_MS).toISOString();
  switch (kind) {
    case 'subscription_pause':
      subscription.status = 'paused';
      subscription.nextChargeAt = null;
      return null;
    case 'subscription_skip':
      subscription.nextChargeAt = inDays(next, RHYTHM_DAYS);
      return null;
    case 'subscription_unskip':
      subscription.nextChargeAt = inDays(next, -RHYTHM_DAYS);
      return null;
    default:
      subscription.status = 'active';
      subscription.nextChargeAt = inDays(state.now().getTime(), RHYTHM_DAYS);
      return null;
  }
}

function book(state: ShopState, body: ChangeBody, idempotencyKey: string): ShopChange {
  const change: ShopChange = {
    id: `ch_${4001 + state.changes.length}`,
    idempotencyKey,
    kind: body.kind,
    customerId: body.customer_id,
    subject: body.subject,
    details: body.details,
    createdAt: state.now(),
  };
  state.changes.push(change);
  state.writes.push({ kind: 'change', change, sequence: state.writes.length + 1, at: change.createdAt });
  state.changed();
  return change;
}
