import { type Cell, tableLines } from './table-lines.ts';

const MOST_SPAN = 50;

/** Collects the cells of a table. A table inside a cell adds its words to that cell. */
export class HtmlTable {
  #depth = 0;
  #rows: Cell[][] = [];
  #cell: Cell | null = null;

  get isOpen(): boolean {
    return this.#depth > 0;
  }

  /** False inside a table within a table. */
  get isOutermost(): boolean {
    return this.#depth === 1;
  }

  open(): void {
    this.#depth += 1;
  }

  startRow(): void {
    this.#rows.push([]);
  }

  startCell(header: boolean, attributes: Record<string, string>): void {
    this.#cell = { text: '', header, columns: span(attributes['colspan']), rows: span(attributes['rowspan']) };
  }

  /** Ends the open cell, if there is one. Text between cells is nobody's and is dropped. */
  endCell(text: string): void {
    if (this.#cell === null) return;
    if (this.#rows.length === 0) this.#rows.push([]);
    this.#rows.at(-1)?.push({ ...this.#cell, text: text.replaceAll('\n', ' ') });
    this.#cell = null;
  }

  /** One line per row when the outermost table ends, else null. */
  close(): string[] | null {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.isOpen) return null;
    const lines = tableLines(this.#rows);
    this.#rows = [];
    return lines;
  }
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(number) ? Math.min(Math.max(number, 1), MOST_SPAN) : 1;
}
