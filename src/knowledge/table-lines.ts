export interface Cell {
  text: string;
  header: boolean;
  columns: number;
  rows: number;
}

/** Rows and columns beyond these say more about an attack than about a help center. */
const MOST_COLUMNS = 50;

/** A table as sentences a reader and a search can use: one line per row, "Header: cell; Header: cell". */
export function tableLines(rows: readonly (readonly Cell[])[]): string[] {
  const grid = spread(rows);
  const [first, ...rest] = grid;
  if (first === undefined) return [];
  const hasHeader = rest.length > 0 && first.every((cell) => cell.header);
  if (!hasHeader) return grid.map((row) => plainRow(row)).filter((line) => line !== '');
  return rest.map((row) => headedRow(first, row)).filter((line) => line !== '');
}

/** A cell that spans rows or columns is repeated in each place it covers. */
function spread(rows: readonly (readonly Cell[])[]): Cell[][] {
  const grid: (Cell | undefined)[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (grid[y]?.[x] !== undefined) x += 1;
      fill(grid, { cell, x, y });
      x += cell.columns;
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? { text: '', header: true, columns: 1, rows: 1 }));
}

function fill(grid: (Cell | undefined)[][], at: { cell: Cell; x: number; y: number }): void {
  for (let y = at.y; y < Math.min(grid.length, at.y + at.cell.rows); y += 1) {
    const row = grid[y];
    for (let x = at.x; row && x < Math.min(MOST_COLUMNS, at.x + at.cell.columns); x += 1) row[x] = at.cell;
  }
}

function headedRow(headers: readonly Cell[], row: readonly Cell[]): string {
  const parts: string[] = [];
  row.forEach((cell, x) => {
    if (cell.text === '' || cell === row[x - 1]) return;
    const header = (headers[x]?.text ?? '').replace(/:$/, '');
    parts.push(header === '' ? cell.text : `${header}: ${cell.text}`);
  });
  return parts.join('; ');
}

function plainRow(row: readonly Cell[]): string {
  const texts = row.filter((cell, x) => cell.text !== '' && cell !== row[x - 1]).map((cell) => cell.text);
  return texts.length === 2 ? texts.join(': ').replace('::', ':') : texts.join('; ');
}
