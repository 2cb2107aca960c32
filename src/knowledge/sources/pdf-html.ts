import { linesOf, mostCommon, type PdfLine } from './pdf-layout.ts';
import type { PdfPiece } from './pdf-pages.ts';

/** Letters this much larger than those of the body make a heading, unless there are too many of them. */
const LARGER = 1.15;
const MOST_HEADING_WORDS = 16;
/** Deeper than this, sizes are no levels any more. */
const MOST_LEVELS = 4;
/** A gap to the next line of this many times the size begins a paragraph; a line is about 1.2 high. */
const PARAGRAPH_GAP = 1.7;
const BULLET = /^(?:[•◦▪●○■–—*-]|\(?\d{1,2}[.)])\s+/;
/** A bullet that is a sign of its own; "-" inside a paragraph is punctuation. */
const WRAPPED = /\p{Ll}-$/u;

type Block = { kind: 'heading'; level: number; text: string } | { kind: 'paragraph' | 'item'; text: string };

/** Pure: pages of a PDF as HTML, with headings guessed from the size of the letters. `title` is the largest heading on the first page. */
export function pdfToHtml(pages: readonly (readonly PdfPiece[])[]): { html: string; title: string | null } {
  const lines = linesOf(pages);
  const blocks = blocksOf(lines);
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text ?? null;
  return { html: htmlOf(blocks), title };
}

function blocksOf(lines: readonly PdfLine[]): Block[] {
  const levels = levelsOf(lines);
  const blocks: Block[] = [];
  let before: PdfLine | null = null;
  for (const line of lines) {
    const level = levelOf(line, levels);
    const last = blocks.at(-1);
    const goesOn = before !== null && follows(before, line);
    if (level !== null) {
      if (last?.kind === 'heading' && last.level === level && goesOn) last.text = joined(last.text, line.text);
      else blocks.push({ kind: 'heading', level, text: line.text });
    } else if (BULLET.test(line.text)) blocks.push({ kind: 'item', text: line.text.replace(BULLET, '') });
    else if (last && last.kind !== 'heading' && goesOn) last.text = joined(last.text, line.text);
    else blocks.push({ kind: 'paragraph', text: line.text });
    before = line;
  }
  return blocks;
}

/** The sizes above that of the body, largest first. */
function levelsOf(lines: readonly PdfLine[]): number[] {
  const body = mostCommon(lines.map(({ size, text }) => [size, text.length]));
  const larger = lines.map(({ size }) => Math.round(size * 2) / 2).filter((size) => size >= body * LARGER);
  return [...new Set(larger)].sort((one, other) => other - one);
}

function levelOf({ size, text }: PdfLine, levels: readonly number[]): number | null {
  const at = levels.indexOf(Math.round(size * 2) / 2);
  if (at < 0 || text.split(/\s+/).length > MOST_HEADING_WORDS || !/\p{L}/u.test(text)) return null;
  return Math.min(at + 1, MOST_LEVELS);
}

/** Does the line go on with the paragraph of the one before it? A sentence may run over the end of a page. */
function follows(before: PdfLine, line: PdfLine): boolean {
  if (line.page !== before.page) return /[\p{Ll},-]$/u.test(before.text) && /^\p{Ll}/u.test(line.text);
  const gap = before.y - line.y;
  return gap > 0 && gap <= PARAGRAPH_GAP * Math.max(before.size, line.size) && !before.text.includes(' | ');
}

/** "deliv-" and "ery" are one word; "part-time" loses its hyphen when it stood at the end of a line, which search forgives. */
function joined(first: string, second: string): string {
  return WRAPPED.test(first) && /^\p{Ll}/u.test(second) ? `${first.slice(0, -1)}${second}` : `${first} ${second}`;
}

function htmlOf(blocks: readonly Block[]): string {
  const parts = blocks.map((block, index) => {
    const text = escaped(block.text);
    if (block.kind === 'heading') return `<h${block.level}>${text}</h${block.level}>`;
    if (block.kind === 'paragraph') return `<p>${text}</p>`;
    const open = blocks[index - 1]?.kind === 'item' ? '' : '<ul>';
    const close = blocks[index + 1]?.kind === 'item' ? '' : '</ul>';
    return `${open}<li>${text}</li>${close}`;
  });
  return parts.join('\n');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
