import { contentWords, has, share } from './content-words.ts';
import { countDenials, withoutNegation } from './polarity.ts';

/** Narrower than a clause: in "takes effect at renewal and gives no credit" only the second half is denied. */
const PIECE =
  /[,;:–—()\n]|[.!?]+(?:\s|$)|(?<!\p{L})(?:but|however|unless|although|though|whereas|while|because|and|or|aber|sondern|weil|und|oder|maar|omdat|en|of|mais|et|ou|pero|y|o)(?!\p{L})/iu;
const CONDITION_START = /(?<!\p{L})(?:if|when|once|wenn|falls|sobald|als|indien|si|quand|lorsque|cuando)(?!\p{L})/iu;
/** What is said without "not" and still takes something away: it agrees with a denial. */
const TAKES_AWAY =
  /(?<!\p{L})(?:free|waived?|lapses?|expires?|void|lose[sd]?|lost|stops?|ends?|ended|refus\p{L}*|declin\p{L}*|reject\p{L}*|exclu\p{L}*|only|instead|alone|kostenlos|gratis|kostenfrei|entfällt|verfällt|erlischt|nur|vervalt|alleen|gratuit\p{L}*|offerte?s?|seulement|uniquement|sólo|solo)(?!\p{L})/iu;
/** This share of what the source knows of a statement stands under a denial there. */
const MOSTLY_DENIED = 0.5;
/** And this share of the statement must be known, or it speaks of something else. */
const KNOWN = 0.5;

/**
 * Pure: does the sentence affirm what the source names only in order to deny it? "Stolen cash is covered" against "Cash is not insured":
 * the words are too few to pair the clauses, but "cash" stands nowhere without its "not".
 */
export function affirmsDenied(sentence: string, source: string): boolean {
  const { denied, affirmed } = wordsBySide(source);
  if (denied.size === 0) return false;
  return statementsOf(sentence).some((statement) => {
    const words = [...new Set(contentWords(statement))];
    const found = words.filter((word) => has(denied, word) || has(affirmed, word));
    if (words.length < 2 || share(words, denied.union(affirmed)) < KNOWN) return false;
    const onlyDenied = found.filter((word) => has(denied, word) && !has(affirmed, word));
    return onlyDenied.length > 0 && onlyDenied.length / found.length >= MOSTLY_DENIED;
  });
}

/** Its statements, without the conditions under which they hold: "if you do not call" denies nothing of the rest. */
function statementsOf(sentence: string): string[] {
  if (countDenials(sentence) > 0 || TAKES_AWAY.test(sentence)) return [];
  return sentence.split(/[,;:–—()]/).filter((part) => !CONDITION_START.test(part.trim().split(/\s+/, 1)[0] ?? ''));
}

function wordsBySide(source: string): { denied: Set<string>; affirmed: Set<string> } {
  const denied = new Set<string>();
  const affirmed = new Set<string>();
  for (const piece of source.split(PIECE)) {
    const words = contentWords(withoutNegation(piece));
    const side = countDenials(piece) % 2 === 1 ? denied : affirmed;
    for (const word of words) side.add(word);
  }
  return { denied, affirmed };
}
