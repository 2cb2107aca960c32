import { z } from 'zod';
import { type Answer, badRequest, created, notFound, ok, refused } from './answers.ts';
import type { Cancellation, SubscriptionRecord } from './records.ts';
import type { ShopState } from './state.ts';
import { cancellationJson } from './to-json.ts';

const CancelBody = z.strictObject({ customer_id: z.string() });

export interface CancelRequest {
  subscriptionId: string;
  idempotencyKey: string;
  body: unknown;
}

export function cancelSubscription(state: ShopState, { subscriptionId, idempotencyKey, body }: CancelRequest): Answer {
  const parsed = CancelBody.safeParse(body);
  if (!parsed.success) return badRequest(z.prettifyError(parsed.error));
  const customerId = parsed.data.customer_id;
  const earlier = state.cancellations.find((each) => each.idempotencyKey === idempotencyKey);
  if (earlier !== undefined) {
    const same = earlier.subscriptionId === subscriptionId && earlier.customerId === customerId;
    if (same) return ok({ cancellation: cancellationJson(earlier) });
    return refused('key_reused', 'This Idempotency-Key was used for a different cancellation.');
  }
  const subscription = state.records.subscriptions.find(
    (each) => each.id === subscriptionId && each.customerId === customerId,
  );
  if (subscription === undefined) return notFound();
  if (subscription.status === 'cancelled')
    return refused('already_cancelled', 'The subscription is cancelled already.');
  return created({ cancellation: cancellationJson(book(state, subscription, idempotencyKey)) });
}

export function listCancellations(state: ShopState, idempotencyKey: string): Answer {
  const found = state.cancellations.filter((each) => each.idempotencyKey === idempotencyKey);
  return ok({ cancellations: found.map(cancellationJson) });
}

function book(state: ShopState, subscription: SubscriptionRecord, idempotencyKey: string): Cancellation {
  const cancellation = {
    id: `cx_${7001 + state.cancellations.length}`,
    idempotencyKey,
    subscriptionId: subscription.id,
    customerId: subscription.customerId,
    createdAt: state.now(),
  };
  subscription.status = 'cancelled';
  subscription.nextChargeAt = null;
  state.cancellations.push(cancellation);
  state.writes.push({
    kind: 'cancellation',
    cancellation,
    sequence: state.writes.length + 1,
    at: cancellation.createdAt,
  });
  state.changed();
  return cancellation;
}
