import { isRule } from './header-block.ts';
import { isLegal, setLegalFooterApart } from './legal-footer.ts';
import { isBlank, type Line } from './line.ts';
import { isName, looksLikeNameLine } from './name-line.ts';
import { endOf, lastParagraph, MARK } from './paragraph.ts';
import { CLOSINGS, THANKS } from './signature-words.ts';
import { anyOf, plain } from './word-list.ts';

export interface Signed {
  body: Line[];
  signature: Line[];
  footer: Line[];
}

/** A signature is short; what is longer is text that happens to follow "Thanks,". */
const MOST_LINES = 12;
const LONGEST_LINE = 90;
const LONGEST_AFTER_MARK = 40;

const CLOSING = new RegExp(`^(?:${anyOf(CLOSINGS)})[ ,.!;:。、，！-]*$`, 'u');
const THANKING = new RegExp(`^(?:${anyOf(THANKS)})[ ,.!;:。、，！-]*$`, 'u');
/** "Cheers, Marta" on one line. */
const CLOSING_AND_NAME = new RegExp(
  `^(?:${anyOf([...CLOSINGS, ...THANKS])})\\s*[,.!-]\\s*(?:\\p{L}[\\p{L}.'-]*\\s*){1,3}$`,
  'u',
);
/** "Gruß Eva": without a comma only a closing of one word, and a name with a capital letter. */
const CLOSING_BESIDE_NAME = new RegExp(`^(?:${anyOf(CLOSINGS)}) \\p{L}[\\p{L}.'-]*(?: \\p{L}[\\p{L}.'-]*)?[.!]?$`, 'u');
const ENDS_IN_NAME = /\s\p{Lu}[\p{L}.'-]*[.!]?$/u;
/** "Best wishes from the coast,": a closing that goes on, above a name. */
const LONG_CLOSING = new RegExp(
  `^(?:${anyOf(CLOSINGS)}) (?:from|aus|vom|von|de|du|desde|da|dal|dalla|uit|fra|från|z|ze|из)(?: [\\p{L}'-]+){1,4},?$`,
  'u',
);
const CONTACT = /(?:\+?\d[\d\s().-]{6,}\d)|@|https?:|www\.|\||(?:tel|phone|mob|fax|mobile|telefon|tél)\b/iu;

/**
 * Takes signature and legal footer off the end. What is found is returned, never lost; when in doubt the words stay, because a
 * name too many harms less than a sentence too few.
 */
export function setSignatureApart(lines: readonly Line[], sender: string | null): Signed {
  const { rest, footer } = setLegalFooterApart(lines);
  const at = signatureAt(rest, sender);
  if (at === null) return { body: rest, signature: [], footer };
  const after = setLegalFooterApart(rest.slice(at));
  return { body: rest.slice(0, at), signature: after.rest, footer: [...after.footer, ...footer] };
}

/** Where the signature begins; null when there is none. */
function signatureAt(lines: readonly Line[], sender: string | null): number | null {
  const marked = markedAt(lines);
  const body = marked === null ? lines : lines.slice(0, marked);
  return closingAt(body) ?? nameAt(body, sender) ?? marked ?? ruledCardAt(lines);
}

/** The mail program's own mark: an element in HTML, "--" alone on a line in text. */
function markedAt(lines: readonly Line[]): number | null {
  for (const [at, line] of lines.entries()) {
    const isMark = line.signature || (MARK.test(line.text) && lines.length - at <= LONGEST_AFTER_MARK);
    if (isMark && at > 0 && lines.slice(0, at).some((each) => !isBlank(each)) && !goesOn(lines, at)) return at;
  }
  return null;
}

/** A line drawn above a business card. Without the card it may part two lists. */
function ruledCardAt(lines: readonly Line[]): number | null {
  const at = lines.findLastIndex(isRule);
  if (at <= 0 || !hasWordsBefore(lines, at)) return null;
  const [name, ...card] = lines.slice(at + 1).filter((line) => !isBlank(line));
  if (!name || card.length === 0 || card.length > 7 || card.some(isSentence)) return null;
  return looksLikeNameLine(name.text) && card.some((line) => CONTACT.test(line.text)) ? at : null;
}

/** A long paragraph after "--" is text: the mark was a line drawn by the customer. */
function goesOn(lines: readonly Line[], at: number): boolean {
  if (lines[at]?.signature || lines[at]?.text === '-- ') return false;
  const after = lines.slice(at + 1).filter((line) => !isBlank(line) && !isLegal([line]));
  return after.some((line) => line.text.trim().endsWith('?')) || after.filter(isSentence).length > 2;
}

function isSentence({ text }: Line): boolean {
  return text.length > LONGEST_LINE || (/[.!?]\s*$/.test(text) && text.trim().split(/\s+/).length > 6);
}

/** "Kind regards," and a few short lines to the end. */
function closingAt(lines: readonly Line[]): number | null {
  const end = endOf(lines);
  let found: number | null = null;
  let seen = 0;
  for (let at = end - 1; at > 0 && seen < MOST_LINES; at--) {
    const line = lines[at];
    if (!line || isBlank(line)) continue;
    seen += 1;
    if (isClosing(line, at === end - 1) && hasWordsBefore(lines, at)) found = at;
    else if (found !== null || line.text.includes('?') || isSentence(line)) break;
  }
  return found;
}

/** "Thanks" as the very last words is said to us; above a name it closes the letter. */
function isClosing({ text }: Line, last: boolean): boolean {
  if (text.length > LONGEST_LINE) return false;
  const words = plain(text);
  if (last && CLOSING_BESIDE_NAME.test(words) && ENDS_IN_NAME.test(text.trim())) return true;
  return (
    CLOSING.test(words) || LONG_CLOSING.test(words) || (last ? CLOSING_AND_NAME.test(words) : THANKING.test(words))
  );
}

/** A name alone at the end, with or without the lines of a business card under it. */
function nameAt(lines: readonly Line[], sender: string | null): number | null {
  const start = lastParagraph(lines);
  if (start === null || !hasWordsBefore(lines, start)) return null;
  const last = lines.slice(start).filter((line) => !isBlank(line));
  const [first, ...card] = last;
  if (!first || last.length > 6) return null;
  if (card.length === 0) return isName(first.text, sender) ? start : null;
  const isCard = card.some((line) => CONTACT.test(line.text)) && !card.some(isSentence);
  return isCard && looksLikeNameLine(first.text) ? start : dashedNameAt(lines, sender);
}

/** "-Abhishek" directly under the text. */
function dashedNameAt(lines: readonly Line[], sender: string | null): number | null {
  const at = endOf(lines) - 1;
  const text = lines[at]?.text ?? '';
  return /^\s*[-–—~]\s?\p{L}/u.test(text) && isName(text, sender) ? at : null;
}

function hasWordsBefore(lines: readonly Line[], at: number): boolean {
  return lines.slice(0, at).some((line) => /[\p{L}\d]/u.test(line.text));
}
