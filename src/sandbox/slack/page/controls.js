import { askConfirm } from './confirm.js';
import { h, icon } from './dom.js';
import { openMenu } from './menu.js';
import { renderText } from './text.js';

/**
 * A control that sends something to the app. `surface` says where it lives: it knows how far a press has come
 * (idle, busy, failed) and how to send one.
 */
export function renderControl(element, blockId, surface) {
  const status = surface.pressStatus(blockId, element.action_id);
  const control = controlOf(element, blockId, surface, status);
  const failed = status?.state === 'failed' && failure(status.reason);
  return [h('span', { class: 'control' }, control), failed];
}

function controlOf(element, blockId, surface, status) {
  const send = async (value) => {
    if (element.confirm && !(await askConfirm(element.confirm, surface.ctx))) return;
    surface.press({ blockId, actionId: element.action_id, value });
  };
  const common = {
    'data-action': element.action_id,
    'data-focus': `${blockId}/${element.action_id}`,
    'aria-busy': status?.state === 'busy' ? 'true' : undefined,
  };
  if (element.type === 'button') return renderButton(element, surface, { common, send });
  if (element.type === 'datepicker') return renderDate(element, { common, send });
  if (element.type === 'radio_buttons' || element.type === 'checkboxes') {
    return renderChoices(element, surface, { common, send });
  }
  return renderMenuButton(element, surface, { common, send });
}

function renderButton(element, surface, { common, send }) {
  const props = {
    ...common,
    class: `button ${element.style ?? ''}`,
    'aria-label': element.accessibility_label,
    'data-value': element.value,
  };
  const label = h('span', { class: 'label' }, renderText(element.text, surface.ctx));
  if (!element.url)
    return h('button', { ...props, type: 'button', onclick: () => busy(props) || send() }, spinner(), label);
  // A link button opens the page and tells the app as well.
  const link = { href: element.url, target: '_blank', rel: 'noopener noreferrer', onclick: () => void send() };
  return h('a', { ...props, ...link }, label);
}

function renderMenuButton(element, surface, { common, send }) {
  const isOverflow = element.type === 'overflow';
  const words = element.initial_option?.text ?? element.placeholder;
  const face = isOverflow
    ? icon('more')
    : [h('span', { class: 'label' }, words ? renderText(words, surface.ctx) : 'Choose'), icon('caret')];
  const choose = (option) => {
    if (option.url) window.open(option.url, '_blank', 'noopener,noreferrer');
    return send(option.value);
  };
  const props = {
    ...common,
    type: 'button',
    class: isOverflow ? 'button overflow' : 'button select',
    'aria-label': isOverflow ? 'More actions' : undefined,
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    onclick: (event) => busy(common) || openMenu(event.currentTarget, element.options, { choose, ctx: surface.ctx }),
  };
  return h('button', props, spinner(), face);
}

function renderDate(element, { common, send }) {
  const label = element.placeholder?.text ?? 'Date';
  const onchange = (event) => event.target.value && send(event.target.value);
  return h('input', {
    ...common,
    type: 'date',
    class: 'field',
    'aria-label': label,
    value: element.initial_date ?? '',
    onchange,
  });
}

function renderChoices(element, surface, { common, send }) {
  const single = element.type === 'radio_buttons';
  const initial = single ? [element.initial_option ?? []].flat() : (element.initial_options ?? []);
  const name = common['data-focus'];
  const group = h('fieldset', {
    class: 'choices',
    'data-action': common['data-action'],
    'aria-busy': common['aria-busy'],
  });
  const chosen = () => [...group.querySelectorAll('input:checked')].map((input) => input.value);
  for (const option of element.options) {
    const checked = initial.some((item) => item.value === option.value);
    const type = single ? 'radio' : 'checkbox';
    const onchange = () => send(single ? chosen()[0] : chosen());
    group.append(
      h(
        'label',
        {},
        h('input', { type, name, value: option.value, checked, onchange }),
        renderText(option.text, surface.ctx),
      ),
    );
  }
  return group;
}

function busy(props) {
  return props['aria-busy'] === 'true';
}

function spinner() {
  return h('span', { class: 'spinner', 'aria-hidden': 'true' });
}

function failure(reason) {
  return h('span', { class: 'press-failed', role: 'alert' }, icon('warning'), reason);
}
