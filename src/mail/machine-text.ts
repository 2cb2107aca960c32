import { absenceIn } from './absence.ts';
import { SAYS_BOUNCE, SAYS_BOUNCE_OUTRIGHT, SAYS_FEEDBACK } from './bounce-words.ts';
import { OWN_MATTER, OWN_WISH, SAYS_AUTOMATIC } from './machine-text-words.ts';
import { MY_THING, REACH_ME, WISHES_MORE } from './own-words.ts';
import { anyOf, phrases, plain } from './word-list.ts';

/** How far the text alone makes us believe that no person wrote, and what speaks against it. */
export interface TextSigns {
  auto: number;
  bounce: number;
  feedback: number;
  /** `markedAuto`: under a subject like "Automatic reply: order", where an autoresponder may say anything. A question or a matter of the writer's own speaks against a machine; a wish only against an automatic reply. */
  against: { auto: number; bounce: number; markedAuto: number };
  /** The words that gave it away, for people. */
  quote: string;
}

/** A program says what it is at the beginning; further down it is somebody's quotation. */
const READ = 1_200;

const AUTOMATIC = new RegExp(anyOf(SAYS_AUTOMATIC), 'u');
const BOUNCE = new RegExp(anyOf(SAYS_BOUNCE), 'gu');
const FEEDBACK = new RegExp(anyOf(SAYS_FEEDBACK), 'u');
const OUTRIGHT = new RegExp(anyOf(SAYS_BOUNCE_OUTRIGHT), 'u');
const MINE = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(OWN_MATTER)})`, 'u');
const WISH = new RegExp(`(?:^|[^\\p{L}])(?:${anyOf(OWN_WISH)})`, 'u');
/** "550 5.1.1" and "4.4.7": codes that only mail systems use. */
const STATUS = /(?:^|[^\d.])(?:[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}|[a-z])|#?[45]\.[0-7]\.\d{1,2}(?:$|[^\d.]))/;
/** "Your ticket #4711 has been created": what a helpdesk confirms stands around a number. */
const CONFIRMS =
  /your (?:support )?(?:ticket|request|case|inquiry|enquiry|message|incident) (?:\S{1,30} )?(?:has been|was|is) (?:created|received|opened|logged|registered|assigned|solved|closed|resolved)(?! by me)/u;
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
  const words = linesOf(text.slice(0, READ)).replace(WAS_AWAY, ' ').replace(REACH_ME, ' ');
  const outright = OUTRIGHT.test(words) ? 2 : 0;
  const failures = outright + new Set(words.match(BOUNCE) ?? []).size + (STATUS.test(words) ? 1 : 0);
  const own = (words.includes('?') ? 1 : 0) + (MINE.test(words) ? 2 : 0);
  const automatic = AUTOMATIC.test(words) || CONFIRMS.test(words) || DATA.test(text.slice(0, 200));
  const absence = absenceIn(words);
  // A program that says what it is may well ask politely; an absence is told from a customer's holiday by what the writer wants.
  const wants = (MY_THING.test(words) ? 1 : 0) + (WISHES_MORE.test(words) ? 1 : 0) + (absence.saysMore ? 1 : 0);
  const marked = own + (WISH.test(words) ? 2 : 0);
  return {
    auto: (automatic ? 2 : 0) + absence.weight,
    bounce: failures,
    feedback: FEEDBACK.test(words) ? 2 : 0,
    against: { auto: marked + (automatic ? 0 : wants), bounce: own, markedAuto: marked },
    quote: quoteOf(words, [FEEDBACK, OUTRIGHT, new RegExp(BOUNCE.source, 'u'), AUTOMATIC], absence.at),
  };
}

/** Folded like `plain`, with the lines kept: a line may be a sentence. */
function linesOf(text: string): string {
  // Folding may make a letter eighteen; what is read stays bounded.
  return text.split(/\r?\n/).map(plain).join('\n').slice(0, READ);
}

function quoteOf(words: string, patterns: readonly RegExp[], absentAt: number): string {
  const at = patterns.map((pattern) => words.search(pattern)).find((found) => found >= 0) ?? Math.max(0, absentAt);
  return words
    .slice(at, at + 60)
    .replace(/\s+/g, ' ')
    .trim();
}
