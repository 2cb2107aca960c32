import { z } from 'zod';

/** What the back office sends, read into our words. Unknown extra fields are left out; a missing or odd one is an error. */

export const Customer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  tier: z.enum(['standard', 'vip']),
});

const Address = z.object({ street: z.string(), postcode: z.string(), city: z.string(), country: z.string().length(2) });

const Item = z.object({ sku: z.string(), name: z.string(), quantity: z.number(), price: z.number() });

export const Order = z
  .object({
    number: z.string(),
    customer_id: z.string(),
    placed_at: z.iso.datetime(),
    status: z.enum(['processing', 'shipped', 'delivered', 'cancelled', 'returned']),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
    delivered_at: z.iso.datetime().nullable(),
    items: z.array(Item),
    total: z.number(),
    currency: z.string(),
    refunded_amount: z.number(),
    ship_to: Address.nullish(),
  })
  .transform(({ customer_id, placed_at, delivered_at, refunded_amount, ship_to, ...rest }) => ({
    ...rest,
    customerId: customer_id,
    placedAt: placed_at,
    deliveredAt: delivered_at,
    refundedAmount: refunded_amount,
    shipTo: ship_to ?? null,
  }));

export const Invoice = z
  .object({
    number: z.string(),
    order_number: z.string().nullable(),
    amount: z.number(),
    currency: z.string(),
    status: z.enum(['paid', 'failed', 'refunded', 'open']),
    issued_at: z.iso.datetime(),
  })
  .transform(({ order_number, issued_at, ...rest }) => ({ ...rest, orderNumber: order_number, issuedAt: issued_at }));

export const Subscription = z
  .object({
    id: z.string(),
    plan: z.string(),
    status: z.enum(['active', 'paused', 'cancelled']),
    price: z.number(),
    currency: z.string(),
    next_charge_at: z.iso.datetime().nullable(),
  })
  .transform(({ next_charge_at, ...rest }) => ({ ...rest, nextChargeAt: next_charge_at }));

export const Account = z
  .object({
    status: z.enum(['active', 'locked']),
    locked_because: z.enum(['wrong_passwords', 'fraud', 'staff']).nullable(),
  })
  .transform(({ status, locked_because }) => ({ status, lockedBecause: locked_because }));

export const Change = z.object({ id: z.string() }).transform(({ id }) => ({ changeId: id }));

export const Refund = z.object({ id: z.string() }).transform(({ id }) => ({ refundId: id }));

export const Cancellation = z.object({ id: z.string() }).transform(({ id }) => ({ cancellationId: id }));
