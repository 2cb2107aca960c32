import { el, pairs, pill } from './dom.js';
import { nameOf } from './lists.js';
import { capital, day, money, TONES, time } from './words.js';

export function orderCard(shop, number) {
  const order = shop.orders.find((each) => each.number === number);
  if (!order) return hint('No order chosen', 'Choose an order to see its items, payments and refunds.');
  const sum = (amount) => money(amount, order.currency);
  const line = (words, amount, kind) =>
    el('li', { class: kind ?? null }, el('span', {}, words), el('span', { class: 'num' }, amount));
  const invoices = shop.invoices.filter((invoice) => invoice.order_number === number);
  const refunds = shop.refunds.filter((refund) => refund.order_number === number);
  return el(
    'div',
    { class: 'card' },
    el('h2', {}, `Order #${order.number}`, pill(capital(order.status), TONES[order.status])),
    el('p', {}, nameOf(shop, order.customer_id)),
    pairs([
      ['Placed', day(order.placed_at)],
      ['Carrier', order.carrier],
      ['Tracking', order.tracking && el('span', { class: 'mono' }, order.tracking)],
      ['Delivered', order.delivered_at && day(order.delivered_at)],
      ['Goes to', order.ship_to && `${order.ship_to.street}, ${order.ship_to.postcode} ${order.ship_to.city}`],
    ]),
    el('h3', {}, 'Items'),
    el(
      'ol',
      { class: 'lines' },
      order.items.map((item) => line(`${item.quantity} × ${item.name}`, sum(item.price * item.quantity))),
      line('Shipping', order.shipping === 0 ? 'Free' : sum(order.shipping)),
      line('Total', sum(order.total), 'total'),
      order.refunded_amount > 0 && line('Refunded', `−${sum(order.refunded_amount)}`),
      order.refunded_amount > 0 && line('Left', sum(order.total - order.refunded_amount), 'total'),
    ),
    invoices.length > 0 && el('h3', {}, 'Invoices'),
    el(
      'ol',
      { class: 'lines' },
      invoices.map((invoice) =>
        line(
          el('span', {}, `${invoice.number} `, pill(capital(invoice.status), TONES[invoice.status])),
          sum(invoice.amount),
        ),
      ),
    ),
    refunds.length > 0 && el('h3', {}, 'Refunds'),
    el(
      'ol',
      { class: 'lines' },
      refunds.map((refund) => line(`${time(refund.created_at)} · ${refund.reason}`, sum(refund.amount))),
    ),
  );
}

export function customerCard(shop, id) {
  const customer = shop.customers.find((each) => each.id === id);
  if (!customer) return hint('Nobody chosen', 'Choose a customer to see what they bought.');
  const account = shop.accounts.find((each) => each.customer_id === id);
  const orders = shop.orders.filter((order) => order.customer_id === id);
  const subscriptions = shop.subscriptions.filter((each) => each.customer_id === id);
  return el(
    'div',
    { class: 'card' },
    el('h2', {}, customer.name, customer.tier === 'vip' && pill('VIP', 'warn')),
    el('p', {}, customer.email),
    account?.status === 'locked' &&
      el('p', {}, pill('Account locked', 'bad'), ` ${account.locked_because.replace('_', ' ')}`),
    el('h3', {}, 'Orders'),
    list(
      orders,
      (order) => [`#${order.number} · ${day(order.placed_at)}`, pill(capital(order.status), TONES[order.status])],
      'No orders yet.',
    ),
    el('h3', {}, 'Subscriptions'),
    list(
      subscriptions,
      (each) => [`${each.plan} (${each.id})`, pill(capital(each.status), TONES[each.status])],
      'No subscription.',
    ),
  );
}

export function subscriptionCard(shop, id) {
  const found = shop.subscriptions.find((each) => each.id === id);
  if (!found) return hint('No subscription chosen', 'Choose one to see when it is charged next.');
  const ended = shop.cancellations.find((each) => each.subscription_id === id);
  return el(
    'div',
    { class: 'card' },
    el('h2', {}, found.plan, pill(capital(found.status), TONES[found.status])),
    el('p', {}, nameOf(shop, found.customer_id)),
    pairs([
      ['Number', found.id],
      ['Price', money(found.price, found.currency)],
      ['Next charge', day(found.next_charge_at)],
      ['Cancelled', ended && `today at ${time(ended.created_at)}`],
    ]),
  );
}

function list(items, toLine, none) {
  if (items.length === 0) return el('p', { class: 'soft' }, none);
  return el(
    'ol',
    { class: 'lines' },
    items.map((item) => {
      const [words, mark] = toLine(item);
      return el('li', {}, el('span', {}, words), mark);
    }),
  );
}

function hint(title, words) {
  return el('div', { class: 'card' }, el('h2', {}, title), el('p', {}, words));
}
