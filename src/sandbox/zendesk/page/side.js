import { desk, send } from './desk.js';
import { avatar, h, icon, longTime, pill, readable, select, shortTime } from './dom.js';

/** The panel beside the conversation: who asks, what is known, what has been changed by whom. */
export function drawSide(side, ticket, refresh) {
  const wasOpen = side.querySelector('details.history')?.open ?? true;
  const change = async (patch) => {
    document.activeElement?.blur?.();
    await send(`/tickets/${ticket.id}/change`, { agentId: desk.agentId, ...patch });
    await refresh();
  };
  side.replaceChildren(
    requester(ticket),
    properties(ticket, change),
    tags(ticket, change),
    fields(ticket, change),
    history(ticket, wasOpen),
  );
}

function requester({ requesterCard: person, inCopy }) {
  if (!person) return h('section', { class: 'card' }, 'Unknown requester');
  const others = person.otherTickets
    .slice(0, 4)
    .map((other) =>
      h(
        'li',
        {},
        h('a', { href: `/agent/tickets/${other.id}`, 'data-inside': true }, other.subject),
        pill(other.status),
      ),
    );
  return h(
    'section',
    { class: 'card', 'aria-label': 'Requester' },
    h(
      'div',
      { class: 'person' },
      avatar(person.name),
      h('div', {}, h('strong', {}, person.name), h('span', { class: 'quiet' }, person.email)),
    ),
    inCopy.length > 0 && h('p', { class: 'quiet' }, `In copy: ${inCopy.join(', ')}`),
    h(
      'p',
      { class: 'badges' },
      person.verified
        ? h('span', { class: 'badge is-good' }, icon('check'), 'Verified')
        : h('span', { class: 'badge' }, 'Not verified'),
      h('span', { class: 'badge' }, person.locale),
      person.tags.map((tag) => h('span', { class: 'badge' }, tag)),
    ),
    others.length > 0 && h('ul', { class: 'others' }, others),
  );
}

function properties(ticket, change) {
  const { groups, agents } = desk.overview;
  const states = ['new', 'open', 'pending', 'hold', 'solved', 'closed'].map((each) => [each, readable(each)]);
  const priorities = [['', 'None'], ...['low', 'normal', 'high', 'urgent'].map((each) => [each, readable(each)])];
  const idOrNone = (event) => (event.target.value === '' ? null : Number(event.target.value));
  const named = (people) => [['', 'None'], ...people.map((each) => [each.id, each.name])];
  return h(
    'section',
    { class: 'card facts', 'aria-label': 'Properties' },
    fact(
      'Status',
      select({
        label: 'Status',
        value: ticket.status,
        options: states,
        onchange: (event) => change({ status: event.target.value }),
      }),
    ),
    fact(
      'Priority',
      select({
        label: 'Priority',
        value: ticket.priority,
        options: priorities,
        onchange: (event) => change({ priority: event.target.value || null }),
      }),
    ),
    fact(
      'Group',
      select({
        label: 'Group',
        value: ticket.groupId,
        options: named(groups),
        onchange: (event) => change({ groupId: idOrNone(event) }),
      }),
    ),
    fact(
      'Assignee',
      select({
        label: 'Assignee',
        value: ticket.assigneeId,
        options: named(agents),
        onchange: (event) => change({ assigneeId: idOrNone(event) }),
      }),
    ),
  );
}

function fact(label, control) {
  return h('div', { class: 'fact' }, h('span', { class: 'quiet' }, label), control);
}

function tags(ticket, change) {
  const chips = ticket.tags.map((tag) => {
    const without = () => change({ tags: ticket.tags.filter((each) => each !== tag) });
    return h(
      'li',
      { class: 'chip' },
      tag,
      h('button', { type: 'button', 'aria-label': `Remove tag ${tag}`, onclick: without }, icon('cross')),
    );
  });
  const add = (event) => {
    event.preventDefault();
    const tag = new FormData(event.target).get('tag').trim();
    if (tag) change({ tags: [...ticket.tags, tag] });
  };
  return h(
    'section',
    { class: 'card', 'aria-label': 'Tags' },
    h('h2', {}, 'Tags'),
    h('ul', { class: 'chips' }, chips.length > 0 ? chips : h('li', { class: 'quiet' }, 'No tags')),
    h(
      'form',
      { class: 'add-tag', onsubmit: add },
      h('input', { name: 'tag', placeholder: 'Add a tag', 'aria-label': 'Add a tag', autocomplete: 'off' }),
    ),
  );
}

function fields(ticket, change) {
  const rows = ticket.fields.map((field) => {
    const options = [['', '—'], ...field.options.map((option) => [option, readable(option)])];
    const set = (event) => change({ customFields: [{ id: field.id, value: event.target.value || null }] });
    return fact(
      field.title.replace('Deskhand ', ''),
      select({ label: field.title, value: field.value, options, onchange: set }),
    );
  });
  return h('section', { class: 'card facts', 'aria-label': 'Deskhand fields' }, h('h2', {}, 'Deskhand'), rows);
}

function history(ticket, open) {
  const lines = ticket.history.filter((each) => each.lines.length > 0).reverse();
  const items = lines.map((each) =>
    h(
      'li',
      {},
      h(
        'p',
        {},
        h('strong', {}, each.by),
        h('span', { class: 'quiet' }, each.channel === 'api' ? ' by API, ' : ' '),
        h('time', { class: 'quiet', title: longTime(each.at) }, shortTime(each.at)),
      ),
      h(
        'ul',
        {},
        each.lines.map((line) => h('li', {}, line)),
      ),
    ),
  );
  return h('details', { class: 'card history', open }, h('summary', {}, 'History'), h('ol', {}, items));
}
