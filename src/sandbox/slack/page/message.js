import { renderBlocks } from './blocks.js';
import { clockTime, fullTime } from './dates.js';
import { avatar, h, icon } from './dom.js';
import { openMenu } from './menu.js';
import { goTo, presser, send } from './session.js';
import { renderMrkdwn } from './text.js';

/** One message as an item for `patch`: redrawn only when it, its thread or a press on it changed. */
export function messageItem(message, { channel, replies, ctx, inThread = false, aimed = false }) {
  const presses = presser({ channelId: channel.id, messageTs: message.ts });
  const last = replies.at(-1)?.ts;
  return {
    key: message.ts,
    signature: JSON.stringify([message, replies.length, last, presses.signature(), inThread, aimed, ctx.me]),
    build: () => drawMessage(message, { channel, replies, ctx, presses, inThread, aimed }),
  };
}

function drawMessage(message, { channel, replies, ctx, presses, inThread, aimed }) {
  const name = ctx.personName(message.user);
  const surface = { ctx, ...presses };
  const classes = ['message', message.onlyForMe && 'only-me', aimed && 'aimed'].filter(Boolean).join(' ');
  return h(
    'article',
    { class: classes, 'data-ts': message.ts, 'aria-label': `${name}, ${clockTime(message.ts)}` },
    avatar(name, message.user, message.fromApp),
    h(
      'div',
      { class: 'message-body' },
      message.onlyForMe && privateNote(channel, message),
      h(
        'p',
        { class: 'byline' },
        h('strong', {}, name),
        message.fromApp && h('span', { class: 'badge' }, 'APP'),
        h('time', { title: fullTime(message.ts) }, clockTime(message.ts)),
        message.broadcast && h('span', { class: 'muted' }, 'replied in a thread'),
      ),
      h('div', { class: 'content' }, drawContent(message, surface)),
      !inThread && replies.length > 0 && threadLink(message, replies),
    ),
    !message.onlyForMe &&
      h(
        'div',
        { class: 'tools' },
        !inThread && !message.threadTs && replyButton(message),
        shortcutButton(channel, message, ctx),
      ),
  );
}

function drawContent(message, surface) {
  const edited = message.edited && h('span', { class: 'muted edited' }, ' (edited)');
  if (message.blocks.length > 0) return [renderBlocks(message.blocks, surface), edited];
  const words = message.mrkdwn ? renderMrkdwn(message.text, surface.ctx) : [message.text];
  return h('div', { class: 'block words' }, words, edited);
}

function privateNote(channel, message) {
  const dismiss = () => send('dismiss', { channelId: channel.id, ts: message.ts });
  return h(
    'p',
    { class: 'private-note' },
    icon('eye'),
    'Only visible to you',
    h('button', { type: 'button', class: 'link', onclick: dismiss }, 'Dismiss'),
  );
}

function threadLink(message, replies) {
  const words = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const open = () => goTo({ thread: message.ts });
  return h(
    'button',
    { type: 'button', class: 'thread-link', 'data-focus': 'thread', onclick: open },
    h('b', {}, words),
    h('span', {}, `Last reply at ${clockTime(replies.at(-1).ts)}`),
  );
}

/** What apps offer for a message, in a menu as Slack has it. */
function shortcutButton(channel, message, ctx) {
  if (ctx.shortcuts.length === 0) return null;
  const options = ctx.shortcuts.map(({ callbackId, name }) => ({
    text: { type: 'plain_text', text: name },
    value: callbackId,
  }));
  const choose = ({ value }) => send('shortcut', { channelId: channel.id, ts: message.ts, callbackId: value });
  const onclick = (event) => openMenu(event.currentTarget, options, { choose, ctx });
  return h(
    'button',
    {
      type: 'button',
      class: 'plain tool',
      'data-focus': 'shortcuts',
      'aria-label': 'More message actions',
      'aria-haspopup': 'menu',
      title: 'More message actions',
      onclick,
    },
    '⋯',
  );
}

function replyButton(message) {
  const open = () => goTo({ thread: message.ts });
  return h(
    'button',
    {
      type: 'button',
      class: 'plain tool',
      'data-focus': 'reply',
      'aria-label': 'Reply in thread',
      title: 'Reply in thread',
      onclick: open,
    },
    icon('reply'),
  );
}
