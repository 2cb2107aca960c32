import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { messageOf } from '../../platform/errors.ts';
import type { Article, Note } from '../article.ts';
import type { FileDefaults } from './file-defaults.ts';
import { PROPOSALS_MARK } from './proposals-mark.ts';
import { type ReadFile, readerOf } from './read-file.ts';

/**
 * Articles of a folder of Markdown, HTML, PDF and text files, in the order of their names. Files that begin with a dot are left alone. A PDF
 * that cannot be read is told at the end, so that the others are read and the version of it in the index stays.
 */
export async function* readFolder(folder: string, defaults: FileDefaults): AsyncGenerator<Article> {
  const failures: string[] = [];
  let articles = 0;
  for (const path of await filesOf(folder, defaults.note)) {
    articles += 1;
    const article = await readOne(path, folder, defaults).catch((error: unknown) => {
      if (!path.toLowerCase().endsWith('.pdf')) throw error;
      failures.push(`${path} ${messageOf(error)}`);
      return null;
    });
    if (article !== null) yield article;
  }
  if (articles === 0) throw new Error(`${folder} holds no .md, .html, .pdf or .txt file`);
  if (failures.length > 0) throw new Error(`The rest of ${folder} was read, but:\n${failures.join('\n')}`);
}

async function filesOf(folder: string, note: Note = () => {}): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const marked = entries.filter(({ name }) => name === PROPOSALS_MARK).map(({ parentPath }) => parentPath);
  if (marked.some((each) => relative(folder, each) === ''))
    throw new Error(
      `${folder} holds proposals from solved tickets: they are for people to read and no source of answers`,
    );
  for (const each of marked) note(`${each} holds proposals from solved tickets. It is no source and was not read.`);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const isOurs = (path: string): boolean =>
    readerOf(path) !== undefined &&
    !marked.some((each) => path.startsWith(`${each}${sep}`)) &&
    !nameOf(path, folder)
      .split('/')
      .some((part) => part.startsWith('.'));
  return paths.filter(isOurs).sort();
}

/** Path inside the folder, with forward slashes: the article's id when the file gives none. */
function nameOf(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

async function readOne(path: string, folder: string, defaults: FileDefaults): Promise<Article | null> {
  const read = readerOf(path);
  if (read === undefined) return null;
  const [file, { mtime }] = await Promise.all([read(path, defaults.note ?? (() => {})), stat(path)]);
  return toArticle(file, { name: nameOf(path, folder), changedAt: mtime, defaults });
}

/** Null for a draft: it is not published. */
function toArticle(file: ReadFile, place: { name: string; changedAt: Date; defaults: FileDefaults }): Article | null {
  const { says } = file;
  const { name, changedAt, defaults } = place;
  if (says.draft) return null;
  return {
    id: String(says.id ?? name),
    source: defaults.source,
    title: says.title ?? file.title ?? basename(name, extname(name)).replace(/[-_]+/g, ' '),
    locale: says.locale ?? defaults.locale,
    visibility: says.visibility ?? 'public',
    section: says.section ?? null,
    url: says.url ?? name,
    format: file.format,
    body: file.body,
    updatedAt: says.updated_at ?? changedAt,
  };
}
