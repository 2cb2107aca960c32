import type {
  AccountRecord,
  Cancellation,
  InvoiceRecord,
  OrderRecord,
  Refund,
  ShopChange,
  SubscriptionRecord,
} from './records.ts';

export function orderJson({ customerId, placedAt, deliveredAt, refundedAmount, shipTo, ...rest }: OrderRecord) {
  return {
    ...rest,
    customer_id: customerId,
    placed_at: placedAt,
    delivered_at: deliveredAt,
    refunded_amount: refundedAmount,
    ship_to: shipTo,
  };
}

export function invoiceJson({ customerId, orderNumber, issuedAt, ...rest }: InvoiceRecord) {
  return { ...rest, customer_id: customerId, order_number: orderNumber, issued_at: issuedAt };
}

export function subscriptionJson({ customerId, nextChargeAt, ...rest }: SubscriptionRecord) {
  return { ...rest, customer_id: customerId, next_charge_at: nextChargeAt };
}

export function accountJson({ status, lockedBecause }: AccountRecord) {
  return { status, locked_because: lockedBecause };
}

export function changeJson({ idempotencyKey, customerId, createdAt, ...rest }: ShopChange) {
  return { ...rest, idempotency_key: idempotencyKey, customer_id: customerId, created_at: createdAt.toISOString() };
}

export function refundJson({ idempotencyKey, orderNumber, customerId, createdAt, ...rest }: Refund) {
  return {
    ...rest,
    idempotency_key: idempotencyKey,
    order_number: orderNumber,
    customer_id: customerId,
    created_at: createdAt.toISOString(),
  };
}

export function cancellationJson({ id, idempotencyKey, subscriptionId, customerId, createdAt }: Cancellation) {
  return {
    id,
    idempotency_key: idempotencyKey,
    subscription_id: subscriptionId,
    customer_id: customerId,
    created_at: createdAt.toISOString(),
  };
}
