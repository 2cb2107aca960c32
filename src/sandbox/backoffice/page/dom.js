/** Builds an element. Text always goes in as text: records may hold anything. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') node.addEventListener('click', value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(
    ...children
      .flat(Number.POSITIVE_INFINITY)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

export function pill(words, tone = '') {
  return el('span', { class: `pill ${tone}` }, words);
}

export function empty(title, words) {
  return el('div', { class: 'empty' }, el('strong', {}, title), words);
}

export function table(heads, rows) {
  const headings = heads.map(([words, kind]) => el('th', { scope: 'col', class: kind ?? null }, words));
  return el('table', {}, el('thead', {}, el('tr', {}, headings)), el('tbody', {}, rows));
}

/** A row that opens something: by mouse anywhere, by keyboard through the button in its first cell. */
export function pickRow({ id, label, selected, onPick }, ...cells) {
  const first = el('td', {}, el('button', { class: 'link', type: 'button', 'data-key': id }, label));
  return el('tr', { class: 'picks', 'aria-selected': String(selected), onclick: () => onPick(id) }, first, cells);
}

export function cell(content, kind) {
  return el('td', { class: kind ?? null }, content);
}

export function pairs(entries) {
  const shown = entries.filter(([, value]) => value !== null && value !== undefined);
  return el(
    'dl',
    { class: 'pairs' },
    shown.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}
