import { readFile } from 'node:fs/promises';
import { messageOf } from '../../platform/errors.ts';
import type { Article } from '../article.ts';
import { csvRows } from './csv-rows.ts';
import type { FileDefaults } from './file-defaults.ts';
import { readArticleRow } from './json-lines.ts';

/** Articles of a .csv file. The first line names the columns, as the fields of a JSONL row are called. */
export async function* readCsv(path: string, defaults: FileDefaults): AsyncGenerator<Article> {
  const [columns, ...rows] = rowsOf(await readFile(path, 'utf8'), path);
  if (columns === undefined || rows.length === 0)
    throw new Error(
      `${path} holds no article: give a line of column names (id, title, text, ...) and one line for each article`,
    );
  const names = columns.map((name) => name.trim().toLowerCase());
  for (const [index, row] of rows.entries()) {
    const filled = names.flatMap((name, column) => (row[column]?.trim() ? [[name, row[column]]] : []));
    yield readArticleRow(Object.fromEntries(filled), { place: `${path}, article ${index + 1}`, defaults });
  }
}

function rowsOf(text: string, path: string): string[][] {
  try {
    return csvRows(text);
  } catch (cause) {
    throw new Error(`${path} is not CSV: ${messageOf(cause)}`, { cause });
  }
}
