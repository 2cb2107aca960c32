/** One line of a mail with what is known about it before anybody reads the words. */
export interface Line {
  /** Without the marks of quoting. */
  text: string;
  /** Set apart as somebody else's words, by ">" in text or by a quote element in HTML. */
  quoted: boolean;
  /** The mail program says that this is the signature. */
  signature: boolean;
}

/** A mail longer than this is cut: nobody's newest words are on page forty, and every later step stays bounded. */
export const MAX_CHARACTERS = 120_000;
/** Each line is looked at by several patterns; what lies below so many is kept, but as one lump. */
const MAX_LINES = 4_000;

/** Not ">:", which is the folded end of "wrote <address>:". */
const QUOTE_MARK = /^\s{0,3}(?:[>＞]\s?)+(?!\s*[:：]\s*$)/;

export function textLines(text: string): Line[] {
  const lines = tidy(text.slice(0, MAX_CHARACTERS)).split('\n');
  const code = codeIn(lines);
  return boundLines(
    lines.map((line, at) => (code.has(at) ? { text: line, quoted: false, signature: false } : toLine(line))),
  );
}

/** Lines between two fences: a ">" there is a prompt, not a quote. A fence without an end means nothing. */
function codeIn(lines: readonly string[]): ReadonlySet<number> {
  const fences = [...lines.keys()].filter((at) => lines[at]?.startsWith('```'));
  const inside = new Set<number>();
  for (let pair = 0; pair + 1 < fences.length; pair += 2) {
    const [from = 0, to = 0] = fences.slice(pair, pair + 2);
    for (let at = from; at <= to; at++) inside.add(at);
  }
  return inside;
}

function toLine(line: string): Line {
  const mark = QUOTE_MARK.exec(line)?.[0] ?? '';
  return { text: line.slice(mark.length), quoted: mark !== '', signature: false };
}

export function boundLines(lines: Line[]): Line[] {
  const first = lines.slice(0, MAX_LINES);
  const rest = lines.slice(MAX_LINES);
  const last = rest[0];
  return last ? [...first, { ...last, text: rest.map(({ text }) => text).join('\n') }] : first;
}

/** One kind of line end and of space, and none of the invisible characters that mail programs leave behind. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '');
}

export function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}

/** Lines as text again, with no more than one blank line in a row. */
export function joinLines(lines: readonly Line[]): string {
  const texts = lines.map((line) => line.text.trimEnd());
  return texts
    .filter((text, at) => text !== '' || (texts[at - 1] ?? '') !== '')
    .join('\n')
    .trim();
}
