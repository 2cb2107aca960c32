import type { PdfPiece } from './pdf-pages.ts';

/** A line of text on its page. */
export interface PdfLine {
  text: string;
  size: number;
  x: number;
  y: number;
  page: number;
}

/** Pieces whose feet differ by less than this share of their size stand on one line. */
const SAME_LINE = 0.4;
/** A gap wider than this share of the size is a space, one wider than that the border of a cell. */
const A_SPACE = 0.15;
const A_CELL = 2.5;
/** A line that stands on this share of the pages, at the same place, is a header or footer. */
const REPEATED = 0.5;
const FEWEST_PAGES = 3;
/** Of all lines of a page, only the outermost can be one. */
const OUTERMOST = 2;

/** Pure: the lines of all pages in reading order, without what is printed on every page. */
export function linesOf(pages: readonly (readonly PdfPiece[])[]): PdfLine[] {
  return withoutRunningHeads(pages.map((pieces, page) => pageLines(pieces, page)));
}

/** In the order in which the file draws them, which for text in columns is column by column. */
function pageLines(pieces: readonly PdfPiece[], page: number): PdfLine[] {
  const lines: PdfPiece[][] = [];
  for (const piece of pieces) {
    if (piece.text === '' || piece.size === 0) continue;
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (line && last && Math.abs(last.y - piece.y) < SAME_LINE * Math.max(last.size, piece.size)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.flatMap((line) => lineOf(line, page));
}

function lineOf(pieces: readonly PdfPiece[], page: number): PdfLine[] {
  let text = '';
  let end: number | null = null;
  for (const piece of pieces) {
    const gap = end === null ? 0 : piece.x - end;
    if (gap > A_CELL * piece.size && text.trim() !== '') text = `${text.trimEnd()} | `;
    else if (gap > A_SPACE * piece.size && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += ' ';
    text += piece.text;
    if (piece.text.trim() !== '') end = piece.x + piece.width;
  }
  const plain = text.replace(/\s+/g, ' ').trim();
  const [first] = pieces;
  if (plain === '' || first === undefined) return [];
  return [{ text: plain, size: sizeOf(pieces), x: first.x, y: first.y, page }];
}

/** That of most letters. */
function sizeOf(pieces: readonly PdfPiece[]): number {
  return mostCommon(pieces.map(({ size, text }) => [size, text.trim().length]));
}

/** The size that most letters have, to half a point. */
export function mostCommon(sizes: readonly (readonly [size: number, letters: number])[]): number {
  const letters = new Map<number, number>();
  for (const [size, count] of sizes) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + count);
  }
  return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

function withoutRunningHeads(pages: readonly PdfLine[][]): PdfLine[] {
  if (pages.length < FEWEST_PAGES) return pages.flat();
  const seen = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set(outermost(lines).map(placeAndWords))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const repeated = (line: PdfLine): boolean => (seen.get(placeAndWords(line)) ?? 0) >= REPEATED * pages.length;
  return pages.flatMap((lines) => {
    const edge = new Set(outermost(lines));
    return lines.filter((line) => !edge.has(line) || !repeated(line));
  });
}

function outermost(lines: readonly PdfLine[]): PdfLine[] {
  const byHeight = [...lines].sort((one, other) => other.y - one.y);
  return [...byHeight.slice(0, OUTERMOST), ...byHeight.slice(-OUTERMOST)];
}

/** Page numbers count up, so digits say nothing. */
function placeAndWords({ text, y }: PdfLine): string {
  return `${Math.round(y / 4)} ${text.replace(/\d+/g, '#')}`;
}
