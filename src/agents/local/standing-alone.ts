import type { Relevance } from './relevance.ts';
import type { Unit } from './units.ts';

const SHORTEST = 12;
/** A reply is short; a unit beyond this is a listing that was flattened. */
const LONGEST = 450;
/** Pictures and links do not come along into a reply, so a sentence that points at one is no answer. */
const POINTS_ELSEWHERE =
  /\b(?:image|screenshot|picture|video|figure|diagram)s? (?:below|above|shows?)\b|\b(?:below|above)[.:]?$|^(?:see|read|watch|learn|for more information)\b|^(?:related|further reading)\b|, see (?:the )?["“']?\p{Lu}|\]\(/iu;
/** Words that make no sense without the sentence before them. */
const LEANS =
  /^(?:it|its|this|these|those|they|their|both|neither|either|however|therefore|otherwise|then|so|but|and|also|yes|no|in that case|if so|if not|dann|das|dies|diese[rs]?|sie|es|daher|deshalb|dan|dit|deze|daarom|alors|cela|ils?|elles?|entonces|esto|eso)\b/i;

/** "Personally, I use ...": somebody's experience inside an article is nothing that the company says. */
const ONE_PERSON = /\bI(?:['’](?:m|ve|d|ll))? \p{Ll}|\b(?:my|mine|myself)\b/u;

/** Can a reader who has not seen the article understand it? */
export function standsAlone(unit: Unit, units: readonly Unit[]): boolean {
  if (unit.text.length < SHORTEST || unit.text.length > LONGEST || POINTS_ELSEWHERE.test(unit.text)) return false;
  if (unit.kind === 'sentence' && (ONE_PERSON.test(unit.text) || asksBack(unit))) return false;
  return !leans(unit) || antecedentOf(unit, units) !== null || unit.heading.endsWith('?');
}

/** "Have you looked at your settings?" answers nothing. */
function asksBack({ text }: Unit): boolean {
  return /\?["'”’)\]]*$/.test(text);
}

const YES_OR_NO = /^(?:yes|no|ja|nein|nee|oui|non|sí)[,.]/i;
/** Share of the question that the heading must speak of. */
const SAME_QUESTION = 0.15;

/** "Yes, choose ..." under "Can I use a locker?" answers nobody who asked something else. */
export function mayBeTold(unit: Unit, units: readonly Unit[], relevance: Relevance): boolean {
  if (!standsAlone(unit, units)) return false;
  return !YES_OR_NO.test(unit.text) || relevance.gain({ ...unit, text: unit.heading }, NOTHING_SAID) >= SAME_QUESTION;
}

const NOTHING_SAID: ReadonlySet<string> = new Set();

/** The sentence before, when this one hangs on it. */
export function antecedentOf(unit: Unit, units: readonly Unit[]): Unit | null {
  const before = units[unit.at - 1];
  if (!leans(unit) || before?.kind !== 'sentence' || before.heading !== unit.heading) return null;
  return before.text.length < SHORTEST || POINTS_ELSEWHERE.test(before.text) ? null : before;
}

function leans(unit: Unit): boolean {
  return unit.kind === 'sentence' && LEANS.test(unit.text);
}
