import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';
import type { Article } from '../article.ts';
import type { FileDefaults } from './file-defaults.ts';

const Text = z.string().nullish();

/** One article a line. Other fields are ignored, so that an export of any help center can be used as it is. */
const Row = z
  .object({
    id: z.union([z.string().min(1), z.number().int()]),
    title: z.string().min(1),
    url: Text,
    locale: Text,
    section: Text,
    visibility: z.enum(['public', 'internal']).nullish(),
    updated_at: z.iso.datetime({ offset: true, local: true }).or(z.iso.date()).nullish(),
    markdown: Text,
    html: Text,
    body_html: Text,
    text: Text,
  })
  .refine((row) => bodyOf(row) !== null, { message: 'needs one of: markdown, html, body_html, text' });
type Row = z.infer<typeof Row>;

/** Articles of a .jsonl file. The error names the file, the line and what is wrong with it. */
export async function* readJsonLines(path: string, defaults: FileDefaults): AsyncGenerator<Article> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let articles = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    articles += 1;
    yield toArticle(readRow(line, `${path}, line ${number}`), defaults);
  }
  if (articles === 0)
    throw new Error(`${path} holds no article: give one JSON object a line, with id, title and markdown or html`);
}

function readRow(line: string, place: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new Error(`${place} is not JSON: ${messageOf(cause)}`, { cause });
  }
  const row = Row.safeParse(value);
  if (!row.success) throw new Error(`${place} is not an article:\n${z.prettifyError(row.error)}`);
  return row.data;
}

/** The first kind of body that is there; an empty one is a body too (an article may be empty). */
function bodyOf(
  row: { [Kind in 'markdown' | 'html' | 'body_html' | 'text']?: string | null | undefined },
): Pick<Article, 'format' | 'body'> | null {
  const html = row.html ?? row.body_html;
  const markdown = row.markdown ?? row.text;
  if (typeof row.markdown === 'string') return { format: 'markdown', body: row.markdown };
  if (typeof html === 'string') return { format: 'html', body: html };
  return typeof markdown === 'string' ? { format: 'markdown', body: markdown } : null;
}

function toArticle(row: Row, defaults: FileDefaults): Article {
  const { format, body } = bodyOf(row) ?? { format: 'markdown' as const, body: '' };
  return {
    id: String(row.id),
    source: defaults.source,
    title: row.title,
    locale: row.locale ?? defaults.locale,
    visibility: row.visibility ?? 'public',
    section: row.section ?? null,
    url: row.url ?? '',
    format,
    body,
    updatedAt: row.updated_at ? new Date(row.updated_at) : new Date(0),
  };
}
