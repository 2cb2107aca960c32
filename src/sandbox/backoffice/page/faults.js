import { el } from './dom.js';
import { count } from './words.js';

/** What a person can break, in the words of what happens. Each switch spoils the next three matching calls. */
const SWITCHES = [
  {
    title: 'Refunds fail',
    words: 'A refund is answered with 500 and nothing is booked.',
    fault: { kind: 'status', status: 500, method: 'POST', path: '/refunds' },
  },
  {
    title: 'Refund answers get lost',
    words: 'The refund is booked, but the connection breaks before the answer.',
    fault: { kind: 'reset', method: 'POST', path: '/refunds', afterCommit: true },
  },
  {
    title: 'Cancellation answers get lost',
    words: 'The subscription ends, but the caller never hears of it.',
    fault: { kind: 'reset', method: 'POST', path: '/cancel', afterCommit: true },
  },
  {
    title: 'Look-ups fail',
    words: 'Customers, orders and invoices are answered with 503.',
    fault: { kind: 'status', status: 503, method: 'GET' },
  },
  {
    title: 'Too many requests',
    words: 'Every call is answered with 429 and asked to wait for two seconds.',
    fault: { kind: 'status', status: 429, retryAfter: 2 },
  },
  { title: 'Slow answers', words: 'Every answer takes three seconds.', fault: { kind: 'slow', ms: 3000 } },
  { title: 'No answer at all', words: 'The connection stays open and nothing comes.', fault: { kind: 'hang' } },
  { title: 'Not JSON', words: 'An HTML page with status 200, as a proxy would send.', fault: { kind: 'garbage' } },
  {
    title: 'Key refused',
    words: 'Every call is answered with 401, as if the key had been revoked.',
    fault: { kind: 'status', status: 401 },
  },
];

const TIMES = 3;

export function faultsPanel(shop, onSet) {
  return el(
    'div',
    { class: 'switches' },
    SWITCHES.map((each) => toCard(shop, each, onSet)),
  );
}

function toCard(shop, { title, words, fault }, onSet) {
  const active = shop.faults.find((each) => isSame(each, fault));
  const others = shop.faults.filter((each) => !isSame(each, fault));
  const next = active ? others : [...others, { ...fault, times: TIMES }];
  return el(
    'section',
    { class: active ? 'switch on' : 'switch' },
    el('strong', {}, title),
    el('p', {}, words),
    el(
      'div',
      { class: 'row' },
      el('span', { class: 'soft' }, active ? `For the next ${count(active.times, 'call', 'calls')}` : 'Off'),
      el(
        'button',
        {
          type: 'button',
          'data-key': title,
          class: active ? 'button' : 'button primary',
          'aria-pressed': String(Boolean(active)),
          'aria-label': `${active ? 'Switch off' : 'Switch on'}: ${title}`,
          onclick: () => onSet(next),
        },
        active ? 'Switch off' : 'Switch on',
      ),
    ),
  );
}

function isSame(active, fault) {
  return (
    Object.entries(fault).every(([name, value]) => active[name] === value) &&
    active.method === fault.method &&
    active.path === fault.path
  );
}
