import type { Cancellation, InvoiceRecord, OrderRecord, Refund, SubscriptionRecord } from './records.ts';

export function orderJson({ customerId, placedAt, deliveredAt, refundedAmount, ...rest }: OrderRecord) {
  return {
    ...rest,
    customer_id: customerId,
    placed_at: placedAt,
    delivered_at: deliveredAt,
    refunded_amount: refundedAmount,
  };
}

export function invoiceJson({ customerId, orderNumber, issuedAt, ...rest }: InvoiceRecord) {
  return { ...rest, customer_id: customerId, order_number: orderNumber, issued_at: issuedAt };
}

export function subscriptionJson({ customerId, nextChargeAt, ...rest }: SubscriptionRecord) {
  return { ...rest, customer_id: customerId, next_charge_at: nextChargeAt };
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
