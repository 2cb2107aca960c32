import { isBlank, type Line } from './line.ts';
import { ON, WROTE } from './quote-words.ts';
import { anyOf, phrases, plain } from './word-list.ts';

/** Longer than any real one ("On ..., a very long name <and address> wrote:"), and what keeps the patterns quick. */
const LONGEST = 400;
/** Mail programs fold an attribution over up to so many lines. */
const MOST_LINES = 4;

const SAYS = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(WROTE)})(?:$|[^\\p{L}])|(?:写道|寫道|書きました|작성)`, 'u');
const BEGINS = new RegExp(`^(?:${anyOf(ON)})[ ,]?\\s*[^\\n]{0,40}\\d`, 'u');
const BEGINS_WITH_DATE = /^(?:\p{L}{2,12}[.,]{0,2} ){0,2}\d{1,4}(?:[./-]|\.? \p{L}|年|년| de )/u;
const DATE = /\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}|\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d[年년]/;
const ADDRESS = /[^\s<>()[\]"]+@[^\s<>()[\]"]+\.[\p{L}\d]/u;
/** Webmail programs of universities and the like: "Quoting Eva Bakker <address>:". */
const QUOTING = new RegExp(
  `^(?:${anyOf(phrases('quoting; zitat von; quoted from; citando; citando a; cytowanie; citace; citat från; citat fra'))}) `,
  'u',
);
/** "On Monday I wrote:" is the customer telling a story, not a mail program. */
const FIRST_PERSON =
  /(?:^|[ ,])(?:i|we|you|they|ich|wir|sie|je|j'ai|nous|vous|ik|wij|we|yo|io|eu|jeg|jag|ja|я|мы|вы)(?: \p{L}+)? /u;

/** How many lines from `at` are an attribution such as "On 3 Nov 2026, Support wrote:"; 0 when none begins here. */
export function attributionAt(lines: readonly Line[], at: number): number {
  let joined = '';
  let longest = 0;
  for (let count = 1; count <= MOST_LINES; count++) {
    const line = lines[at + count - 1];
    if (!line || isBlank(line) || line.quoted !== lines[at]?.quoted) break;
    joined = `${joined} ${line.text}`.trim();
    if (joined.length > LONGEST) break;
    if (isAttribution(joined, count > 1)) longest = count;
  }
  return longest;
}

function isAttribution(text: string, folded: boolean): boolean {
  const words = plain(text).replace(/^[-–\s]+|[-–\s]+$/gu, '');
  const begins = BEGINS.test(words) || BEGINS_WITH_DATE.test(words);
  // A folded one must begin like one, or the customer's own last line would be taken along.
  if (folded && !begins) return false;
  const colon = /[:：]$/u.test(words);
  const address = ADDRESS.test(words);
  const date = DATE.test(words);
  if (colon && address && (date || QUOTING.test(words))) return true;
  const says = SAYS.test(words);
  if (!says || !(colon || endsWithVerb(words))) return false;
  if (address) return colon || date;
  return begins && date && !FIRST_PERSON.test(words);
}

const ENDS_WITH_VERB = new RegExp(`(?:${anyOf(WROTE)})\\s*\\.{0,3}$`, 'u');

function endsWithVerb(words: string): boolean {
  return ENDS_WITH_VERB.test(words);
}
