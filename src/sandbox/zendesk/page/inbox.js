import { openCustomerDialog } from './customer-dialog.js';
import { desk, go, isUnread, markRead } from './desk.js';
import { empty, h, icon, pill, shortTime } from './dom.js';
import { openTicket } from './ticket.js';

const VIEWS = [
  { name: 'Unsolved', keep: (ticket) => !['solved', 'closed'].includes(ticket.status) },
  { name: 'Solved', keep: (ticket) => ['solved', 'closed'].includes(ticket.status) },
  { name: 'All', keep: () => true },
];

export function openInbox(main) {
  const room = { view: VIEWS[2], text: '', focus: 0, ticket: null };
  const head = h('div', { class: 'list-head' });
  const rows = h('ul', { class: 'rows', 'aria-label': 'Tickets' });
  const list = h('section', { class: 'list', 'aria-label': 'Inbox' }, head, rows);
  const place = h('div', { class: 'place' });
  main.append(list, place);

  const redraw = () => {
    drawHead(head, room, redraw);
    drawRows(rows, room);
  };
  const visit = () => {
    const id = Number(/^\/agent\/tickets\/(\d+)/.exec(location.pathname)?.[1] ?? 0);
    if (room.ticket?.id !== id) room.ticket = id ? openTicket(place, id) : null;
    if (!id) place.replaceChildren(nothingOpen());
    room.focus = id || room.focus;
    readCurrent(room);
    redraw();
  };
  visit();
  return {
    visit,
    overview: () => {
      readCurrent(room);
      redraw();
      if (!room.ticket) place.replaceChildren(nothingOpen());
    },
    notice: (notice) => {
      if (notice.kind === 'ticket' && notice.id === room.ticket?.id) room.ticket.refresh();
    },
    key: (event) => onKey(event, room, rows),
  };
}

function readCurrent(room) {
  const open = desk.overview.tickets.find((ticket) => ticket.id === room.ticket?.id);
  if (open && markRead(open)) window.dispatchEvent(new Event('desk:read'));
}

function visible(room) {
  const words = room.text.toLowerCase();
  return desk.overview.tickets
    .filter(room.view.keep)
    .filter((ticket) =>
      `#${ticket.id} ${ticket.subject} ${ticket.requester} ${ticket.tags.join(' ')}`.toLowerCase().includes(words),
    );
}

function drawHead(head, room, redraw) {
  if (!head.firstChild) {
    const search = h('input', {
      type: 'search',
      placeholder: 'Filter by name, subject, tag',
      'aria-label': 'Filter tickets',
    });
    search.addEventListener('input', () => {
      room.text = search.value;
      redraw();
    });
    head.append(
      h('div', { class: 'views', role: 'group', 'aria-label': 'Views' }),
      h('label', { class: 'search' }, icon('search'), search),
    );
  }
  const buttons = VIEWS.map((view) => {
    const count = desk.overview.tickets.filter(view.keep).length;
    const choose = () => {
      room.view = view;
      redraw();
    };
    return h(
      'button',
      { type: 'button', class: 'view', 'aria-pressed': view === room.view ? 'true' : 'false', onclick: choose },
      view.name,
      h('span', { class: 'quiet' }, count),
    );
  });
  head.firstChild.replaceChildren(...buttons);
}

function drawRows(rows, room) {
  const tickets = visible(room);
  rows.replaceChildren(...tickets.map((ticket) => row(ticket, room)));
  if (tickets.length === 0)
    rows.append(
      h('li', { class: 'none quiet' }, room.text ? 'No ticket matches this.' : 'Nothing here. Enjoy the quiet.'),
    );
}

function row(ticket, room) {
  const open = ticket.id === room.ticket?.id;
  const unread = isUnread(ticket);
  const classes = `row${unread ? ' is-unread' : ''}${room.focus === ticket.id ? ' is-focus' : ''}`;
  const first = ticket.tags.find((tag) => tag.includes('intent__')) ?? ticket.tags[0];
  const tags = first ? h('span', { class: 'tag', title: ticket.tags.join(', ') }, first) : undefined;
  const more = ticket.tags.length > 1 ? h('span', { class: 'quiet' }, `+${ticket.tags.length - 1}`) : undefined;
  const priority = ticket.priority
    ? h('span', { class: `priority is-${ticket.priority}` }, ticket.priority)
    : undefined;
  const link = h(
    'a',
    {
      class: classes,
      href: `/agent/tickets/${ticket.id}`,
      'data-inside': true,
      'data-ticket-id': ticket.id,
      'aria-current': open ? 'true' : undefined,
    },
    h(
      'span',
      { class: 'row-top' },
      unread && h('span', { class: 'dot', role: 'img', 'aria-label': 'Unread' }),
      h('span', { class: 'row-who' }, ticket.requester),
      h('time', { class: 'quiet' }, shortTime(ticket.updatedAt)),
    ),
    h('span', { class: 'row-subject' }, ticket.subject, h('span', { class: 'quiet' }, ` #${ticket.id}`)),
    h(
      'span',
      { class: `row-preview quiet${ticket.lastIsNote ? ' is-note' : ''}` },
      ticket.lastIsNote && icon('lock'),
      ticket.preview,
    ),
    h(
      'span',
      { class: 'row-facts' },
      pill(ticket.status),
      priority,
      ticket.group && h('span', { class: 'group' }, ticket.group),
      tags,
      more,
    ),
  );
  return h('li', {}, link);
}

function nothingOpen() {
  if (desk.overview.tickets.length > 0) {
    return empty('inbox', 'Choose a ticket', 'Press J and K to move through the list and Enter to open one.');
  }
  const button = h(
    'button',
    { class: 'button primary', type: 'button', onclick: openCustomerDialog },
    icon('pen'),
    'Write as a customer',
  );
  return empty(
    'inbox',
    'No tickets yet',
    'Be the first customer: ask about an order, a refund or a noisy grinder, and watch what happens.',
    button,
  );
}

function onKey(event, room, rows) {
  if (event.key === 'j' || event.key === 'k') return move(event.key === 'j' ? 1 : -1, room, rows);
  if (event.key === 'Enter' && room.focus && event.target === document.body) return go(`/agent/tickets/${room.focus}`);
  if (event.key === 'r' || event.key === 'n') {
    if (!room.ticket) return;
    event.preventDefault();
    room.ticket.compose(event.key === 'r' ? 'reply' : 'note');
  }
}

function move(step, room, rows) {
  const ids = visible(room).map((ticket) => ticket.id);
  const at = ids.indexOf(room.focus);
  const next = at === -1 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step));
  room.focus = ids[next] ?? 0;
  drawRows(rows, room);
  rows.querySelector('.is-focus')?.scrollIntoView({ block: 'nearest' });
}
