import { formatDate } from './dates.js';
import { h } from './dom.js';
import { parseMrkdwn } from './mrkdwn.js';

const emoji = {
  white_check_mark: '✅',
  x: '❌',
  warning: '⚠️',
  eyes: '👀',
  tada: '🎉',
  wave: '👋',
  pencil2: '✏️',
  pencil: '📝',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  lock: '🔒',
  robot_face: '🤖',
  bulb: '💡',
  link: '🔗',
  thumbsup: '👍',
  '+1': '👍',
  thumbsdown: '👎',
  rotating_light: '🚨',
  speech_balloon: '💬',
  arrows_counterclockwise: '🔄',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  red_circle: '🔴',
};

/** A text object of a block. Plain text is never parsed, apart from :emoji: when asked for. */
export function renderText(text, ctx) {
  if (text.type === 'mrkdwn') return renderMrkdwn(text.text, ctx, text.verbatim === true);
  return [text.emoji === true ? withEmoji(text.text) : text.text];
}

export function renderMrkdwn(source, ctx, verbatim = false) {
  return renderNodes(parseMrkdwn(source, { verbatim }), ctx);
}

function renderNodes(nodes, ctx) {
  return nodes.map((node) => renderNode(node, ctx));
}

const wrappers = { bold: 'strong', italic: 'em', strike: 's', quote: 'blockquote' };

function renderNode(node, ctx) {
  if (wrappers[node.type]) return h(wrappers[node.type], {}, renderNodes(node.children, ctx));
  if (node.type === 'text') return node.text;
  if (node.type === 'break') return h('br');
  if (node.type === 'code') return h('code', {}, node.text);
  if (node.type === 'pre') return h('pre', {}, node.text);
  if (node.type === 'emoji') return emoji[node.name] ?? `:${node.name}:`;
  if (node.type === 'link') return safeLink(node.url, node.text);
  if (node.type === 'date') return dateNode(node);
  return mention(node, ctx);
}

/** Only web and mail addresses become links; anything else stays words. */
export function safeLink(url, text) {
  if (!/^(https?:|mailto:)/i.test(url)) return text || url;
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text || url);
}

export function dateNode({ timestamp, format, url, fallback }) {
  const words = Number.isFinite(timestamp) ? formatDate(timestamp, format) : (fallback ?? '');
  if (url) return safeLink(url, words);
  return h('time', { datetime: new Date(timestamp * 1000).toISOString() }, words);
}

export function mention(node, ctx) {
  const mine = node.type === 'user' && node.id === ctx.me;
  return h('span', { class: mine ? 'mention mine' : 'mention' }, mentionName(node, ctx));
}

function mentionName(node, ctx) {
  if (node.type === 'user') return `@${ctx.personName(node.id)}`;
  if (node.type === 'channel') return `#${ctx.channelName(node.id)}`;
  if (node.type === 'group') return `@${ctx.groupName(node.id)}`;
  return `@${node.range}`;
}

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji[name] ?? whole);
}
