import { createComposer } from './composer.js';
import { load } from './desk.js';
import { avatar, empty, h, icon, longTime, pill, shortTime } from './dom.js';
import { drawSide } from './side.js';

/** One ticket: the conversation, the box to write in and the panel of facts. Redraws keep what is being typed. */
export function openTicket(place, id) {
  const head = h('header', { class: 'ticket-head' });
  const talk = h('div', { class: 'talk', role: 'log', 'aria-label': 'Conversation', tabindex: '0' });
  const box = h('div', { class: 'composer-place' });
  const side = h('aside', { class: 'side', 'aria-label': 'Ticket details' });
  place.replaceChildren(h('section', { class: 'ticket', 'aria-label': `Ticket ${id}` }, head, talk, box), side);
  let composer = null;
  let seen = 0;

  const refresh = async () => {
    const ticket = await load(`/tickets/${id}`);
    if (!ticket)
      return place.replaceChildren(
        empty('inbox', 'No such ticket', `There is no ticket #${id} here. The demo may have been started anew.`),
      );
    drawHead(head, ticket);
    talk.replaceChildren(...ticket.comments.map((comment) => message(comment)));
    if (ticket.comments.length > seen)
      talk.scrollTop = seen === 0 && ticket.comments.length < 3 ? 0 : talk.scrollHeight;
    seen = ticket.comments.length;
    if (!side.contains(document.activeElement) || document.activeElement?.tagName === 'SUMMARY')
      drawSide(side, ticket, refresh);
    composer ??= createComposer(box, ticket);
    composer.update(ticket);
  };
  void refresh();
  return { id, refresh, compose: (mode) => composer?.open(mode) };
}

function drawHead(head, ticket) {
  const channel = ticket.channel === 'email' ? 'by e-mail' : `by ${ticket.channel}`;
  head.replaceChildren(
    h('h1', {}, ticket.subject),
    h(
      'p',
      { class: 'ticket-sub' },
      pill(ticket.status),
      h('span', {}, `#${ticket.id}`),
      h('span', {}, ticket.requester),
      h('span', { class: 'quiet' }, `${channel}, ${longTime(ticket.createdAt)}`),
    ),
  );
}

function message(comment) {
  const isNote = !comment.public;
  const { kind, label } = look(comment);
  return h(
    'article',
    {
      class: `message ${kind}`,
      'data-comment-id': comment.id,
      'data-public': String(comment.public),
      'aria-label': `${isNote ? 'Internal note' : 'Public message'} by ${comment.author}`,
    },
    avatar(comment.author, comment.isBot ? 'is-bot' : ''),
    h(
      'div',
      { class: 'message-body' },
      h(
        'header',
        {},
        h('strong', {}, comment.author),
        comment.isBot && h('span', { class: 'bot' }, 'Bot'),
        h('span', { class: 'kind' }, label),
        h('time', { class: 'quiet', title: longTime(comment.createdAt) }, shortTime(comment.createdAt)),
      ),
      h('div', { class: 'words', html: comment.html }),
    ),
  );
}

function look(comment) {
  if (!comment.public) return { kind: 'is-note', label: [icon('lock'), 'Internal note'] };
  if (comment.role === 'end-user') return { kind: 'is-customer', label: ['Customer'] };
  return { kind: 'is-agent', label: [icon('globe'), 'Public reply'] };
}
