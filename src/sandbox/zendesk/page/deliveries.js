import { load, send, soon, toast } from './desk.js';
import { clockTime, empty, h, icon } from './dom.js';

/** What the webhooks have sent, and switches to make the next sending go wrong. */
export function openDeliveries(main) {
  const table = h('section', { class: 'sheet', 'aria-label': 'Deliveries' });
  const switches = h('aside', { class: 'side', 'aria-label': 'Faults' });
  main.append(table, switches);
  const open = new Set();
  const refresh = async () => {
    const [data, faults] = await Promise.all([load('/deliveries'), load('/faults')]);
    if (data) drawTable(table, data, open);
    if (faults) drawSwitches(switches, faults.switches);
  };
  const later = soon(refresh, 150);
  void refresh();
  return { notice: (notice) => (notice.kind === 'delivery' || notice.kind === 'faults') && later() };
}

function drawTable(place, { endpoints, deliveries }, open) {
  const where = endpoints.length > 0 ? `Sent to ${endpoints.join(', ')}` : 'No webhook is set up yet.';
  const head = h('header', { class: 'sheet-head' }, h('h1', {}, 'Deliveries'), h('p', { class: 'quiet' }, where));
  if (deliveries.length === 0) {
    return place.replaceChildren(
      head,
      empty(
        'send',
        'Nothing sent yet',
        'Each change of a ticket is told to Deskhand here, signed as Zendesk signs it.',
      ),
    );
  }
  const titles = ['Time', 'Event', 'About', 'Result', 'Tries', ''];
  const row = h(
    'tr',
    {},
    titles.map((title) => h('th', { scope: 'col' }, title || h('span', { class: 'hidden' }, 'Actions'))),
  );
  place.replaceChildren(
    head,
    h(
      'table',
      { class: 'deliveries' },
      h('thead', {}, row),
      h(
        'tbody',
        {},
        deliveries.map((each) => lines(each, open)),
      ),
    ),
  );
}

function lines(delivery, open) {
  const retries = Math.max(0, delivery.attempts.length - 1);
  const resend = async () => {
    if (await send(`/deliveries/${delivery.id}/resend`)) toast('Sent once more, with a fresh signature.');
  };
  const body = h(
    'tr',
    { class: 'delivery-body', hidden: !open.has(delivery.id) },
    h('td', { colspan: 6 }, h('pre', {}, pretty(delivery.body))),
  );
  const look = (event) => {
    body.hidden = !body.hidden;
    event.currentTarget.setAttribute('aria-expanded', String(!body.hidden));
    if (body.hidden) open.delete(delivery.id);
    else open.add(delivery.id);
  };
  const id = /ticket:(\d+)/.exec(delivery.subject)?.[1];
  const about = id
    ? h('a', { href: `/agent/tickets/${id}`, 'data-inside': true }, `#${id}`)
    : delivery.subject.replace('zen:', '');
  return [
    h(
      'tr',
      { 'data-delivery-id': delivery.id },
      h('td', { class: 'quiet' }, clockTime(delivery.createdAt)),
      h(
        'td',
        {},
        h(
          'button',
          { class: 'link', type: 'button', 'aria-expanded': String(open.has(delivery.id)), onclick: look },
          delivery.type.replace('zen:event-type:', ''),
        ),
      ),
      h('td', {}, about),
      h(
        'td',
        {},
        h('span', { class: `pill is-${delivery.status}` }, delivery.status),
        h('span', { class: 'quiet result' }, result(delivery)),
      ),
      h(
        'td',
        {},
        delivery.attempts.length,
        retries > 0 && h('span', { class: 'quiet' }, ` (${retries} ${retries === 1 ? 'retry' : 'retries'})`),
      ),
      h(
        'td',
        {},
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            onclick: resend,
            'aria-label': `Resend ${delivery.type} of ${delivery.subject}`,
          },
          'Resend',
        ),
      ),
    ),
    body,
  ];
}

function result(delivery) {
  const last = delivery.attempts.at(-1);
  if (delivery.status === 'success') return `${last?.status ?? ''} in ${last?.ms ?? 0} ms`;
  return delivery.note;
}

function pretty(body) {
  return JSON.stringify(JSON.parse(body), null, 2);
}

function drawSwitches(place, list) {
  const arm = async (name) => {
    const answer = await send('/faults', { name });
    if (answer) drawSwitches(place, answer.switches);
  };
  const calm = async () => {
    const answer = await send('/faults/clear');
    if (answer) drawSwitches(place, answer.switches);
  };
  const buttons = list.map((each) => {
    const count = each.armed > 0 ? h('span', { class: 'count' }, each.armed) : undefined;
    return h(
      'li',
      {},
      h(
        'button',
        { class: `switch${each.armed > 0 ? ' is-armed' : ''}`, type: 'button', onclick: () => arm(each.name) },
        h('span', {}, each.label),
        count,
      ),
    );
  });
  const armed = list.some((each) => each.armed > 0);
  place.replaceChildren(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, 'Make something go wrong'),
      h('p', { class: 'quiet' }, 'Each press spoils one more. Deskhand should end in the right state all the same.'),
      h('ul', { class: 'switches' }, buttons),
      h(
        'button',
        { class: 'button', type: 'button', disabled: !armed, onclick: calm },
        icon('check'),
        'All well again',
      ),
    ),
  );
}
