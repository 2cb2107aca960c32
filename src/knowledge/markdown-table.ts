import type { LineReader } from './line-reader.ts';
import { plainInline } from './markdown-inline.ts';
import { isBlank } from './markdown-marks.ts';
import { tableLines } from './table-lines.ts';

const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export function startsTable(lines: LineReader): boolean {
  return lines.peek().includes('|') && TABLE_RULE.test(lines.peek(1));
}

/** Takes a table: one line per row, "Header: cell; Header: cell". */
export function readTable(lines: LineReader): string {
  const header = lines.take();
  lines.take();
  const rows = [header, ...lines.takeWhile((line) => line.includes('|') && !isBlank(line))];
  const cells = rows.map((row, y) =>
    cellsOf(row).map((cell) => ({
      text: plainInline(cell).replaceAll('\n', ' '),
      header: y === 0,
      columns: 1,
      rows: 1,
    })),
  );
  return tableLines(cells).join('\n');
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\||(?<!\\)\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
