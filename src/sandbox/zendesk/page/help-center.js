import { closeButton, field } from './customer-dialog.js';
import { desk, load, send, soon, toast } from './desk.js';
import { empty, h, icon, longTime } from './dom.js';

export function openHelpCenter(main) {
  const room = { articles: [], text: '', id: 0 };
  const rows = h('nav', { class: 'shelf', 'aria-label': 'Articles' });
  const search = h('input', { type: 'search', placeholder: 'Filter articles', 'aria-label': 'Filter articles' });
  const count = h('p', { class: 'quiet shelf-count' });
  const list = h(
    'section',
    { class: 'list' },
    h(
      'div',
      { class: 'list-head' },
      h('h1', {}, 'Help center'),
      count,
      h('label', { class: 'search' }, icon('search'), search),
    ),
    rows,
  );
  const place = h('div', { class: 'reading', tabindex: '-1' });
  main.append(list, place);
  search.addEventListener('input', () => {
    room.text = search.value.toLowerCase();
    drawShelf(rows, room);
  });

  const visit = async () => {
    room.id = Number(/\/articles\/(\d+)/.exec(location.pathname)?.[1] ?? 0);
    drawShelf(rows, room);
    await drawArticle(place, room.id, refresh);
  };
  const refresh = async () => {
    room.articles = (await load('/articles'))?.articles ?? [];
    const staff = room.articles.filter((article) => article.visibility === 'staff').length;
    count.textContent = `${room.articles.length} articles, ${staff} for staff only`;
    await visit();
    rows.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  };
  const later = soon(refresh);
  void refresh();
  return { visit, notice: (notice) => notice.kind === 'article' && later() };
}

function drawShelf(rows, room) {
  const shown = room.articles.filter((article) =>
    `${article.title} ${article.section} ${article.category} ${article.visibility}`.toLowerCase().includes(room.text),
  );
  const groups = Map.groupBy(shown, (article) => `${article.category} › ${article.section}`);
  const blocks = [...groups].map(([name, articles]) =>
    h(
      'section',
      {},
      h('h2', {}, name),
      h(
        'ul',
        {},
        articles.map((article) => row(article, room)),
      ),
    ),
  );
  rows.replaceChildren(...(blocks.length > 0 ? blocks : [h('p', { class: 'none quiet' }, 'No article matches this.')]));
}

function row(article, room) {
  const href = `/hc/${article.locale}/articles/${article.id}`;
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'shelf-row', href, 'data-inside': true, 'aria-current': article.id === room.id ? 'true' : undefined },
      h('span', {}, article.title),
      marks(article),
    ),
  );
}

function marks(article) {
  return h(
    'span',
    { class: 'marks' },
    article.visibility === 'staff' && h('span', { class: 'badge is-staff' }, icon('lock'), 'Staff'),
    article.draft && h('span', { class: 'badge' }, 'Draft'),
    article.locale !== 'en-us' && h('span', { class: 'badge' }, article.locale),
  );
}

async function drawArticle(place, id, refresh) {
  if (!id)
    return place.replaceChildren(
      empty(
        'book',
        'Choose an article',
        'These are the articles that Deskhand may cite. Those marked Staff never reach a customer.',
      ),
    );
  const article = await load(`/articles/${id}`);
  if (!article) return place.replaceChildren(empty('book', 'No such article', 'It may have been taken down.'));
  const staff = h(
    'p',
    { class: 'banner is-staff' },
    icon('lock'),
    'Staff only. Customers cannot read this, and no reply may quote it.',
  );
  const draft = h('p', { class: 'banner' }, 'Not published. It is no source for replies.');
  place.replaceChildren(
    h(
      'article',
      { class: 'article' },
      h('p', { class: 'crumbs quiet' }, `${article.category} › ${article.section}`),
      h('div', { class: 'article-head' }, h('h1', {}, article.title), articleButtons(article, refresh)),
      h('p', { class: 'quiet' }, `Updated ${longTime(article.updatedAt)} · ${article.locale} · article ${article.id}`),
      article.visibility === 'staff' && staff,
      article.draft && draft,
      h('div', { class: 'words', html: article.html }),
    ),
  );
  showAnchor(place);
}

function showAnchor(place) {
  const id = decodeURIComponent(location.hash.slice(1));
  const heading = id ? place.querySelector(`#${CSS.escape(id)}`) : null;
  if (!heading) return place.scrollTo(0, 0);
  heading.classList.add('is-target');
  heading.scrollIntoView({ block: 'start' });
}

function articleButtons(article, refresh) {
  const publish = async () => {
    await send(`/articles/${article.id}`, { agentId: desk.agentId, draft: !article.draft });
    await refresh();
  };
  return h(
    'div',
    { class: 'article-buttons' },
    h('button', { class: 'button', type: 'button', onclick: () => openEditor(article, refresh) }, icon('pen'), 'Edit'),
    h('button', { class: 'button', type: 'button', onclick: publish }, article.draft ? 'Publish' : 'Unpublish'),
  );
}

function openEditor(article, refresh) {
  const dialog = h('dialog', { class: 'dialog is-wide', 'aria-labelledby': 'edit-title' });
  const title = h('input', { value: article.title, required: true });
  const body = h('textarea', { rows: 18, value: article.html, class: 'code' });
  const save = async (event) => {
    event.preventDefault();
    const done = await send(`/articles/${article.id}`, { agentId: desk.agentId, title: title.value, html: body.value });
    if (!done) return;
    dialog.close();
    toast('Saved. Zendesk sends no event for an edit, so Deskhand finds it at its next look.');
    await refresh();
  };
  dialog.append(
    h(
      'form',
      { class: 'form', onsubmit: save },
      h('header', { class: 'dialog-head' }, h('h2', { id: 'edit-title' }, 'Edit article'), closeButton(dialog)),
      field('Title', title),
      field('Text (HTML)', body),
      h(
        'footer',
        { class: 'dialog-foot' },
        h('button', { class: 'button', type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { class: 'button primary', type: 'submit' }, 'Save'),
      ),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
