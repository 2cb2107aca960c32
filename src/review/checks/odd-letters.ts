import type { Finding, Source } from '../../tickets/draft.ts';
import { block, isInternal, textOfSource } from './reply.ts';

/** Five single letters or digits in a row, parted by spaces or signs: "r e f u n d", "e.v.i.l". */
const SPELT = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][\s.\-–_*·|/]{1,3}){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
const FEWEST_LETTERS = 4;
/** A line through a letter or under it: "r̶e̶f̶u̶n̶d̶". Accents that have a letter of their own are gone after NFC. */
const STRUCK = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]\p{M}/u;
/** Letters that languages with Latin letters write with; phonetic signs and small capitals only look like them. */
const PLAIN_LATIN =
  /[A-Za-zªº\u00C0-\u017F\u01A0\u01A1\u01AF\u01B0\u01CD-\u01DC\u0218-\u021B\u0259\u018F\u1E00-\u1EFF]|(?!\p{Script=Latin})./su;
const SCRIPTS = [
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Thai',
  'Georgian',
  'Armenian',
] as const;
/** Two letters in a row: a single "μ" or "Ω" is a unit. */
const WORDS_IN = SCRIPTS.map((script) => new RegExp(`\\p{Script=${script}}{2}`, 'u'));
const FLAG_LETTER = /[\u{1F1E6}-\u{1F1FF}]/u;
const PICTURE = /\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=\uFE0F)/gu;
/** A smile says nothing. A banknote with a tick does. */
const SAYS_NOTHING = new Set([...'😊🙂😀👋🙏☕🌿☀❤']);

/** Misspelt by a letter, a person still reads the word, and a list does not. */
const NEARLY = 'refund refunded reimburse replacement voucher discount compensation password guarantee exception'.split(
  ' ',
);

/** Words that no word list can read: spelt out, struck through, in an alphabet or in pictures that no source uses. */
export function letterFindings(text: string, sources: readonly Source[], requesterName = ''): Finding[] {
  const open = [requesterName, ...sources.filter((source) => !isInternal(source)).map(textOfSource)].join('\n');
  const hidden = (words: string): Finding[] => [block('hidden_characters', words)];
  return [
    ...(spelt(text) ? hidden('Contains a word spelt out letter by letter.') : []),
    ...(STRUCK.test(text.normalize('NFC')) && !STRUCK.test(open.normalize('NFC'))
      ? hidden('Contains letters with lines through or around them.')
      : []),
    ...([...text].every((letter) => PLAIN_LATIN.test(letter))
      ? []
      : hidden('Contains signs that only look like letters.')),
    ...(WORDS_IN.some((words) => words.test(text) && !words.test(open))
      ? hidden('Contains words in an alphabet that no source uses.')
      : []),
    ...nearly(text, open).map((word) => block('hidden_characters', `Contains a word that is nearly “${word}”.`)),
    ...(says(text, open) ? hidden('Says something in pictures that no source has.') : []),
  ];
}

function spelt(text: string): boolean {
  return (text.match(SPELT) ?? []).some((run) => (run.match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS);
}

function says(text: string, open: string): boolean {
  if (FLAG_LETTER.test(text)) return true;
  return (text.match(PICTURE) ?? []).some((picture) => !SAYS_NOTHING.has(picture) && !open.includes(picture));
}

function nearly(text: string, open: string): string[] {
  const said = new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  const known = open.toLowerCase();
  return NEARLY.filter((word) =>
    [...said].some((other) => !other.startsWith(word) && !known.includes(other) && isOneSlipFrom(other, word)),
  );
}

/** One letter more, less, other, or two that changed places. */
function isOneSlipFrom(other: string, word: string): boolean {
  if (other === word || Math.abs(other.length - word.length) > 1) return false;
  let from = 0;
  while (from < word.length && other[from] === word[from]) from += 1;
  let end = 0;
  while (end < word.length - from && end < other.length - from && other.at(-1 - end) === word.at(-1 - end)) end += 1;
  const left = [other.slice(from, other.length - end), word.slice(from, word.length - end)];
  const [one = '', two = ''] = left;
  return (one.length <= 1 && two.length <= 1) || (one.length === 2 && one === [...two].reverse().join(''));
}
