import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Article, Note } from '../article.ts';
import { type FrontMatter, readFrontMatter, splitFrontMatter } from './front-matter.ts';
import { escaped, pdfToHtml } from './pdf-html.ts';
import { readPdfPages } from './pdf-pages.ts';

/** One file as an article's body, and what it says about itself. */
export interface ReadFile {
  format: Article['format'];
  body: string;
  /** Null where the words do not tell one. */
  title: string | null;
  says: FrontMatter;
}

const HEADING = { markdown: /^ {0,3}#\s+(.+?)\s*#*\s*$/m, html: /<(?:title|h1)[^>]*>([^<]+)</i };
/** "untitled", "Microsoft Word - manual_v3.doc": what programs write when nobody gave a title. */
const NO_TITLE = /^(?:untitled|document\d*|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|pptx?|odt|indd|pdf|tex))$/i;

type Reader = (path: string, note: Note) => Promise<ReadFile>;

/** By the end of the file's name; other files are left alone. */
export const READERS: Readonly<Record<string, Reader>> = {
  '.md': (path) => readText(path, 'markdown'),
  '.markdown': (path) => readText(path, 'markdown'),
  '.html': (path) => readText(path, 'html'),
  '.htm': (path) => readText(path, 'html'),
  '.txt': readPlain,
  '.pdf': readPdf,
};

export function readerOf(path: string): Reader | undefined {
  return READERS[extname(path).toLowerCase()];
}

async function readText(path: string, format: Article['format']): Promise<ReadFile> {
  const { says, body } = splitFrontMatter(await readFile(path, 'utf8'), path);
  return { format, body, title: HEADING[format].exec(body)?.[1]?.trim() ?? null, says };
}

/** Plain text is not Markdown: its stars and number signs mean nothing. Empty lines part its paragraphs. */
async function readPlain(path: string): Promise<ReadFile> {
  const { says, body } = splitFrontMatter(await readFile(path, 'utf8'), path);
  const paragraphs = body.split(/\r?\n\s*\r?\n/).map((paragraph) => paragraph.trim());
  const html = paragraphs.filter((paragraph) => paragraph !== '').map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  return { format: 'html', body: html.join('\n'), title: null, says };
}

/** A PDF has no head to write into, so who may read it stands in a file beside it: manual.pdf.yaml for manual.pdf. */
async function readPdf(path: string, note: Note): Promise<ReadFile> {
  const says = readFrontMatter(await beside(`${path}.yaml`), `${path}.yaml`);
  const { pages, pagesInFile, title } = await readPdfPages(await readFile(path));
  if (pages.length < pagesInFile)
    note(`${path} has ${pagesInFile} pages; those after page ${pages.length} were not read.`);
  const { html, title: heading } = pdfToHtml(pages);
  if (html === '')
    note(`${path} holds pictures of text only: run text recognition (OCR) over it, then import it again.`);
  const own = title !== null && !NO_TITLE.test(title) ? title : null;
  return { format: 'html', body: html, title: own ?? heading, says };
}

async function beside(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
