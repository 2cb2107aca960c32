const svgNamespace = 'http://www.w3.org/2000/svg';

const shapes = {
  lock: 'M5 7V5a3 3 0 0 1 6 0v2m-7 0h8v6H4z',
  hash: 'M6 3 4.8 13M11.2 3 10 13M3.5 6.3h9.6M3 9.8h9.6',
  reply: 'M6.5 4 3 7.5 6.5 11M3 7.5h6.5a3.5 3.5 0 0 1 3.5 3.5v1',
  close: 'M4 4l8 8M12 4l-8 8',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  caret: 'M4.5 6.5 8 10l3.5-3.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  warning: 'M8 2.5 14 13H2zM8 6.8v2.8M8 11.4h.01',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4',
  send: 'M2.5 13.5 14 8 2.5 2.5l1.7 5.5zM4.2 8H14',
  tray: 'M2.5 9.5 4.5 3.5h7l2 6v3h-11zM2.5 9.5h3.2l.8 1.4h3l.8-1.4h3.2',
};

/** Makes an element. Text always goes in as text, so nothing that a customer wrote can become markup. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}

/** Brings a container's children in line with a list of {key, signature, build}, touching only what changed. */
export function patch(container, items) {
  const old = new Map([...container.children].map((child) => [child.patchKey, child]));
  let previous = null;
  for (const { key, signature, build } of items) {
    let node = old.get(key);
    old.delete(key);
    if (!node || node.patchSignature !== signature) node = replaceNode(node, build());
    node.patchKey = key;
    node.patchSignature = signature;
    const place = previous ? previous.nextSibling : container.firstChild;
    if (place !== node) container.insertBefore(node, place);
    previous = node;
  }
  for (const node of old.values()) node.remove();
}

/** A person who works by keyboard stays where they were when a message is redrawn under them. */
function replaceNode(old, fresh) {
  if (!old?.isConnected) return fresh;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (!focused) return fresh;
  const name = focused.getAttribute('data-focus');
  const twin = name ? fresh.querySelector(`[data-focus="${CSS.escape(name)}"]`) : null;
  const target = twin ?? fresh.querySelector('button, a[href], select, input') ?? fresh;
  if (target === fresh) fresh.tabIndex = -1;
  target.focus({ preventScroll: true });
  return fresh;
}

/** Two letters and a steady colour for a person or an app. */
export function avatar(name, id, isApp = false) {
  const tone = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  const kind = isApp ? 'avatar app' : `avatar tone-${tone}`;
  return h('span', { class: kind, 'aria-hidden': 'true' }, initials(name));
}

export function initials(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? words.at(-1)[0] : '';
  return (first + last).toUpperCase();
}
