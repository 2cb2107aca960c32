import { type Answer, badRequest, notFound, ok } from './answers.ts';
import { articleJson, categoryJson, sectionJson, segmentsJson } from './article-json.ts';
import type { Article } from './entities.ts';
import { toText } from './html-text.ts';
import { isAnswer, paginate } from './paging.ts';
import type { Call, Route } from './router.ts';
import type { State } from './state.ts';

/** Everything here under /help_center, with and without a locale. [guess] An agent sees drafts and staff articles too. */
export function helpCenterRoutes(state: State): Route[] {
  const both = (path: string, handle: Route['handle']): Route[] => [
    { method: 'GET', path: `/help_center/${path}`, handle },
    { method: 'GET', path: `/help_center/:locale/${path}`, handle },
  ];
  return [
    { method: 'GET', path: '/help_center/incremental/articles', handle: (call) => changedArticles(state, call) },
    { method: 'GET', path: '/help_center/user_segments', handle: () => segments(state) },
    { method: 'GET', path: '/help_center/articles/search', handle: (call) => searchArticles(state, call) },
    ...both('articles', (call) => listArticles(state, call)),
    ...both('articles/:id', (call) => showArticle(state, call)),
    ...both('sections', (call) => listSections(state, call)),
    ...both('categories', (call) => listCategories(state, call)),
  ];
}

function listArticles(state: State, call: Call): Answer {
  const labels = call.query.get('label_names')?.split(',').filter(Boolean) ?? [];
  const items = [...state.articles.values()]
    .filter((article) => inLocale(call, article))
    .filter((article) => labels.every((label) => article.labels.includes(label)));
  const page = paginate(call, { items: sorted(call, items), ...articleListing(state, call) });
  return isAnswer(page) ? page : ok({ ...page.body, ...sideLoads(state, call) });
}

/** [documented] By `start_time`, oldest change first; articles taken down are simply no longer there. */
function changedArticles(state: State, call: Call): Answer {
  const start = Number.parseInt(call.query.get('start_time') ?? '', 10);
  if (Number.isNaN(start)) return badRequest('InvalidValue', 'start_time must be a Unix time');
  const items = [...state.articles.values()].filter((article) => article.updatedAt >= start * 1_000);
  items.sort((left, right) => left.updatedAt - right.updatedAt);
  const page = paginate(call, { items, ...articleListing(state, call) });
  if (isAnswer(page)) return page;
  const last = page.items.at(-1);
  return ok({ ...page.body, ...sideLoads(state, call), end_time: last ? Math.floor(last.updatedAt / 1_000) : start });
}

/** [documented] `include=users`. Here everybody who could have written comes along; translations are articles of their own. */
function sideLoads(state: State, call: Call): Record<string, unknown> {
  const wanted = call.query.get('include')?.split(',') ?? [];
  const staff = [...state.users.values()].filter((user) => user.role !== 'end-user');
  return {
    ...(wanted.includes('users') ? { users: staff.map(({ id, name }) => ({ id, name })) } : {}),
    ...(wanted.includes('translations') ? { translations: [] } : {}),
  };
}

function showArticle(state: State, call: Call): Answer {
  const article = state.articles.get(Number(call.params['id']));
  return article && inLocale(call, article) ? ok({ article: articleJson(state, article) }) : notFound();
}

/** [documented] Snippets mark what was found with `<em>`. */
function searchArticles(state: State, call: Call): Answer {
  const words = (call.query.get('query') ?? '')
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length > 2);
  const isHit = (article: Article) => {
    const text = `${article.title} ${toText(article.html)}`.toLowerCase();
    return !article.draft && words.some((word) => text.includes(word));
  };
  const items = [...state.articles.values()].filter(isHit);
  const toJson = (article: Article) => ({
    ...articleJson(state, article),
    snippet: snippet(article, words),
    result_type: 'article',
  });
  const page = paginate(call, { ...articleListing(state, call), items, name: 'results', toJson });
  return isAnswer(page) ? page : ok(page.body);
}

function listSections(state: State, call: Call): Answer {
  const items = [...state.sections.values()].filter((section) => inLocale(call, section));
  const url = `${state.baseUrl}/api/v2${call.path}.json`;
  const page = paginate(call, { items, name: 'sections', url, toJson: (section) => sectionJson(state, section) });
  return isAnswer(page) ? page : ok(page.body);
}

function listCategories(state: State, call: Call): Answer {
  const items = [...state.categories.values()].filter((category) => inLocale(call, category));
  const url = `${state.baseUrl}/api/v2${call.path}.json`;
  const page = paginate(call, { items, name: 'categories', url, toJson: (category) => categoryJson(state, category) });
  return isAnswer(page) ? page : ok(page.body);
}

function segments(state: State): Answer {
  const user_segments = segmentsJson(state);
  return ok({ user_segments, next_page: null, previous_page: null, count: user_segments.length });
}

function articleListing(state: State, call: Call) {
  const url = `${state.baseUrl}/api/v2${call.path}.json`;
  return { name: 'articles', url, toJson: (article: Article) => articleJson(state, article) };
}

function inLocale(call: Call, thing: { locale: string }): boolean {
  const locale = call.params['locale'];
  return locale === undefined || locale.toLowerCase() === thing.locale.toLowerCase();
}

/** [documented] `sort_by` updated_at, created_at or title; position is the default, which here is the order given. */
function sorted(call: Call, items: Article[]): Article[] {
  const by = call.query.get('sort_by');
  const turn = call.query.get('sort_order') === 'desc' ? -1 : 1;
  if (by === 'title') return items.sort((left, right) => turn * left.title.localeCompare(right.title));
  if (by === 'updated_at') return items.sort((left, right) => turn * (left.updatedAt - right.updatedAt));
  if (by === 'created_at') return items.sort((left, right) => turn * (left.createdAt - right.createdAt));
  return items;
}

function snippet(article: Article, words: string[]): string {
  const text = toText(article.html).replace(/\s+/g, ' ');
  const at = Math.max(0, ...words.map((word) => text.toLowerCase().indexOf(word)));
  const cut = text.slice(Math.max(0, at - 60), at + 120);
  return words.reduce((marked, word) => marked.replace(new RegExp(`\\b${word}\\w*`, 'gi'), '<em>$&</em>'), cut);
}
