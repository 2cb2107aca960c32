import { cell, el, empty, pill, table } from './dom.js';
import { nameOf } from './lists.js';
import { count, money, time } from './words.js';

/** Ids that were on the page before: what is new lights up once. */
let known = null;

const CHANGE_WORDS = {
  order_address: ({ subject }) => `Address of order #${subject}`,
  account_unlock: () => 'Account unlocked',
  account_lock: () => 'Account locked',
  subscription_pause: ({ subject }) => `Subscription ${subject} paused`,
  subscription_resume: ({ subject }) => `Subscription ${subject} resumed`,
  subscription_skip: ({ subject }) => `Next box of ${subject} skipped`,
  subscription_unskip: ({ subject }) => `Skipped box of ${subject} sent after all`,
  subscription_restore: ({ subject }) => `Cancellation of ${subject} taken back`,
};

export function entriesOf(shop) {
  const refunds = shop.refunds.map((refund) => ({
    ...refund,
    at: refund.created_at,
    kind: 'Refund',
    what: `Order #${refund.order_number}`,
    amount: money(refund.amount, refund.currency),
  }));
  const cancellations = shop.cancellations.map((each) => ({
    ...each,
    at: each.created_at,
    kind: 'Cancellation',
    what: `Subscription ${each.subscription_id}`,
    amount: '–',
    reason: '–',
  }));
  const changes = shop.changes.map((each) => ({
    ...each,
    at: each.created_at,
    kind: 'Change',
    what: CHANGE_WORDS[each.kind]?.(each) ?? `${each.kind} ${each.subject}`,
    amount: '–',
    reason: Object.values(each.details).join(', ') || '–',
  }));
  return [...refunds, ...cancellations, ...changes].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Which entries appeared since the last look. The first look lights nothing up. */
export function takeFresh(shop) {
  const ids = entriesOf(shop).map((entry) => entry.id);
  const fresh = known === null ? [] : ids.filter((id) => !known.has(id));
  known = new Set(ids);
  return new Set(fresh);
}

export function ledgerList(shop, fresh) {
  const entries = entriesOf(shop);
  if (entries.length === 0)
    return empty('The ledger is empty', 'Refunds, cancellations and changes appear here the moment they are made.');
  return table(
    [['Time'], ['What'], ['Customer'], ['Reason'], ['Amount', 'num'], ['Idempotency key']],
    entries.map((entry) => {
      const row = el('tr', { class: fresh.has(entry.id) ? 'fresh' : null });
      row.append(
        cell(time(entry.at), 'soft nowrap'),
        cell([
          pill(entry.kind, entry.kind === 'Refund' ? 'info' : 'warn'),
          el('span', { class: 'sub' }, `${entry.what} · ${entry.id}`),
        ]),
        cell(nameOf(shop, entry.customer_id)),
        cell(entry.reason, 'soft'),
        cell(entry.amount, 'num'),
        cell(entry.idempotency_key, 'mono soft'),
      );
      return row;
    }),
  );
}

export function ledgerCard(shop, fresh) {
  const entries = entriesOf(shop).slice(0, 6);
  const body =
    entries.length === 0
      ? el('p', {}, 'Nothing yet. Refunds, cancellations and changes appear here the moment they are made.')
      : el(
          'ol',
          { class: 'lines' },
          entries.map((entry) =>
            el(
              'li',
              { class: fresh.has(entry.id) ? 'fresh' : null },
              el(
                'span',
                {},
                `${entry.kind}, ${entry.what.toLowerCase()}`,
                el('br'),
                el('span', { class: 'soft' }, time(entry.at)),
              ),
              el('span', { class: 'num' }, entry.amount),
            ),
          ),
        );
  const total = count(shop.refunds.length, 'refund', 'refunds');
  return el('div', { class: 'card' }, el('h2', {}, 'Ledger', pill(total, shop.refunds.length > 0 ? 'info' : '')), body);
}
