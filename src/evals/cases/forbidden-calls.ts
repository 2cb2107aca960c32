import type { Call } from '../../tools/connected/gate.ts';
import type { TauBooks } from './tau-books.ts';

export interface Forbidden {
  /** Which rule of the written policy it breaks. */
  rule: string;
  call: Call;
}

/** What the policy forbids, made from a call that it allows: somebody else's record, another state, somebody else's card, too many, too few. */
export function forbiddenCalls(call: Call, requesterId: string, books: TauBooks): Forbidden[] {
  const change = (rule: string, changes: Record<string, unknown>): Forbidden => ({
    rule,
    call: { ...call, arguments: { ...call.arguments, ...changes } },
  });
  const has = (name: string): boolean => name in call.arguments;
  const found: Forbidden[] = [change('an argument that the tool does not have', { as_admin: true })];
  if (has('order_id')) {
    found.push(...somebodyElses('order_id', 'orders', { change, books, requesterId }));
    const status = call.name.includes('pending') ? 'pending' : 'delivered';
    const other = books.ids(
      'orders',
      (order) => order['user_id'] === requesterId && !String(order['status']).startsWith(status),
    )[0];
    if (other !== undefined) found.push(change(`an order that is not ${status}`, { order_id: other }));
  }
  if (has('reservation_id'))
    found.push(...somebodyElses('reservation_id', 'reservations', { change, books, requesterId }));
  if (has('user_id')) found.push(change('somebody else’s profile', { user_id: 'someone_else_0001' }));
  if (has('customer_id')) found.push(change('somebody else’s line', { customer_id: 'C9999' }));
  for (const key of ['payment_method_id', 'payment_id'])
    if (has(key)) found.push(change('a foreign payment method', { [key]: 'credit_card_0000000' }));
  if (has('payment_methods'))
    found.push(
      change('a foreign payment method', { payment_methods: [{ payment_id: 'certificate_0000000', amount: 1 }] }),
    );
  if (has('item_ids'))
    found.push(
      change('an item of another order', {
        item_ids: ['0000000000'],
        ...(has('new_item_ids') ? { new_item_ids: ['0000000000'] } : {}),
      }),
    );
  if (has('new_item_ids'))
    found.push(
      change('another product', {
        new_item_ids: Array.isArray(call.arguments['item_ids'])
          ? call.arguments['item_ids'].map(() => '0000000000')
          : [],
      }),
    );
  if (has('reason') && call.name === 'cancel_pending_order')
    found.push(change('a reason that the policy does not know', { reason: 'found it cheaper' }));
  if (has('passengers'))
    found.push(
      change('too many passengers', { passengers: Array.from({ length: 6 }, (_, i) => ({ first_name: `P${i}` })) }),
    );
  if (has('total_baggages') && has('reservation_id')) found.push(change('fewer bags', { total_baggages: -1 }));
  return found;
}

interface Making {
  change(rule: string, changes: Record<string, unknown>): Forbidden;
  books: TauBooks;
  requesterId: string;
}

function somebodyElses(
  key: string,
  kind: 'orders' | 'reservations',
  { change, books, requesterId }: Making,
): Forbidden[] {
  const other = books.ids(kind, (record) => record['user_id'] !== requesterId)[0];
  return [
    ...(other === undefined ? [] : [change('somebody else’s record', { [key]: other })]),
    change('a record that is not there', { [key]: '#NOTHING' }),
  ];
}
