import { sentencesOf } from '../../tickets/sentences.ts';
import type { Piece } from './piece.ts';
import type { ReplyWords } from './reply-words.ts';
import type { Unit } from './units.ts';

export interface Letter {
  words: ReplyWords;
  language: string;
  /** First name, or null. */
  name: string | null;
  sorry: boolean;
}

/** A fact with the number of the source it comes from. */
export interface Fact {
  text: string;
  n: number;
}

/** Greeting, the facts about the customer's own matter, the pieces of the articles, closing. */
export function composeAnswer(letter: Letter, facts: readonly Fact[], pieces: readonly Piece[]): string {
  const own = facts.map(({ text, n }) => cite(text, n)).join(' ');
  return frame(letter, [own, ...pieces.map(paragraphOf), letter.words.closing]);
}

/** A reply with one paragraph of our own words in it: a question, or that a person takes over. */
export function composeShort(letter: Letter, paragraph: string): string {
  return frame(letter, [paragraph]);
}

function frame({ words, name, sorry }: Letter, paragraphs: readonly string[]): string {
  const opening = sorry ? words.sorry : words.thanks;
  return [words.greeting(name), opening, ...paragraphs, words.regards].filter((part) => part !== '').join('\n\n');
}

/** Prose runs on; listed units get a line each, under the words that lead the list in the article. */
function paragraphOf({ units, n, heading }: Piece): string {
  const single = units.filter((unit) => unit.kind !== 'sentence').length === 1;
  const lines: string[] = [];
  for (const [i, unit] of units.entries()) {
    const text = citeAll(trimmed(unit.kind === 'row' ? rowSentence(unit.text) : unit.text), n);
    const before = units[i - 1];
    const runsOn = before !== undefined && (before.kind === 'sentence' || single);
    if (unit.kind === 'sentence' || single) lines.push(runsOn ? `${lines.pop() ?? ''} ${text}` : text);
    else lines.push(...wordsBefore(unit, before, { n, heading }), `${markerOf(units, i)} ${text}`);
  }
  return lines.join('\n');
}

/** The words that lead a list in the article; a list that opens a paragraph goes under its heading, or nobody knows what it lists. */
function wordsBefore(unit: Unit, before: Unit | undefined, { n, heading }: { n: number; heading: string }): string[] {
  const opening = [unit.heading, heading].find(canLead) ?? '';
  const lead = unit.lead === '' && before === undefined ? opening : unit.lead;
  return lead === '' || lead === before?.lead ? [] : [`${lead.replace(/:$/, '')} [${n}]:`];
}

/** "The email does not arrive" can stand above a list in a reply; "Troubleshooting", a question or the customer's own voice cannot. */
function canLead(heading: string): boolean {
  return (
    heading.split(/\s+/).length > 2 && !/\?$|^(?:how|what|why|when|where|can|do|does|is|are|i|my)\b/i.test(heading)
  );
}

/** Steps are counted anew, since the article's own numbers may start in the middle. */
function markerOf(units: readonly Unit[], at: number): string {
  if (units[at]?.kind !== 'step') return '-';
  const list = units.filter((unit) => unit.kind === 'step' && unit.block === units[at]?.block);
  return `${list.filter((unit) => unit.at <= (units[at]?.at ?? 0)).length}.`;
}

const SHORT_CELL = 40;

/** "Brew: French press; Setting: 38-46; Time: 9 seconds" -> "French press: setting 38-46, time 9 seconds". */
function rowSentence(row: string): string {
  const [first = '', ...cells] = row.split('; ');
  if (cells.length === 0) return row;
  const name = first.slice(first.indexOf(': ') + 2);
  const short = cells.every((cell) => cell.length <= SHORT_CELL && !/[.,]/.test(cell));
  return short
    ? `${name}: ${cells.map((cell) => lowered(cell).replace(': ', ' ')).join(', ')}`
    : `${name}: ${cells.map(lowered).join('; ')}`;
}

function lowered(cell: string): string {
  return /^\p{Lu}\p{Ll}/u.test(cell) ? cell.charAt(0).toLowerCase() + cell.slice(1) : cell;
}

function citeAll(text: string, n: number): string {
  return sentencesOf(text)
    .map((sentence) => cite(sentence, n))
    .join(' ');
}

/** Only words that hang on what came before are taken off; the rest stays as the article has it. */
function trimmed(text: string): string {
  const rest = text.replace(
    /^(?:note|tip|important|warning|hinweis|tipp|let op|attention|nota)\s*[:!]\s+|^(?:however|therefore|in addition|additionally|furthermore),\s+/i,
    '',
  );
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The mark stands before the end mark, so that it stays with its sentence whoever cuts the text: "... 30 days [2]." */
function cite(text: string, n: number): string {
  // A question inside an article ("No e-mail? Look in ...") claims nothing.
  if (text.endsWith('?')) return text;
  const end = text.match(/([.!?…]+)(["'”’)\]]*)$/);
  if (end === null) return `${text.replace(/[;,:]$/, '')} [${n}].`;
  return `${text.slice(0, end.index)}${end[2] ?? ''} [${n}]${end[1] ?? '.'}`;
}
