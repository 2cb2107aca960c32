import { sentencesOf } from '../../tickets/sentences.ts';

/** A piece of a source that can stand in a reply by itself. */
export interface Unit {
  text: string;
  kind: 'sentence' | 'step' | 'point' | 'row';
  /** Nearest heading above it inside the source, or ''. */
  heading: string;
  /** For steps, points and rows: the words before the list, for example "Follow these steps:". */
  lead: string;
  /** Units of one paragraph or list share it. */
  block: number;
  /** Position in the source. */
  at: number;
}

const ITEM = /^\s*(?:(\d{1,2})[.)]|[-*•])\s+(.*)$/;
const HEADER_AND_CELL = /^[^:;.]{1,40}: [^;]+(?:; [^:;]{1,40}: [^;]+)+$/;
const CONTENTS =
  /^(?:in this (?:article|section)|on this page|in diesem artikel|in dit artikel|dans cet article|en este articulo|further reading|related articles|see also)\b/i;

interface Reading {
  units: Unit[];
  heading: string;
  lead: string;
  block: number;
}

/** Cuts a passage's plain text (blocks parted by blank lines, one list item or table row per line) into units. */
export function unitsOf(text: string): Unit[] {
  const reading: Reading = { units: [], heading: '', lead: '', block: 0 };
  for (const block of text.split(/\n\s*\n/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) continue;
    reading.block += 1;
    if (isHeading(lines)) reading.heading = startHeading(reading, lines[0] ?? '');
    else if (lines.some((line) => ITEM.test(line))) addList(reading, lines);
    else addLines(reading, lines);
  }
  return reading.units;
}

function startHeading(reading: Reading, line: string): string {
  reading.lead = '';
  return line.trim();
}

/** A short line by itself without an end mark. "Follow these steps:" is not one: it leads a list. */
function isHeading(lines: readonly string[]): boolean {
  const [line] = lines;
  if (lines.length !== 1 || line === undefined || ITEM.test(line) || HEADER_AND_CELL.test(line)) return false;
  return line.length <= 90 && !/[.:;,!]["')\]]*$/.test(line.trim());
}

/** Tables of contents and link lists tell nothing by themselves, so they are left out. */
function addList(reading: Reading, lines: readonly string[]): void {
  if (CONTENTS.test(reading.lead) || CONTENTS.test(reading.heading)) return;
  for (const line of lines) {
    const item = line.match(ITEM);
    if (item === null || /^\s{2,}/.test(line)) appendToLast(reading, item?.[2] ?? line);
    else add(reading, item[1] === undefined ? 'point' : 'step', item[2] ?? '');
  }
}

/** A nested item or a continued line belongs to the item above it. */
function appendToLast(reading: Reading, text: string): void {
  const last = reading.units.at(-1);
  if (last !== undefined && last.block === reading.block) last.text = joined(last.text, tidy(text));
  else add(reading, 'point', text);
}

function addLines(reading: Reading, lines: readonly string[]): void {
  reading.lead = '';
  for (const line of lines) {
    if (HEADER_AND_CELL.test(line)) add(reading, 'row', line);
    else for (const sentence of sentencesOf(line)) addSentence(reading, sentence);
  }
}

function addSentence(reading: Reading, sentence: string): void {
  const last = reading.units.at(-1);
  if (/:["')\]]*$/.test(sentence)) reading.lead = sentence;
  // "Yes." and "No." say nothing without the sentence that follows.
  else if (last?.block === reading.block && last.text.length < 12) last.text = afterShort(last.text, tidy(sentence));
  else add(reading, 'sentence', sentence);
}

function add(reading: Reading, kind: Unit['kind'], text: string): void {
  const clean = tidy(text);
  if (clean === '' || CONTENTS.test(clean)) return;
  const { heading, lead, block, units } = reading;
  units.push({ text: clean, kind, heading, lead: kind === 'sentence' ? '' : lead, block, at: units.length });
}

/** "Yes. You can skip a box." -> "Yes, you can skip a box." */
function afterShort(short: string, sentence: string): string {
  // The sentence after a bare "No." says what is not the case, so nothing is lost without it.
  if (/^(?:no|nein|nee|non)[.!]$/i.test(short)) return sentence;
  if (!/^(?:yes|ja|oui|sí)[.!]$/i.test(short) || /^I\b/.test(sentence)) return `${short} ${sentence}`;
  return `${short.slice(0, -1)}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function joined(text: string, more: string): string {
  return /[.:;,!?]$/.test(text) ? `${text} ${more}` : `${text}; ${more}`;
}

/** What a Markdown reader may leave behind. */
function tidy(text: string): string {
  return text
    .replace(/\[!(?:note|tip|important|warning|caution)\]/gi, '')
    .replace(/\*\*/g, '')
    .replace(/[^.!?]*\]\([^)\s]*\)[.!?]?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
