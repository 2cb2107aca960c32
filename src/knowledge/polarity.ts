import { contentWords, has, share } from './content-words.ts';

const NEGATION =
  /(?<!\p{L})(?:not|no|never|none|nothing|neither|nor|cannot|without|unable|impossible|forbidden|prohibited|except|excluded|\p{L}+n['’]t|nicht|kein|keine|keinen|keiner|keinem|nie|niemals|ohne|niet|geen|nooit|zonder|pas|jamais|aucun|aucune|sans|nunca|sin|ningún|ninguna|tampoco)(?!\p{L})/giu;
const NEGATING_PREFIX =
  /(?<!\p{L})(?:non-?|un(?=available|able|paid|used|opened|limited)|in(?=eligible|valid|complete))/giu;
/** "not only", "no later than", "no matter" deny nothing. */
const HARMLESS =
  /\b(?:not only|no (?:later|more|longer) than|no matter|no problem|no worries|nicht nur|niet alleen|if not|or not|why not)\b/giu;
const CLAUSE =
  /[,;:–—()]|(?<!\p{L})(?:but|however|unless|although|though|whereas|while|because|if|when|aber|sondern|wenn|weil|maar|als|omdat|mais|si|pero|aunque)(?!\p{L})/iu;

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
];
/** Two clauses are about the same matter when one has this share of the other's words. */
const SAME_MATTER = 0.6;

/** Pure: does the source say the opposite on the same matter? Compared clause by clause, because "30 days, but not for gift cards" says both. */
export function isOpposed(sentence: string, source: string): boolean {
  const theirs = clauses(source);
  return clauses(sentence).some((mine) => {
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

function hasOpposite(mine: ReadonlySet<string>, theirs: ReadonlySet<string>): boolean {
  const starts = (words: ReadonlySet<string>, root: string): boolean =>
    has(words, root) || words.values().some((word) => word.startsWith(root));
  const denies = (one: string, other: string): boolean =>
    starts(mine, one) && !starts(theirs, one) && starts(theirs, other) && !starts(mine, other);
  return OPPOSITES.some(([one, other]) => denies(one, other) || denies(other, one));
}
