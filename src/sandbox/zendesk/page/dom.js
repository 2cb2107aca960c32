/** Builds an element. Text is always text: the only HTML ever set is what the server has cleaned (`html`). */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  append(element, children);
  return element;
}

function setProp(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'html') element.innerHTML = value;
  else if (name === 'value') element.value = value;
  else element.setAttribute(name, value === true ? '' : String(value));
}

function append(element, children) {
  for (const child of children.flat(3)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

const PATHS = {
  inbox: 'M3 12l3-8h12l3 8v8H3zM3 12h5l2 3h4l2-3h5',
  book: 'M4 5c3-1.5 6-1 8 1 2-2 5-2.500 8-1v14c-3-1.500-6-1-8 1-2-2-5-2.500-8-1zM12 6v14',
  send: 'M4 12l16-8-6 16-3-7zM11 13l9-9',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 017 0v3',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  reply: 'M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 6',
  person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4 21c0-5 4-7 8-7s8 2 8 7',
  check: 'M5 12l5 5 9-10',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  cross: 'M6 6l12 12M18 6L6 18',
  search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name] ?? '');
  svg.append(path);
  return svg;
}

export function avatar(name, kind = '') {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  const shade = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return h('span', { class: `avatar shade-${shade} ${kind}`, 'aria-hidden': 'true' }, letters);
}

export function pill(status) {
  return h('span', { class: `pill is-${status}` }, capital(status));
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `ai_intent__refund_request` is for machines; "Refund request" is for people. */
export function readable(value) {
  const language = /^ai_language__([a-z]{2})$/.exec(value)?.[1];
  if (language) return new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
  return capital((value.split('__').at(-1) ?? value).replaceAll('_', ' '));
}

export function shortTime(at) {
  const seconds = Math.round((Date.now() - at) / 1000);
  if (seconds < 45) return 'now';
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  const date = new Date(at);
  if (date.toDateString() === new Date().toDateString()) return date.toTimeString().slice(0, 5);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

export function longTime(at) {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

export function clockTime(at) {
  return new Date(at).toTimeString().slice(0, 8);
}

export function select({ label, value, options, ...props }) {
  const picked = String(value ?? '');
  const items = options.map(([key, text]) => h('option', { value: key, selected: String(key) === picked }, text));
  return h('select', { 'aria-label': label, ...props }, items);
}

export function empty(iconName, title, text, ...more) {
  return h(
    'div',
    { class: 'empty' },
    h('span', { class: 'empty-icon' }, icon(iconName)),
    h('h2', {}, title),
    h('p', {}, text),
    more,
  );
}
