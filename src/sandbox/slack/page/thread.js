import { drawComposer } from './composer.js';
import { h, icon, patch } from './dom.js';
import { messageItem } from './message.js';
import { goTo } from './session.js';
import { keepAtEnd, makeStream } from './stream.js';

/** The drawer on the right: one message and its replies. */
export function syncThread(drawer, { channel, ts, ctx }) {
  const root = channel?.messages.find((message) => message.ts === ts);
  drawer.hidden = !root;
  if (!root) {
    drawer.replaceChildren();
    return;
  }
  const replies = channel.messages.filter((message) => message.threadTs === ts);
  const key = `${channel.id}-${ts}-${ctx.me}`;
  const placeholder = `Reply as ${ctx.personName(ctx.me)}`;
  const options = { channelId: channel.id, threadTs: ts, placeholder, commands: [] };
  patch(drawer, [
    { key: `head-${key}`, signature: '', build: () => drawHead(channel) },
    {
      key: `list-${key}`,
      signature: '',
      build: () => makeStream('Replies'),
    },
    { key: `write-${key}`, signature: '', build: () => drawComposer(options) },
  ]);
  const line = { key: 'line', signature: String(replies.length), build: () => countLine(replies.length) };
  const [first, ...rest] = [root, ...replies].map((message) =>
    messageItem(message, { channel, replies: [], ctx, inThread: true }),
  );
  const stream = drawer.querySelector('.stream');
  patch(stream, [first, line, ...rest]);
  keepAtEnd(stream);
}

function drawHead(channel) {
  const close = () => goTo({ thread: '' });
  return h(
    'header',
    { class: 'pane-head' },
    h('h2', {}, 'Thread'),
    h('p', { class: 'topic' }, channel.isDirect ? '' : `#${channel.name}`),
    h('button', { type: 'button', class: 'plain', 'aria-label': 'Close thread', onclick: close }, icon('close')),
  );
}

function countLine(count) {
  const words = count === 0 ? 'No replies yet' : `${count} ${count === 1 ? 'reply' : 'replies'}`;
  return h('p', { class: 'day-line' }, h('span', {}, words));
}
