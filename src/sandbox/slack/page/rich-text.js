import { h } from './dom.js';
import { dateNode, mention, safeLink, withEmoji } from './text.js';

export function renderRichText(block, ctx) {
  return h(
    'div',
    { class: 'block rich-text' },
    block.elements.map((part) => renderPart(part, ctx)),
  );
}

function renderPart(part, ctx) {
  if (part.type === 'rich_text_list') return renderList(part, ctx);
  const leaves = part.elements.map((leaf) => renderLeaf(leaf, ctx));
  if (part.type === 'rich_text_quote') return h('blockquote', {}, leaves);
  if (part.type === 'rich_text_preformatted') return h('pre', {}, leaves);
  return h('div', { class: 'rich-section' }, leaves);
}

function renderList(list, ctx) {
  const tag = list.style === 'ordered' ? 'ol' : 'ul';
  const start = list.style === 'ordered' && list.offset ? list.offset + 1 : undefined;
  const items = list.elements.map((item) =>
    h(
      'li',
      {},
      item.elements.map((leaf) => renderLeaf(leaf, ctx)),
    ),
  );
  return h(tag, { class: `indent-${list.indent ?? 0}`, start }, items);
}

const styleTags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' };

function renderLeaf(leaf, ctx) {
  let node = leafContent(leaf, ctx);
  for (const [style, tag] of Object.entries(styleTags)) {
    if (leaf.style?.[style]) node = h(tag, {}, node);
  }
  return node;
}

function leafContent(leaf, ctx) {
  if (leaf.type === 'text') return leaf.text;
  if (leaf.type === 'link') return safeLink(leaf.url, leaf.text);
  if (leaf.type === 'user') return mention({ type: 'user', id: leaf.user_id }, ctx);
  if (leaf.type === 'usergroup') return mention({ type: 'group', id: leaf.usergroup_id }, ctx);
  if (leaf.type === 'channel') return mention({ type: 'channel', id: leaf.channel_id }, ctx);
  if (leaf.type === 'broadcast') return mention({ type: 'broadcast', range: leaf.range }, ctx);
  if (leaf.type === 'date') return dateNode(leaf);
  return withEmoji(`:${leaf.name}:`);
}
