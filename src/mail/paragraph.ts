import { isRule } from './header-block.ts';
import { isBlank, type Line } from './line.ts';

/** The signature mark of old: two dashes alone on a line. */
export const MARK = /^\s*(?:--|__|—|–)\s*$/;

/** Where the last line with words ends. */
export function endOf(lines: readonly Line[]): number {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.text.trim() === '') end -= 1;
  return end;
}

/** Where the last paragraph begins; a drawn line also ends a paragraph. */
export function lastParagraph(lines: readonly Line[]): number | null {
  let at = endOf(lines) - 1;
  if (at < 0) return null;
  while (at > 0) {
    const before = lines[at - 1];
    const here = lines[at];
    if (!before || !here || isBlank(before) || isRule(here) || MARK.test(here.text)) break;
    at -= 1;
  }
  return at;
}
