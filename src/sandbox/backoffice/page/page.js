import { el } from './dom.js';
import { ledgerCard, takeFresh } from './ledger.js';
import { SUBTITLES, TABS } from './tabs.js';

const view = { shop: null, tab: readTab(), query: '', selected: {} };
let fetching = null;
let again = false;

start();

function start() {
  const stream = new EventSource('page/events');
  stream.addEventListener('open', () => showLive(true));
  stream.addEventListener('error', () => showLive(false));
  stream.addEventListener('message', () => void load());
  window.addEventListener('hashchange', () => open(readTab()));
  document.getElementById('search').addEventListener('input', (event) => {
    view.query = event.target.value.trim();
    render(new Set());
  });
  document.addEventListener('keydown', onKey);
  void load();
}

/** One request at a time; news that come meanwhile lead to exactly one more. */
async function load() {
  if (fetching) {
    again = true;
    return;
  }
  do {
    again = false;
    fetching = fetch('page/state').then((answer) => answer.json());
    view.shop = await fetching.catch(() => view.shop);
    fetching = null;
    if (view.shop) render(takeFresh(view.shop));
  } while (again);
}

async function setFaults(faults) {
  const body = JSON.stringify({ faults });
  await fetch('page/faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await load();
}

function render(fresh) {
  const { shop, tab, query } = view;
  if (!shop) return;
  const focused = document.activeElement?.dataset?.key;
  const { title, list, card, hint } = TABS[tab];
  document.title = `${title} · ${shop.shop} back office`;
  document.getElementById('shop').textContent = shop.shop;
  document.getElementById('title').textContent = title;
  document.getElementById('subtitle').textContent = SUBTITLES[tab](shop);
  document.getElementById('search-box').hidden = !hint;
  document.getElementById('search').placeholder = hint ?? '';
  document.getElementById('tabs').replaceChildren(...Object.keys(TABS).map(toTab));
  document.querySelector('.body').classList.toggle('wide', !card);
  document
    .getElementById('list')
    .replaceChildren(list(shop, { query, fresh, selected: view.selected[tab], onPick: pick, onFaults: setFaults }));
  document
    .getElementById('side')
    .replaceChildren(...(card ? [card(shop, view.selected[tab]), ledgerCard(shop, fresh)] : []));
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

function toTab(key) {
  const { title, size } = TABS[key];
  const attributes = {
    type: 'button',
    'data-key': `tab-${key}`,
    'aria-current': key === view.tab ? 'page' : null,
    onclick: () => open(key),
  };
  const number = size(view.shop);
  const tone = key === 'faults' && number > 0 ? 'count warn' : 'count';
  return el('button', attributes, title, el('span', { class: tone }, number > 0 ? String(number) : ''));
}

function open(tab) {
  if (tab !== view.tab) {
    view.query = '';
    document.getElementById('search').value = '';
  }
  view.tab = tab;
  history.replaceState(null, '', `#${tab}`);
  render(new Set());
}

function pick(id) {
  view.selected[view.tab] = id;
  render(new Set());
}

function readTab() {
  const tab = location.hash.slice(1);
  return Object.hasOwn(TABS, tab) ? tab : 'orders';
}

function onKey(event) {
  const search = document.getElementById('search');
  if (event.key === '/' && document.activeElement !== search && TABS[view.tab].hint) {
    event.preventDefault();
    search.focus();
  }
  if (event.key === 'Escape' && document.activeElement === search) {
    search.value = '';
    view.query = '';
    render(new Set());
  }
}

function showLive(on) {
  const words = on ? 'Live' : 'Reconnecting';
  document.getElementById('live').className = on ? 'dot on' : 'dot';
  document.getElementById('live').setAttribute('aria-label', words);
  document.getElementById('live-words').textContent = words;
}
