/** Pure: the fields of a CSV text as RFC 4180 has them: quotes around fields, "" for a quote, line breaks inside quotes. Comma or semicolon. */
export function csvRows(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '');
  const separator = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < plain.length) {
    const field = plain[at] === '"' ? quoted(plain, at) : bare(plain, at, separator);
    row.push(field.value);
    at = field.end;
    if (plain[at] === separator) {
      at += 1;
      if (at === plain.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at += plain.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows.filter((fields) => fields.some((value) => value.trim() !== ''));
}

interface Field {
  value: string;
  /** Where the separator or the line end stands. */
  end: number;
}

function quoted(text: string, from: number): Field {
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new Error(`A quote opened at character ${from + 1} is never closed`);
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function bare(text: string, from: number, separator: string): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

/** Spreadsheets in half of Europe write semicolons. */
function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
