import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';
import type { Article } from '../article.ts';
import type { FileDefaults } from './file-defaults.ts';

const FORMATS: Record<string, Article['format']> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
};
const FRONT_MATTER = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const TITLE = { markdown: /^ {0,3}#\s+(.+?)\s*#*\s*$/m, html: /<(?:title|h1)[^>]*>([^<]+)</i };

/** What a file may say about itself between two lines of three dashes. */
const FrontMatter = z.object({
  id: z.union([z.string().min(1), z.number()]).nullish(),
  title: z.string().min(1).nullish(),
  url: z.string().nullish(),
  locale: z.string().nullish(),
  section: z.string().nullish(),
  visibility: z.enum(['public', 'internal']).nullish(),
  updated_at: z.coerce.date().nullish(),
  draft: z.boolean().nullish(),
});
type FrontMatter = z.infer<typeof FrontMatter>;

interface File {
  /** Path inside the folder, with forward slashes: the article's id when the file gives none. */
  name: string;
  format: Article['format'];
  text: string;
  changedAt: Date;
}

/** Articles of a folder of Markdown and HTML files, in the order of their names. Files that begin with a dot are left alone. */
export async function* readFolder(folder: string, defaults: FileDefaults): AsyncGenerator<Article> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let articles = 0;
  for (const path of paths.sort()) {
    const name = relative(folder, path).split(sep).join('/');
    const format = FORMATS[extname(path).toLowerCase()];
    if (format === undefined || name.split('/').some((part) => part.startsWith('.'))) continue;
    const [text, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const article = toArticle({ name, format, text, changedAt: mtime }, { ...defaults, path });
    articles += 1;
    if (article !== null) yield article;
  }
  if (articles === 0) throw new Error(`${folder} holds no .md or .html file`);
}

/** Null for a draft: it is not published. */
function toArticle(file: File, defaults: FileDefaults & { path: string }): Article | null {
  const front = FRONT_MATTER.exec(file.text);
  const says = front?.[1] === undefined ? {} : readFrontMatter(front[1], defaults.path);
  if (says.draft) return null;
  const body = front ? file.text.slice(front[0].length) : file.text;
  return {
    id: String(says.id ?? file.name),
    source: defaults.source,
    title: says.title ?? titleOf(body, file),
    locale: says.locale ?? defaults.locale,
    visibility: says.visibility ?? 'public',
    section: says.section ?? null,
    url: says.url ?? file.name,
    format: file.format,
    body,
    updatedAt: says.updated_at ?? file.changedAt,
  };
}

function readFrontMatter(text: string, path: string): FrontMatter {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Error(`${path}: what stands between the --- lines is not YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = FrontMatter.safeParse(value ?? {});
  if (!parsed.success)
    throw new Error(`${path}: what stands between the --- lines is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function titleOf(body: string, file: File): string {
  const heading = TITLE[file.format].exec(body)?.[1]?.trim();
  return heading ?? basename(file.name, extname(file.name)).replace(/[-_]+/g, ' ');
}
