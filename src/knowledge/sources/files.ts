import { stat } from 'node:fs/promises';
import type { Article, KnowledgeSource } from '../article.ts';
import { readCsv } from './csv.ts';
import type { FileDefaults } from './file-defaults.ts';
import { readFolder } from './folder.ts';
import { readJsonLines } from './json-lines.ts';

export interface FilesOptions {
  /** A folder of Markdown, HTML, PDF and text files (its sub-folders too), or one .jsonl or .csv file. */
  path: string;
  /** For articles that do not say. */
  locale?: string;
  /** Part of each article's identity: importing under another name makes other articles. */
  name?: string;
}

export function createFilesSource(options: FilesOptions): KnowledgeSource {
  const name = options.name ?? 'files';
  const defaults = { source: name, locale: options.locale ?? 'en-us' };
  return { name, articles: (note) => readPath(options.path, { ...defaults, ...(note ? { note } : {}) }) };
}

async function* readPath(path: string, defaults: FileDefaults): AsyncGenerator<Article> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Error(
      `${path} cannot be read: give a folder of Markdown, HTML, PDF or text files, or a .jsonl or .csv file`,
      { cause },
    );
  });
  if (found.isDirectory()) yield* readFolder(path, defaults);
  else if (/\.(jsonl|ndjson)$/i.test(path)) yield* readJsonLines(path, defaults);
  else if (/\.csv$/i.test(path)) yield* readCsv(path, defaults);
  else
    throw new Error(
      `${path} is neither a folder nor a .jsonl or .csv file: put Markdown, HTML, PDF or text files into a folder and name that`,
    );
}
