import { renderControl } from './controls.js';
import { h } from './dom.js';
import { renderRichText } from './rich-text.js';
import { renderText } from './text.js';

/** Draws blocks. Inputs are drawn by the modal, which hands in `renderInput`. */
export function renderBlocks(blocks, surface) {
  return blocks.map((block) => renderBlock(block, surface));
}

function renderBlock(block, surface) {
  const { ctx } = surface;
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'block header' }, renderText(block.text, ctx));
    case 'section':
      return renderSection(block, surface);
    case 'rich_text':
      return renderRichText(block, ctx);
    case 'context':
      return h(
        'div',
        { class: 'block context' },
        block.elements.map((element) => renderContext(element, ctx)),
      );
    case 'actions':
      return h(
        'div',
        { class: 'block actions' },
        block.elements.map((element) => renderControl(element, block.block_id, surface)),
      );
    case 'divider':
      return h('hr', { class: 'block' });
    case 'image':
      return renderImage(block, ctx);
    case 'input':
      return surface.renderInput?.(block) ?? h('p', { class: 'block context' }, `(${block.label.text})`);
    default:
      return h('p', { class: 'block context' }, 'This part of the message cannot be shown here.');
  }
}

function renderSection(block, surface) {
  const { ctx } = surface;
  const text = block.text && h('div', { class: 'section-text' }, renderText(block.text, ctx));
  const fields =
    block.fields &&
    h(
      'div',
      { class: 'fields' },
      block.fields.map((field) => h('div', { class: 'field-text' }, renderText(field, ctx))),
    );
  return h(
    'div',
    { class: 'block section' },
    h('div', { class: 'section-body' }, text, fields),
    block.accessory && h('div', { class: 'accessory' }, renderAccessory(block, surface)),
  );
}

function renderAccessory(block, surface) {
  if (block.accessory.type === 'image') return picture(block.accessory, 'thumb');
  return renderControl(block.accessory, block.block_id, surface);
}

function renderContext(element, ctx) {
  if (element.type === 'image') return picture(element, 'tiny');
  return h('span', { class: 'context-text' }, renderText(element, ctx));
}

function renderImage(block, ctx) {
  const caption = block.title && h('figcaption', {}, renderText(block.title, ctx));
  return h('figure', { class: 'block image' }, caption, picture(block, 'full'));
}

/** A picture that cannot be loaded shows its description instead. */
function picture({ image_url, alt_text }, size) {
  return h('img', {
    class: `picture ${size}`,
    src: image_url,
    alt: alt_text,
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
  });
}
