import type { Article } from '../article.ts';
import { parseHtml } from '../html.ts';
import { parseMarkdown } from '../markdown.ts';
import type { Block } from '../sections.ts';
import { splitSentences, withoutMarker } from '../sentences.ts';
import type { Place } from './worklist.ts';

const MONTH_AT_END = /\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/;

/** A sentence, a list item or a row of a table, under its heading. */
export interface Line {
  heading: string | null;
  kind: Block['kind'];
  text: string;
}

/** An article as the health checks read it: in lines that can be quoted. */
export interface ReadArticle {
  article: Article;
  lines: Line[];
}

export function readArticle(article: Article): ReadArticle {
  const { sections } = article.format === 'html' ? parseHtml(article.body) : parseMarkdown(article.body);
  const lines = sections.flatMap(({ heading, blocks }) =>
    blocks.flatMap((block) => linesOf(block).map((text) => ({ heading, kind: block.kind, text }))),
  );
  return { article, lines };
}

export function placeOf(article: Article, line: Line | null): Place {
  return {
    articleId: article.id,
    title: article.title,
    locale: article.locale,
    heading: line?.heading ?? null,
    quote: line?.text ?? null,
    url: article.url,
    updatedAt: article.updatedAt.getTime() > 0 ? article.updatedAt.toISOString().slice(0, 10) : null,
  };
}

/** A row of a table and a line of code stay whole: a sentence end inside a cell says nothing. */
function linesOf(block: Block): string[] {
  const whole = block.kind === 'table' || block.kind === 'code';
  const lines = whole ? block.text.split('\n') : splitSentences(block.text);
  return joinDates(lines.map((line) => withoutMarker(line.trim())).filter((line) => line !== ''));
}

/** "Jan. 24th" is no end of a sentence. */
function joinDates(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && MONTH_AT_END.test(last) && /^\d/.test(line))
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}
