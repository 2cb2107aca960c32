import { contentWords, has, share } from './content-words.ts';

const NEGATION =
  /(?<!\p{L})(?:not|no|never|none|nothing|neither|nor|cannot|without|unable|impossible|forbidden|prohibited|except|excluded|ausgenommen|ausgeschlossen|verboten|unmöglich|uitgezonderd|uitgesloten|verboden|onmogelijk|exclue?s?|interdite?s?|impossibles?|excluid[oa]s?|prohibid[oa]s?|imposible|\p{L}+n['’]t|nicht|kein|keine|keinen|keiner|keinem|nie|niemals|ohne|niet|geen|nooit|zonder|pas|jamais|aucun|aucune|sans|nunca|sin|ningún|ninguna|tampoco)(?!\p{L})/giu;
const NEGATING_PREFIX =
  /(?<!\p{L})(?:non-?|un(?=available|able|paid|used|opened|limited)|in(?=eligible|valid|complete))/giu;
/** "not only", "no later than", "no matter" deny nothing. */
const HARMLESS =
  /\b(?:not only|no (?:later|more|longer) than|no matter|no problem|no worries|nicht nur|niet alleen|if not|or not|why not)\b/giu;
const CLAUSE =
  /[,;:–—()]|[.!?]+\s|(?<!\p{L})(?:but|however|unless|although|though|whereas|while|because|if|when|aber|sondern|wenn|weil|maar|als|omdat|mais|si|pero|aunque)(?!\p{L})/iu;

/** Words that cannot both be true of one thing. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['before', 'after'],
  ['includ', 'exclud'],
  ['free', 'paid'],
  ['open', 'closed'],
  ['accept', 'refus'],
  ['accept', 'reject'],
  ['enabl', 'disabl'],
  ['allow', 'forbid'],
  ['increas', 'decreas'],
  ['above', 'below'],
  ['minimum', 'maximum'],
  ['always', 'never'],
  ['upgrad', 'downgrad'],
  ['first', 'last'],
  ['public', 'private'],
  ['online', 'offline'],
  ['hot', 'cold'],
  ['larger', 'smaller'],
  ['early', 'late'],
  ['laps', 'kept'],
  ['laps', 'valid'],
  ['expir', 'valid'],
  ['void', 'valid'],
  ['lose', 'keep'],
  ['lost', 'kept'],
];
/** A question says neither yes nor no; its answer stands behind it as "No." and a sentence that repeats it. */
const QUESTION = /[^.!?\n]*\?/g;
/** "…, never by e-mail": so few words that the rest is taken from the clause before. */
const SHORT_DENIAL = 2;
/** Two clauses are about the same matter when one has this share of the other's words. */
const SAME_MATTER = 0.6;

/** "Free of charge" denies a price and nothing else; "no later than" is in HARMLESS already. */
const PRICELESS =
  /(?<!\p{L})(?:without (?:any )?(?:extra |additional )?(?:charge|cost|fee)s?|at no (?:extra |additional )?(?:charge|cost)|no (?:extra |additional )?(?:charge|cost|fee)s?|sans (?:frais|supplément)|ohne (?:aufpreis|kosten|gebühr(?:en)?)|zonder (?:extra )?kosten|sin (?:coste|cargo|costo|gastos))(?!\p{L})/giu;

/** Pure: how often does the text deny something? */
export function countDenials(text: string): number {
  return text.replace(HARMLESS, ' ').replace(PRICELESS, ' ').match(NEGATION)?.length ?? 0;
}

/** Pure: the text with the words that deny taken out; "not" in two sentences makes them no more alike. */
export function withoutNegation(text: string): string {
  return text.replace(NEGATION, ' ');
}

/** Pure: does the source say the opposite on the same matter? Compared clause by clause, because "30 days, but not for gift cards" says both. */
export function isOpposed(sentence: string, source: string): boolean {
  const theirs = clauses(source.replace(QUESTION, ' '));
  return clauses(sentence).some((mine) => {
    if (deniesInShort(mine, theirs)) return true;
    const same = closest(mine, theirs);
    if (same === null) return false;
    return mine.negated !== same.negated || hasOpposite(mine.all, same.all);
  });
}

interface Clause {
  words: string[];
  all: ReadonlySet<string>;
  negated: boolean;
}

function clauses(text: string): Clause[] {
  return text.split(CLAUSE).flatMap((part) => {
    const negations = part.replace(HARMLESS, ' ').match(NEGATION)?.length ?? 0;
    const prefixes = part.match(NEGATING_PREFIX)?.length ?? 0;
    const words = contentWords(part.replace(NEGATION, ' ').replace(NEGATING_PREFIX, ''));
    const all = new Set(part.toLowerCase().match(/\p{L}+/gu));
    return words.length === 0 ? [] : [{ words, all, negated: (negations + prefixes) % 2 === 1 }];
  });
}

/** "Sent by post, never by e-mail" denies "sent by e-mail", though the clause that shares most words with it agrees. */
function deniesInShort(mine: Clause, theirs: readonly Clause[]): boolean {
  const own = new Set(mine.words);
  return theirs.some(
    (clause, index) =>
      index > 0 &&
      clause.negated &&
      !mine.negated &&
      clause.words.length <= SHORT_DENIAL &&
      clause.words.every((word) => own.has(word)) &&
      (theirs[index - 1]?.words ?? []).some((word) => own.has(word)) &&
      !theirs.some((other) => !other.negated && clause.words.every((word) => other.words.includes(word))),
  );
}

/** The clause on the same matter; of equally close ones, one that agrees. */
function closest(mine: Clause, theirs: readonly Clause[]): Clause | null {
  let best: Clause | null = null;
  let most = SAME_MATTER;
  for (const clause of theirs) {
    const shared = share(mine.words, new Set(clause.words));
    const better = shared > most || (shared === most && (best === null || clause.negated === mine.negated));
    if (better && mine.words.length > 1) [best, most] = [clause, shared];
  }
  return best;
}

/** Pure: do two short phrases differ by words that cannot both be true, as "when it is hot" and "when it is cold"? */
export function opposesWords(mine: string, theirs: string): boolean {
  const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}+/gu));
  return hasOpposite(wordsIn(mine), wordsIn(theirs));
}

function hasOpposite(mine: ReadonlySet<string>, theirs: ReadonlySet<string>): boolean {
  const starts = (words: ReadonlySet<string>, root: string): boolean =>
    has(words, root) || words.values().some((word) => word.startsWith(root));
  const denies = (one: string, other: string): boolean =>
    starts(mine, one) && !starts(theirs, one) && starts(theirs, other) && !starts(mine, other);
  return OPPOSITES.some(([one, other]) => denies(one, other) || denies(other, one));
}
