import { COURTESY_WORDS, GREETINGS } from './courtesy-words.ts';
import { factsOf } from './facts.ts';

/** Longer ones say more than courtesy needs. */
const MOST_WORDS = 40;
const MOST_WORDS_OF_A_NAME = 6;
const NAME_PARTICLES = new Set('van de den der von zu la le du di da and y et en und the your het'.split(' '));
const SIGNATURE_END = /(?:team|support|service|care|desk|kundenservice|klantenservice|équipe|equipo)$/i;

/**
 * Pure: greeting, thanks, sympathy, closing, handing over. Told by its words: a sentence made of nothing but the words of courtesy cannot
 * promise a refund, name a product or set a date, however it puts them together.
 */
export function isCourtesy(sentence: string): boolean {
  if (/\d/.test(sentence) || factsOf(sentence).facts.length > 0) return false;
  const words = sentence.match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length === 0 || words.length > MOST_WORDS) return words.length === 0;
  return (
    words.every((word) => COURTESY_WORDS.has(word.toLowerCase())) || isGreeting(words) || isSignature(sentence, words)
  );
}

/** "Hello," "Dear Ms van den Berg," "Kind regards, Tom": after the greeting, names only. */
function isGreeting(words: readonly string[]): boolean {
  const greeting = words.findIndex((word) => !GREETINGS.has(word.toLowerCase()));
  return greeting < 0 || (greeting > 0 && isName(words.slice(greeting)));
}

/** "The Kettle & Pine team": a line without a full stop that ends in what the team is called. */
function isSignature(sentence: string, words: readonly string[]): boolean {
  return SIGNATURE_END.test(sentence.trim()) && isName(words.slice(0, -1));
}

function isName(words: readonly string[]): boolean {
  return (
    words.length <= MOST_WORDS_OF_A_NAME && words.every((word) => /^\p{Lu}/u.test(word) || NAME_PARTICLES.has(word))
  );
}
