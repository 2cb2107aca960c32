import type { Article } from '../article.ts';
import { plainInline } from '../markdown-inline.ts';
import { type Line, placeOf, type ReadArticle } from './read-article.ts';
import type { Task } from './worklist.ts';

export interface Link {
  href: string;
  /** The words that are linked. */
  text: string;
}

const MARKDOWN_LINK =
  /(?<!!)\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s]*)*)>?(?:\s+"[^"]*")?\s*\)/g;
const HTML_LINK = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>/gi;
/** Zendesk's address of an article: the number is the identity, what follows it is decoration. */
const ARTICLE_PATH = /\/articles\/(\d+)/;

export function linksOf({ format, body }: Pick<Article, 'format' | 'body'>): Link[] {
  const html = [...body.matchAll(HTML_LINK)].map(([, double, single, text = '']) => ({
    href: (double ?? single ?? '').replaceAll('&amp;', '&').trim(),
    text: plainInline(text.replace(/<[^>]+>/g, ' ')),
  }));
  if (format === 'html') return html;
  const markdown = [...body.matchAll(MARKDOWN_LINK)].map(([, text = '', href = '']) => ({
    href,
    text: plainInline(text),
  }));
  return [...markdown, ...html];
}

/** Pure: links to articles of our own that are not there (any more). Other addresses are not fetched, so nothing is said of them. */
export function findBrokenLinks(articles: readonly ReadArticle[]): Task[] {
  const shelf = shelfOf(articles);
  return articles.flatMap((read) => {
    const broken = [...new Map(linksOf(read.article).map((link) => [link.href, link])).values()].filter((link) =>
      isBroken(link.href, read.article, shelf),
    );
    return broken.length === 0 ? [] : [taskOf(read, broken)];
  });
}

interface Shelf {
  ids: ReadonlySet<string>;
  hosts: ReadonlySet<string>;
}

function shelfOf(articles: readonly ReadArticle[]): Shelf {
  const hosts = articles.flatMap(({ article }) => URL.parse(article.url)?.host ?? []);
  return { ids: new Set(articles.map(({ article }) => article.id)), hosts: new Set(hosts) };
}

function isBroken(href: string, from: Article, shelf: Shelf): boolean {
  const target = targetOf(href, from);
  if (target === null) return false;
  const sameHost = target.host === null || shelf.hosts.has(target.host);
  return sameHost && !shelf.ids.has(target.id);
}

/** Null for everything that is not plainly an article of a help center or a file beside this one. */
function targetOf(href: string, from: Article): { host: string | null; id: string } | null {
  const url = URL.parse(href, URL.parse(from.url)?.href ?? 'https://no-host.invalid/');
  const number = url === null ? undefined : ARTICLE_PATH.exec(url.pathname)?.[1];
  if (url && number !== undefined) return { host: url.host === 'no-host.invalid' ? null : url.host, id: number };
  const file = /^(?![a-z][a-z0-9+.-]*:|\/\/|#)([^?#]+\.(?:md|markdown|html?))(?:[?#]|$)/i.exec(href)?.[1];
  if (file === undefined || URL.parse(from.url) !== null) return null;
  const path = URL.parse(file, `https://no-host.invalid/${from.id}`)?.pathname.slice(1) ?? file;
  return { host: null, id: decodeURIComponent(path) };
}

function taskOf(read: ReadArticle, broken: readonly Link[]): Task {
  return {
    kind: 'broken_link',
    what: `“${read.article.title}” links to ${broken.length === 1 ? 'an article that is' : `${broken.length} articles that are`} not there`,
    where: broken.map((link) => placeOf(read.article, lineWith(read, link))),
    why: broken.map(({ href, text }) => `“${text}” leads to ${href}.`),
    todo: 'Point the link to the article that took its place, or take it out.',
    weight: broken.length,
  };
}

function lineWith(read: ReadArticle, { text }: Link): Line | null {
  return text === '' ? null : (read.lines.find((line) => line.text.includes(text)) ?? null);
}
