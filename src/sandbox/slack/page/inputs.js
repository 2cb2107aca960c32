import { h } from './dom.js';
import { renderText } from './text.js';

/**
 * One input block of a modal. `kept` is what the person already typed there, `onvalue` is told of each change.
 */
export function renderInput(block, { kept, onvalue, error, ctx }) {
  const id = `in-${block.block_id}`;
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const props = { id, 'aria-describedby': described, 'aria-invalid': error ? 'true' : undefined };
  const required = { 'aria-required': block.optional ? undefined : 'true' };
  const isGroup = block.element.type === 'radio_buttons' || block.element.type === 'checkboxes';
  const label = [renderText(block.label, ctx), block.optional && h('span', { class: 'optional' }, ' (optional)')];
  const control = drawField(block.element, { kept, onvalue, ctx, props: { ...props, ...(isGroup ? {} : required) } });
  const notes = [
    block.hint && h('p', { class: 'hint', id: `${id}-hint` }, renderText(block.hint, ctx)),
    error && h('p', { class: 'field-error', id: `${id}-error`, role: 'alert' }, error),
  ];
  const shell = { class: `block input ${error ? 'has-error' : ''}`, 'data-block': block.block_id };
  if (isGroup)
    return h('fieldset', { ...shell, 'aria-describedby': described }, h('legend', {}, label), control, notes);
  return h('div', shell, h('label', { for: id }, label), control, notes);
}

function drawField(element, how) {
  switch (element.type) {
    case 'plain_text_input':
      return drawText(element, how, { initial: element.initial_value, multiline: element.multiline });
    case 'rich_text_input':
      return drawText(element, how, { initial: flatten(element.initial_value), multiline: true });
    case 'datepicker':
      return drawDate(element, how);
    case 'static_select':
      return drawSelect(element, how);
    default:
      return drawChoices(element, how);
  }
}

const longest = 3000; // the limit of a plain_text_input

function drawText(element, { kept, onvalue, props }, { initial = '', multiline }) {
  const max = element.max_length ?? longest;
  const counter = h('span', { class: 'counter', 'aria-hidden': 'true' });
  const count = (text) => {
    counter.textContent = `${text.length} / ${max}`;
    counter.classList.toggle('over', text.length > max);
  };
  const oninput = (event) => {
    onvalue(event.target.value);
    count(event.target.value);
  };
  const value = kept ?? initial;
  count(value);
  const all = { ...props, class: 'field', placeholder: element.placeholder?.text, oninput, value };
  const field = multiline
    ? h('textarea', { ...all, rows: 9 })
    : h('input', { ...all, type: 'text', autocomplete: 'off' });
  return h('div', { class: 'text-field' }, field, multiline && counter);
}

function drawDate(element, { kept, onvalue, props }) {
  const oninput = (event) => onvalue(event.target.value);
  return h('input', { ...props, type: 'date', class: 'field', value: kept ?? element.initial_date ?? '', oninput });
}

function drawSelect(element, { kept, onvalue, props }) {
  const chosen = kept ?? element.initial_option?.value ?? '';
  const empty = h('option', { value: '', selected: chosen === '' }, element.placeholder?.text ?? 'Choose');
  const options = element.options.map(({ text, value }) =>
    h('option', { value, selected: value === chosen }, text.text),
  );
  return h('select', { ...props, class: 'field', onchange: (event) => onvalue(event.target.value) }, empty, options);
}

function drawChoices(element, { kept, onvalue, ctx, props }) {
  const single = element.type === 'radio_buttons';
  const initial = [(single ? element.initial_option : element.initial_options) ?? []]
    .flat()
    .map((option) => option.value);
  const chosen = kept === undefined ? initial : [kept ?? []].flat();
  const group = h('div', { class: 'choices' });
  const report = () => {
    const values = [...group.querySelectorAll('input:checked')].map((input) => input.value);
    onvalue(single ? (values[0] ?? null) : values);
  };
  for (const option of element.options) {
    const input = h('input', {
      type: single ? 'radio' : 'checkbox',
      name: props.id,
      value: option.value,
      checked: chosen.includes(option.value),
      onchange: report,
    });
    const note = option.description && h('small', {}, renderText(option.description, ctx));
    group.append(h('label', {}, input, h('span', {}, renderText(option.text, ctx), note)));
  }
  return group;
}

function flatten(richText) {
  const parts = richText?.elements ?? [];
  return parts.map((part) => part.elements.map((leaf) => leaf.text ?? '').join('')).join('\n');
}
