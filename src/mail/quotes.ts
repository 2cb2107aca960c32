import { attributionAt } from './attribution.ts';
import { headerBlockAt, isRule, isSeparator, namesOlderMail } from './header-block.ts';
import { isBlank, type Line } from './line.ts';
import { isMobileFooter } from './mobile-footer.ts';

export interface Unquoted {
  kept: Line[];
  quoted: Line[];
  footer: Line[];
}

/** A quoted line at least this long was probably folded, so the next line without a mark is its rest. */
const FOLDED_FROM = 60;

/** A footer's second line: where to get that program. */
const URL_ALONE = /^\s*<?https?:\/\/\S+>?\s*$/;

/** Sets apart what is not the writer's newest text. One pass; each line is looked at a bounded number of times. */
export function setQuotesApart(lines: readonly Line[]): Unquoted {
  const parts: Unquoted = { kept: [], quoted: [], footer: [] };
  let at = 0;
  while (at < lines.length) at += takeFrom(lines, at, parts);
  return parts;
}

/** Puts the next lines where they belong and says how many they were. */
function takeFrom(lines: readonly Line[], at: number, parts: Unquoted): number {
  const line = lines[at];
  if (!line) return 1;
  if (line.quoted || isRestOfQuote(lines, at)) {
    parts.quoted.push(line);
    return 1;
  }
  const header = olderMailAt(lines, at);
  if (header > 0) {
    moveRules(parts);
    // Without marks there is no telling where an older mail ends, so the rest is taken to be it.
    const count = isMarkedQuote(lines, at + header) ? header : lines.length - at;
    for (const each of lines.slice(at, at + count)) parts.quoted.push(each);
    return count;
  }
  if (!isFooterAt(lines, at)) {
    parts.kept.push(line);
    return 1;
  }
  parts.footer.push(line);
  if (parts.kept.every(isBlank) || isMarkedQuote(lines, at + 1)) return 1;
  for (const each of lines.slice(at + 1)) parts.quoted.push(each);
  return lines.length - at;
}

/** A footer is followed by nothing, an empty line or an older mail; what goes on in the next line is a sentence. */
function isFooterAt(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  const ends =
    !next ||
    isBlank(next) ||
    next.quoted ||
    URL_ALONE.test(next.text) ||
    isRule(next) ||
    olderMailAt(lines, at + 1) > 0;
  const begins = at === 0 || lines[at - 1]?.text.trim() === '';
  return line !== undefined && ends && isMobileFooter(line.text, begins);
}

/** How many lines from `at` say that an older mail begins. */
function olderMailAt(lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (!line || isBlank(line)) return 0;
  if (isSeparator(line)) {
    const next = nextWithWords(lines, at + 1);
    return next - at + headerBlockAt(lines, next);
  }
  if (namesOlderMail(line)) {
    const next = nextWithWords(lines, at + 1);
    const header = headerBlockAt(lines, next);
    if (header > 0) return next - at + header;
  }
  return headerBlockAt(lines, at) || attributionAt(lines, at);
}

function isMarkedQuote(lines: readonly Line[], from: number): boolean {
  return lines[nextWithWords(lines, from)]?.quoted === true;
}

function nextWithWords(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.text.trim() === '') at += 1;
  return at;
}

function isRestOfQuote(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  const before = lines[at - 1];
  if (!line || !before || isBlank(line) || !before.quoted || before.text.length < FOLDED_FROM) return false;
  return lines[at + 1]?.quoted === true;
}

/** The line drawn above an older mail belongs to it. */
function moveRules({ kept, quoted }: Unquoted): void {
  while (kept.length > 0) {
    const last = kept.at(-1);
    if (!last || !(isBlank(last) || isRule(last))) return;
    kept.pop();
    quoted.unshift(last);
  }
}
