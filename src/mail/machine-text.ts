import { SAYS_BOUNCE, SAYS_BOUNCE_OUTRIGHT, SAYS_FEEDBACK } from './bounce-words.ts';
import { OWN_MATTER, OWN_WISH, SAYS_AUTOMATIC, SAYS_AWAY, SAYS_LATER } from './machine-text-words.ts';
import { anyOf, phrases, plain } from './word-list.ts';

/** How far the text alone makes us believe that no person wrote, and what speaks against it. */
export interface TextSigns {
  auto: number;
  bounce: number;
  feedback: number;
  /** A question or a matter of the writer's own speaks against a machine; a wish only against an automatic reply. */
  against: { auto: number; bounce: number };
  /** The words that gave it away, for people. */
  quote: string;
}

/** A program says what it is at the beginning; further down it is somebody's quotation. */
const READ = 1_200;

const AUTOMATIC = new RegExp(anyOf(SAYS_AUTOMATIC), 'u');
const AWAY = new RegExp(anyOf(SAYS_AWAY), 'u');
const LATER = new RegExp(anyOf(SAYS_LATER), 'u');
const BOUNCE = new RegExp(anyOf(SAYS_BOUNCE), 'gu');
const FEEDBACK = new RegExp(anyOf(SAYS_FEEDBACK), 'u');
const OUTRIGHT = new RegExp(anyOf(SAYS_BOUNCE_OUTRIGHT), 'u');
const MINE = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(OWN_MATTER)})`, 'u');
const WISH = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(OWN_WISH)})`, 'u');
/** "550 5.1.1" and "4.4.7": codes that only mail systems use. */
const STATUS = /(?:^|[^\d.])(?:[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}|[a-z])|#?[45]\.[0-7]\.\d{1,2}(?:$|[^\d.]))/;
/** "I was out of the office last week" is a person explaining a delay. */
const WAS_AWAY = new RegExp(
  `(?:^|[^\\p{L}])(?:${anyOf(
    phrases(`
      i was; we were; i have been; i've been; i had been; ich war; wir waren; j'étais; nous étions; j'ai été; estuve; estaba; ero;
      sono stato; sono stata; estive; estava; ik was; wij waren; jeg var; jag var; olin; byłem; byłam; byl jsem; byla jsem; я был;
      я была; мы были; voltam; am fost
    `),
  )}) [^.!?]{0,40}`,
  'gu',
);
/** A notification that some service posts as mail: data, not a letter. */
const DATA = /^\s*[{[]\s*["{[]/;

export function signsInText(text: string): TextSigns {
  const words = plain(text.slice(0, READ)).replace(WAS_AWAY, ' ');
  const outright = OUTRIGHT.test(words) ? 2 : 0;
  const failures = outright + new Set(words.match(BOUNCE) ?? []).size + (STATUS.test(words) ? 1 : 0);
  const own = (words.includes('?') ? 1 : 0) + (MINE.test(words) ? 2 : 0);
  const automatic = AUTOMATIC.test(words) || DATA.test(text.slice(0, 200));
  return {
    auto: (automatic ? 2 : 0) + (AWAY.test(words) ? 1 : 0) + (LATER.test(words) ? 1 : 0),
    bounce: failures,
    feedback: FEEDBACK.test(words) ? 2 : 0,
    against: { auto: own + (WISH.test(words) ? 2 : 0), bounce: own },
    quote: quoteOf(words, [FEEDBACK, OUTRIGHT, new RegExp(BOUNCE.source, 'u'), AUTOMATIC, AWAY, LATER]),
  };
}

function quoteOf(words: string, patterns: readonly RegExp[]): string {
  const at = patterns.map((pattern) => words.search(pattern)).find((found) => found >= 0) ?? 0;
  return words.slice(at, at + 60).trim();
}
