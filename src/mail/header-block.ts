import type { Line } from './line.ts';
import { FROM, OLDER_MAIL, REPLY_ABOVE, SENT, SUBJECT, TO, WROTE } from './quote-words.ts';
import { anyOf, plain } from './word-list.ts';

/** A copied mail header has its lines close together; further away they belong to something else. */
const REACH = 12;
const LONGEST_LINE = 1_000;

const LABELS = [
  ['from', FROM],
  ['sent', SENT],
  ['to', TO],
  ['subject', SUBJECT],
] as const;
type Label = (typeof LABELS)[number][0];

const LABEL_PATTERNS = LABELS.map(([label, words]) => ({
  label,
  pattern: new RegExp(`^(?:${anyOf(words)}) ?[:：]`, 'u'),
}));
const ANY_LABEL = /^\p{L}[\p{L} .'-]{0,24} ?[:：] ?\S/u;
const ADDRESS = /[^\s<>]+@[^\s<>]+\.[\p{L}\d]/u;
/** "Name <address>". */
const NAMED_ADDRESS = /[:：] ?[^<>@]{1,100}<[^\s<>@]+@[^\s<>@]+>\s*;?\s*$/u;
const DATE_AND_TIME = /\d{1,4}.{0,40}\d{1,2}[:.h]\d{2}/u;

const OLDER = new RegExp(`^(?:[-–—\\s]*)(?:${anyOf(OLDER_MAIL)})\\s*:?[-–—\\s]*$`, 'u');
const DASHED = /^\s*[-_*=]{2,}\s*\S.{1,60}?\s*[-_*=]{2,}\s*$/;
const DASHED_WROTE = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(WROTE)})\\s?:?[-\\s]*$`, 'u');
const ABOVE = new RegExp(`^[-–—#.\\s]*(?:${anyOf(REPLY_ABOVE)})[-–—#.\\s]*$`, 'u');
const RULE = /^\s*(?:[-_=*–—]\s?){3,}\s*$/;

/** A line drawn across the mail; what it means depends on what follows. */
export function isRule(line: Line): boolean {
  return line.text.length < 200 && RULE.test(line.text);
}

/** "-----Original Message-----", "Begin forwarded message:", "##- Please type your reply above this line -##". */
export function isSeparator(line: Line): boolean {
  if (line.text.length > 200) return false;
  const words = plain(line.text);
  // A customer may write "the original message" in a sentence; alone on a line it needs its dashes or its colon.
  if (OLDER.test(words)) return DASHED.test(line.text) || /[:：]\s*$|^\s*[-_*]{2}/u.test(line.text);
  // Lotus Notes: "-----Eva Bakker wrote: -----".
  return ABOVE.test(words) || (DASHED.test(line.text) && DASHED_WROTE.test(words));
}

/** "Original Message" without dashes means an older mail only where its header follows. */
export function namesOlderMail(line: Line): boolean {
  return line.text.length < 100 && OLDER.test(plain(line.text));
}

/** How many lines from `at` are a copied header (From, Sent, To, Subject in any language); 0 when none begins here. */
export function headerBlockAt(lines: readonly Line[], at: number): number {
  if (!isLabelled(lines[at])) return 0;
  const labelled: Line[] = [];
  const proof: string[] = [];
  let last = at;
  for (const [index, line] of lines.slice(at, at + REACH).entries()) {
    const below = at + index - last;
    const opens = isLabelled(line);
    // One blank line may stand between labels. A long list of recipients is folded: such a line comes directly below a label.
    if (!opens && below > 1) break;
    proof.push(line.text.slice(0, LONGEST_LINE));
    if (!opens) continue;
    labelled.push(line);
    last = at + index;
  }
  return isHeader(labelled, proof.join(' ')) ? last - at + 1 : 0;
}

function isHeader(labelled: readonly Line[], proof: string): boolean {
  const found = new Set(labelled.map(labelOf));
  const address = ADDRESS.test(proof);
  // Known words: two kinds besides the sender, and a sign that it is mail ("From: Oslo, To: Rome, Date: 3 May" is a journey).
  const whole = found.has('from') && countKnown(found) >= 3 && (address || found.has('subject'));
  const short = found.has('from') && found.has('sent') && DATE_AND_TIME.test(proof);
  // A header begins with a word that we know, or the customer's own "Order: 1042" above it would be taken along.
  if (whole || short) return labelled[0] !== undefined && labelOf(labelled[0]) !== null;
  // A language that we know in part: four labels with an address and a time. A filled-in form has no sender or receiver.
  const partly = labelled.length >= 4 && countKnown(found) >= 2 && (found.has('from') || found.has('to'));
  return (partly && address && DATE_AND_TIME.test(proof)) || isHeaderByShape(labelled);
}

/** No word known: "Label: Name <address>" first, then a date with a time, then a receiver, as no form that a person fills in. */
function isHeaderByShape(labelled: readonly Line[]): boolean {
  const [sender, sent, ...rest] = labelled.map(({ text }) => text);
  if (labelled.length < 4 || !sender || !sent || sender.length > LONGEST_LINE) return false;
  return (
    NAMED_ADDRESS.test(sender) && DATE_AND_TIME.test(sent.slice(0, 200)) && rest.some((text) => text.includes('@'))
  );
}

function countKnown(found: ReadonlySet<Label | null>): number {
  return found.size - (found.has(null) ? 1 : 0);
}

/** Lines are asked several times, once for each place where a header could begin. */
const known = new WeakMap<Line, { label: Label | null; labelled: boolean }>();

function labelOf(line: Line): Label | null {
  return factsOf(line).label;
}

function isLabelled(line: Line | undefined): boolean {
  return line !== undefined && factsOf(line).labelled;
}

function factsOf(line: Line): { label: Label | null; labelled: boolean } {
  const before = known.get(line);
  if (before) return before;
  const words = line.text.length > LONGEST_LINE ? '' : plain(line.text.slice(0, 60));
  const label = LABEL_PATTERNS.find(({ pattern }) => pattern.test(words))?.label ?? null;
  const facts = { label, labelled: label !== null || ANY_LABEL.test(words) };
  known.set(line, facts);
  return facts;
}
