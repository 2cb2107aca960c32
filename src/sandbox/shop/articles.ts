import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const ARTICLES = new URL('./articles/', import.meta.url);

const DemoMark = z
  .string()
  .regex(/^(stale|contradicts:\d+)$/, 'write "stale" or "contradicts:<article id>"')
  .transform(toMark);

const FrontMatter = z.strictObject({
  id: z.int().positive(),
  title: z.string().min(1),
  section: z.string().min(1),
  category: z.string().min(1),
  locale: z.enum(['en-us', 'nl', 'de']),
  visibility: z.enum(['public', 'staff']),
  draft: z.boolean(),
  updated_at: z.iso.datetime(),
  labels: z.array(z.string().min(1)),
  demo: DemoMark.optional(),
});

/** An article as the demo's help center shows it. Nothing in it tells that it was planted. */
export type ShopArticle = {
  id: number;
  title: string;
  section: string;
  category: string;
  locale: string;
  visibility: 'public' | 'staff';
  draft: boolean;
  /** ISO 8601. */
  updatedAt: string;
  labels: string[];
  /** Headings from `##`, paragraphs, lists, tables, links, bold, italics and code; no HTML. */
  markdown: string;
};

/** Why an article was planted; for tests and checkers only, never for the help center. */
export type DemoMark = { kind: 'stale' } | { kind: 'contradicts'; articleId: number };

export type MarkedArticle = { article: ShopArticle; mark: DemoMark | null };

/** The articles as customers and staff find them, in the order of their ids. */
export async function loadArticles(): Promise<ShopArticle[]> {
  return (await loadMarkedArticles()).map((marked) => marked.article);
}

/** The same articles with the marks that say which are stale or contradict another. */
export async function loadMarkedArticles(): Promise<MarkedArticle[]> {
  const names = (await readdir(ARTICLES)).filter((name) => name.endsWith('.md'));
  const articles = await Promise.all(
    names.map(async (name) => parseArticle(await readFile(new URL(name, ARTICLES), 'utf8'), name)),
  );
  return articles.sort((a, b) => a.article.id - b.article.id);
}

/** Front matter between two lines of `---`, then Markdown. The error names the file and the field. */
export function parseArticle(text: string, name: string): MarkedArticle {
  const [, front, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  if (front === undefined || body === undefined) {
    throw new Error(`${name}: begin the file with front matter between two lines of "---"`);
  }
  const parsed = FrontMatter.safeParse(parse(front));
  if (!parsed.success) throw new Error(`${name}: front matter is not valid\n${z.prettifyError(parsed.error)}`);
  const { demo, updated_at, ...rest } = parsed.data;
  return { article: { ...rest, updatedAt: updated_at, markdown: body.trim() }, mark: demo ?? null };
}

function toMark(text: string): DemoMark {
  const [kind, id] = text.split(':');
  return kind === 'contradicts' ? { kind, articleId: Number(id) } : { kind: 'stale' };
}
