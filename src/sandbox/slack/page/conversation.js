import { drawComposer } from './composer.js';
import { dayName } from './dates.js';
import { h, icon, patch } from './dom.js';
import { messageItem } from './message.js';
import { session } from './session.js';
import { keepAtEnd, makeStream } from './stream.js';
import { firstNew } from './unread.js';

/** The channel in the middle: its messages with day lines, and the composer below. */
export function conversationItems(channel, ctx) {
  return [
    {
      key: `head-${channel.id}`,
      signature: JSON.stringify([channel.name, channel.topic, channel.members]),
      build: () => drawHead(channel, ctx),
    },
    ...streamItems(channel, ctx),
  ];
}

export function streamItems(channel, ctx) {
  return [
    {
      key: `list-${channel.id}-${ctx.me}`,
      signature: '',
      build: () => makeStream('Messages'),
    },
    { key: `write-${channel.id}-${ctx.me}`, signature: '', build: () => drawComposer(composerOptions(channel, ctx)) },
  ];
}

/** Fills the list; an address that names a message starts there. */
export function fillStream(pane, channel, ctx) {
  const stream = pane.querySelector('.stream');
  const first = stream.childElementCount === 0;
  const top = channel.messages.filter((message) => !message.threadTs || message.broadcast);
  patch(stream, top.length === 0 ? [emptyItem(channel, ctx)] : withLines(top, channel, ctx));
  const aimed = session.aim && stream.querySelector('.aimed');
  if (aimed && first) {
    stream.pinned = false;
    aimed.scrollIntoView({ block: 'start' });
  } else keepAtEnd(stream);
}

function withLines(messages, channel, ctx) {
  const items = [];
  const newTs = firstNew(channel);
  let day = '';
  for (const message of messages) {
    const name = dayName(message.ts);
    if (name !== day) items.push(lineItem(`day-${name}`, name, 'day-line'));
    day = name;
    if (message.ts === newTs) items.push(lineItem('new', 'New', 'new-line'));
    const replies = channel.messages.filter((other) => other.threadTs === message.ts);
    items.push(messageItem(message, { channel, replies, ctx, aimed: message.ts === session.aim }));
  }
  return items;
}

function lineItem(key, words, className) {
  return { key, signature: words, build: () => h('p', { class: className }, h('span', {}, words)) };
}

function drawHead(channel, ctx) {
  const count = channel.members.length;
  return h(
    'header',
    { class: 'pane-head' },
    h('h1', {}, icon(channel.isPrivate ? 'lock' : 'hash'), channel.name),
    channel.topic && h('p', { class: 'topic' }, channel.topic),
    h('p', { class: 'members', title: channel.members.map(ctx.personName).join(', ') }, `${count} members`),
  );
}

function emptyItem(channel, ctx) {
  return { key: 'empty', signature: ctx.zendeskUrl ?? '', build: () => drawEmpty(channel, ctx) };
}

function drawEmpty(channel, { zendeskUrl, appName }) {
  if (channel.isDirect) {
    return h(
      'div',
      { class: 'empty' },
      icon('tray'),
      h('h2', {}, 'No messages yet'),
      h('p', {}, `${appName} writes to you here when something is for you alone.`),
    );
  }
  const place = zendeskUrl
    ? h('a', { href: zendeskUrl, target: '_blank', rel: 'noopener' }, 'the Zendesk page')
    : 'the Zendesk page';
  return h(
    'div',
    { class: 'empty' },
    icon('tray'),
    h('h2', {}, 'Nothing to review yet.'),
    h('p', {}, 'Write as a customer on ', place, ', for example asking for a refund.'),
  );
}

function composerOptions(channel, ctx) {
  const where = channel.isDirect ? ctx.appName : `#${channel.name}`;
  const placeholder = `Message ${where} as ${ctx.personName(ctx.me)}`;
  return { channelId: channel.id, placeholder, commands: ctx.commands };
}
