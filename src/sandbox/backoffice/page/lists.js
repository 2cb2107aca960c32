import { cell, empty, pickRow, pill, table } from './dom.js';
import { capital, day, money, TONES, time } from './words.js';

const NOT_FOUND = ['Nothing matches', 'Try an order number, a name or a product.'];

export function ordersList(shop, { query, selected, onPick }) {
  const rows = shop.orders.filter((order) => matches(query, orderText(shop, order)));
  if (rows.length === 0) return empty(...NOT_FOUND);
  return table(
    [['Order'], ['Customer'], ['Placed'], ['Status'], ['Total', 'num'], ['Refunded', 'num']],
    newestFirst(rows).map((order) =>
      pickRow(
        { id: order.number, label: `#${order.number}`, selected: selected === order.number, onPick },
        cell(nameOf(shop, order.customer_id)),
        cell(day(order.placed_at), 'soft nowrap'),
        cell(pill(capital(order.status), TONES[order.status])),
        cell(money(order.total, order.currency), 'num'),
        cell(order.refunded_amount > 0 ? money(order.refunded_amount, order.currency) : '–', 'num'),
      ),
    ),
  );
}

export function customersList(shop, { query, selected, onPick }) {
  const rows = shop.customers.filter((each) => matches(query, `${each.name} ${each.email} ${each.id}`));
  if (rows.length === 0) return empty('Nobody matches', 'Try a name or an address.');
  return table(
    [['Customer'], ['E-mail'], ['Tier'], ['Orders', 'num'], ['Spent', 'num']],
    rows.map((customer) => {
      const orders = shop.orders.filter((order) => order.customer_id === customer.id);
      const spent = orders.reduce((sum, order) => sum + order.total - order.refunded_amount, 0);
      return pickRow(
        { id: customer.id, label: customer.name, selected: selected === customer.id, onPick },
        cell(customer.email, 'soft wrap'),
        cell(customer.tier === 'vip' ? pill('VIP', 'warn') : 'Standard', 'soft'),
        cell(String(orders.length), 'num'),
        cell(money(spent, orders[0]?.currency ?? 'EUR'), 'num'),
      );
    }),
  );
}

export function subscriptionsList(shop, { query, selected, onPick }) {
  const rows = shop.subscriptions.filter((each) =>
    matches(query, `${each.id} ${each.plan} ${nameOf(shop, each.customer_id)}`),
  );
  if (rows.length === 0) return empty('No subscription matches', 'Try a plan or a name.');
  return table(
    [['Subscription'], ['Customer'], ['Plan'], ['Status'], ['Next charge'], ['Price', 'num']],
    rows.map((each) =>
      pickRow(
        { id: each.id, label: each.id, selected: selected === each.id, onPick },
        cell(nameOf(shop, each.customer_id)),
        cell(each.plan, 'nowrap'),
        cell(pill(capital(each.status), TONES[each.status])),
        cell(day(each.next_charge_at), 'soft nowrap'),
        cell(money(each.price, each.currency), 'num'),
      ),
    ),
  );
}

export function requestsList(shop, { query }) {
  const rows = shop.requests.filter((each) => matches(query, `${each.method} ${each.path} ${each.status}`));
  if (rows.length === 0)
    return empty('No requests yet', 'Every call to the API appears here, with what the caller saw.');
  const line = (each) => {
    const row = document.createElement('tr');
    row.append(
      cell(time(each.at), 'soft nowrap'),
      cell(each.method, 'mono'),
      cell(each.path, 'mono'),
      cell(
        each.status === null
          ? pill('No answer', 'bad')
          : pill(String(each.status), each.status < 400 ? 'good' : 'warn'),
      ),
    );
    return row;
  };
  return table([['Time'], ['Method'], ['Path'], ['Answer']], [...rows].reverse().map(line));
}

export function nameOf(shop, customerId) {
  return shop.customers.find((customer) => customer.id === customerId)?.name ?? customerId;
}

function orderText(shop, order) {
  const items = order.items.map((item) => item.name).join(' ');
  return `#${order.number} ${nameOf(shop, order.customer_id)} ${order.status} ${order.tracking ?? ''} ${items}`;
}

function matches(query, text) {
  const lower = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

function newestFirst(orders) {
  return [...orders].sort((a, b) => (a.placed_at < b.placed_at ? 1 : -1));
}
