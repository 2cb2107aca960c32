import { openCustomerDialog } from './customer-dialog.js';
import { openDeliveries } from './deliveries.js';
import { actAs, desk, go, isUnread, loadOverview, onVisit, soon } from './desk.js';
import { h, icon, select } from './dom.js';
import { openHelpCenter } from './help-center.js';
import { openInbox } from './inbox.js';

/** A room draws itself into main and gives back what it wants to hear of: { notice, key, leave }. */
const ROOMS = [
  { path: /^\/($|agent)/, name: 'Inbox', href: '/', icon: 'inbox', open: openInbox },
  { path: /^\/(hc\/|help-center$)/, name: 'Help center', href: '/help-center', icon: 'book', open: openHelpCenter },
  { path: /^\/deliveries$/, name: 'Deliveries', href: '/deliveries', icon: 'send', open: openDeliveries },
];

const main = document.getElementById('main');
let current = { room: null, hooks: {} };

async function start() {
  await loadOverview();
  if (!desk.overview) return;
  onVisit(visit);
  drawFrame();
  visit();
  listen();
}

function visit() {
  const room = ROOMS.find((each) => each.path.test(location.pathname)) ?? ROOMS[0];
  if (room === current.room && current.hooks.visit) current.hooks.visit();
  else {
    main.replaceChildren();
    main.className = `main room-${room.href.slice(1) || 'inbox'}`;
    current = { room, hooks: room.open(main) };
  }
  drawRail();
}

function drawFrame() {
  const people = desk.overview.agents.filter((agent) => !agent.isBot);
  const picker = select({
    label: 'You are',
    name: 'agent',
    value: desk.agentId,
    options: people.map((agent) => [agent.id, agent.name]),
    onchange: (event) => actAs(Number(event.target.value)),
  });
  document
    .getElementById('topbar')
    .replaceChildren(
      h(
        'div',
        { class: 'account' },
        h('strong', {}, displayName(desk.overview.account)),
        h('span', { class: 'quiet' }, 'Support desk'),
      ),
      h('span', { class: 'live', id: 'live', title: 'Changes appear by themselves' }, 'Live'),
      h('span', { class: 'grow' }),
      h('label', { class: 'who' }, h('span', { class: 'quiet' }, 'You are'), picker),
      h(
        'button',
        { class: 'button primary', type: 'button', onclick: openCustomerDialog },
        icon('pen'),
        'Write as a customer',
        h('kbd', {}, 'C'),
      ),
    );
}

/** The account of the demo writes its name as one word. */
function displayName(subdomain) {
  return subdomain === 'kettleandpine' ? 'Kettle & Pine' : subdomain;
}

function drawRail() {
  const unread = desk.overview.tickets.filter(isUnread).length;
  const links = ROOMS.map((room) => {
    const here = room === current.room;
    const count = room.href === '/' && unread > 0 ? h('span', { class: 'count' }, unread) : undefined;
    const props = { class: 'rail-link', href: room.href, 'aria-current': here ? 'page' : undefined, onclick: follow };
    return h('a', props, icon(room.icon), h('span', {}, room.name), count);
  });
  const mark = h('img', { class: 'mark', src: '/page/static/mark.svg', alt: '' });
  document.getElementById('rail').replaceChildren(mark, ...links);
}

function follow(event) {
  event.preventDefault();
  go(event.currentTarget.getAttribute('href'));
}

function listen() {
  const stream = new EventSource('/page/live');
  const live = document.getElementById('live');
  const refresh = soon(async () => {
    await loadOverview();
    current.hooks.overview?.();
    drawRail();
  });
  stream.onopen = () => {
    live.classList.add('is-on');
    live.textContent = 'Live';
    refresh();
  };
  stream.onerror = () => {
    live.classList.remove('is-on');
    live.textContent = 'Reconnecting…';
  };
  stream.onmessage = (message) => {
    const notice = JSON.parse(message.data);
    if (notice.kind === 'ticket') refresh();
    current.hooks.notice?.(notice);
  };
}

window.addEventListener('popstate', visit);
window.addEventListener('desk:read', drawRail);
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-inside]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'c') {
    event.preventDefault();
    openCustomerDialog();
  } else current.hooks.key?.(event);
});

await start();
