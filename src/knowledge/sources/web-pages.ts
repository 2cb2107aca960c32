import { readFile } from 'node:fs/promises';
import { messageOf } from '../../platform/errors.ts';
import type { Article, KnowledgeSource } from '../article.ts';
import { type FetchedPage, type FetchRules, fetchPage } from './safe-fetch.ts';

export const WEB_PAGES = 'web-pages';

export interface WebPagesOptions {
  /** A text file with one address a line; empty lines and lines with # are left out. */
  list: string;
  rules: FetchRules;
  locale: string;
}

const TITLE = [/<h1[^>]*>([\s\S]*?)<\/h1>/i, /<title[^>]*>([\s\S]*?)<\/title>/i];
const LANGUAGE = /<html\b[^>]*\blang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]+)*)/i;
/** What a page says, without menus and footers, where the page tells which part that is. */
const CONTENT = [
  /<main\b[^>]*>([\s\S]*)<\/main>/i,
  /<article\b[^>]*>([\s\S]*)<\/article>/i,
  /<body\b[^>]*>([\s\S]*)<\/body>/i,
];
const AROUND = /<(nav|header|footer|aside)\b[^>]*>[\s\S]*?<\/\1>/gi;

/** Pages of listed addresses. A page that fails is told at the end, so that the others are read and nothing is taken out of the index. */
export function createWebPagesSource(options: WebPagesOptions): KnowledgeSource {
  return { name: WEB_PAGES, articles: () => readPages(options) };
}

async function* readPages({ list, rules, locale }: WebPagesOptions): AsyncGenerator<Article> {
  const failures: string[] = [];
  for (const address of await readList(list)) {
    try {
      yield toArticle(address, await fetchPage(address, rules), locale);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of the pages in ${list} could not be read:\n${failures.join('\n')}`);
}

async function readList(path: string): Promise<string[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  const addresses = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (addresses.length === 0) throw new Error(`${path} lists no address: write one a line`);
  return [...new Set(addresses)];
}

/** The address in the list is the identity: where it redirects to may change. */
function toArticle(address: string, page: FetchedPage, locale: string): Article {
  const isHtml = !/^text\/(?:plain|markdown)/i.test(page.contentType);
  return {
    id: address,
    source: WEB_PAGES,
    title: (isHtml ? titleOf(page.text) : null) ?? new URL(page.url).pathname,
    locale: LANGUAGE.exec(page.text)?.[1]?.toLowerCase() ?? locale,
    visibility: 'public',
    section: null,
    url: page.url,
    format: isHtml ? 'html' : 'markdown',
    body: isHtml ? contentOf(page.text) : page.text,
    updatedAt: page.lastModified ?? new Date(0),
  };
}

function titleOf(html: string): string | null {
  for (const pattern of TITLE) {
    const words = pattern
      .exec(html)?.[1]
      ?.replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (words) return words;
  }
  return null;
}

function contentOf(html: string): string {
  const content = CONTENT.map((pattern) => pattern.exec(html)?.[1]).find((part) => part !== undefined) ?? html;
  return content.replace(AROUND, ' ');
}
