import { MOST_CHARACTERS, type ParsedBody, parseHtml } from './html.ts';
import { LineReader } from './line-reader.ts';
import { plainInline } from './markdown-inline.ts';
import { readList } from './markdown-list.ts';
import {
  FENCE,
  HEADING,
  HTML_BLOCK,
  ITEM,
  isBlank,
  QUOTE,
  REFERENCE,
  RULE,
  readFenced,
  UNDERLINE,
} from './markdown-marks.ts';
import { readTable, startsTable } from './markdown-table.ts';
import { type Block, type Section, withoutEmpty } from './sections.ts';

/** "[!NOTE]" at the head of a quotation. */
const ALERT = /^\[!(\w)(\w*)\]\s*$/;
/** Quotes inside quotes inside quotes: nobody writes more, and each level is a call. */
const DEEPEST_QUOTE = 8;

/** Markdown as help centers keep it -> the same sections that HTML gives. */
export function parseMarkdown(markdown: string): ParsedBody {
  const text = markdown
    .slice(0, MOST_CHARACTERS)
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, '');
  return { sections: withoutEmpty(readSections(text.split('\n'), 0)), cut: markdown.length > MOST_CHARACTERS };
}

function readSections(text: readonly string[], depth: number): Section[] {
  const lines = new LineReader(text);
  const sections: Section[] = [{ heading: null, level: 0, anchor: null, blocks: [] }];
  while (!lines.isAtEnd) {
    for (const part of readPart(lines, depth)) {
      if ('heading' in part) sections.push(part);
      else if (!isBlank(part.text)) sections.at(-1)?.blocks.push(part);
    }
  }
  return sections;
}

/** Takes the block that starts here: nothing, one block, or what an embedded piece of HTML holds. */
function readPart(lines: LineReader, depth: number): (Section | Block)[] {
  const line = lines.peek();
  if (isBlank(line) || RULE.test(line) || REFERENCE.test(line)) {
    lines.take();
    return [];
  }
  if (FENCE.test(line)) return [{ kind: 'code', text: readFenced(lines).join('\n').trimEnd() }];
  if (HEADING.test(line)) return readHeading(lines);
  if (QUOTE.test(line)) return readQuote(lines, depth);
  if (ITEM.test(line)) return [{ kind: 'list', text: readList(lines) }];
  if (startsTable(lines)) return [{ kind: 'table', text: readTable(lines) }];
  if (HTML_BLOCK.test(line)) return readHtml(lines);
  return readParagraph(lines);
}

function readHeading(lines: LineReader): Section[] {
  const [, marks = '', text = ''] = HEADING.exec(lines.take()) ?? [];
  return section(text, marks.length);
}

/** An anchor that the author set ("{#returns}" or <a id="returns">) wins over the one made from the words. */
function section(text: string, level: number): Section[] {
  const explicit = /\{#([^}\s]+)[^}]*\}\s*$/.exec(text) ?? /<a\s+(?:id|name)="([^"]+)"/i.exec(text);
  const heading = plainInline(text.replace(/\{[#.:][^}]*\}\s*$/, ''));
  return heading === '' ? [] : [{ heading, level, anchor: explicit?.[1] ?? slugOf(heading), blocks: [] }];
}

function readQuote(lines: LineReader, depth: number): Block[] {
  const inner = lines.takeWhile((line) => QUOTE.test(line)).map((line) => line.replace(QUOTE, ''));
  const alert = ALERT.exec(inner[0] ?? '');
  if (alert) inner.shift();
  if (depth >= DEEPEST_QUOTE) return [{ kind: 'paragraph', text: plainInline(inner.join(' ')) }];
  const [first, ...rest] = readSections(inner, depth + 1).flatMap((part) => part.blocks);
  if (first === undefined) return [];
  const label = alert ? `${alert[1]?.toUpperCase()}${alert[2]?.toLowerCase()}: ` : '';
  return [{ ...first, text: label + first.text }, ...rest];
}

/** Takes up to the closing tag of the element that opened it; Markdown inside it is cleaned afterwards. */
function readHtml(lines: LineReader): (Section | Block)[] {
  const name = HTML_BLOCK.exec(lines.peek())?.[1] ?? 'div';
  const html: string[] = [];
  let depth = 0;
  do {
    depth += count(lines.peek(), `<${name}\\b`) - count(lines.peek(), `</${name}\\s*>`);
    html.push(lines.take());
  } while (depth > 0 && !lines.isAtEnd);
  return parseHtml(html.join('\n')).sections.flatMap((part) => [
    ...(part.heading === null ? [] : [{ ...part, blocks: [] }]),
    ...part.blocks.map((block) => ({ ...block, text: plainLines(block.text) })),
  ]);
}

function readParagraph(lines: LineReader): (Section | Block)[] {
  const text = [lines.take()];
  while (!isBlank(lines.peek())) {
    const underline = UNDERLINE.exec(lines.peek());
    if (underline) {
      lines.take();
      return section(text.join(' '), underline[1]?.startsWith('=') ? 1 : 2);
    }
    if ([FENCE, HEADING, QUOTE, ITEM, HTML_BLOCK].some((other) => other.test(lines.peek()))) break;
    text.push(lines.take().trimStart());
  }
  return [{ kind: 'paragraph', text: plainLines(joinLines(text)) }];
}

/** Two spaces or a backslash at the end of a line break it; otherwise lines flow on. */
function joinLines(lines: readonly string[]): string {
  return lines.map((line) => (/(?: {2}|\\)$/.test(line) ? `${line.replace(/ +$|\\$/, '')}\n` : `${line} `)).join('');
}

function plainLines(text: string): string {
  const lines = text.split('\n').map((line) => (/^\s*/.exec(line)?.[0] ?? '') + plainInline(line));
  return lines.join('\n').trim();
}

function count(line: string, pattern: string): number {
  return line.match(new RegExp(pattern, 'gi'))?.length ?? 0;
}

/** As GitHub and most Markdown renderers name a heading. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}
