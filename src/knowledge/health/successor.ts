import { contentWords, has } from '../content-words.ts';
import { primaryLanguage } from '../words.ts';
import type { ReadArticle } from './read-article.ts';

/** A rewrite follows after a while; what was written in one go stands side by side on purpose. */
const YEAR_MS = 365 * 86_400_000;
const SIMILAR_TITLE = 0.6;
const FEWEST_SHARED = 3;
const OF_ITS_OWN = /\d|^\p{Lu}{2,}/u;

/**
 * Pure: a newer article that may have taken this one's place, judged by title, section and language. A hint and no more: of the
 * two pairs with nearly the same title that the Arduino help center has, neither was a rewrite.
 */
export function findSuccessor(read: ReadArticle, articles: readonly ReadArticle[]): ReadArticle | null {
  const mine = contentWords(read.article.title);
  let best: { by: ReadArticle; likeness: number } | null = null;
  for (const by of articles) {
    if (!comesAfter(by, read) || namesDiffer(read.article.title, by.article.title)) continue;
    const likeness = titleLikeness(mine, contentWords(by.article.title));
    if (likeness > (best?.likeness ?? SIMILAR_TITLE)) best = { by, likeness };
  }
  return best?.by ?? null;
}

function comesAfter({ article: newer }: ReadArticle, { article: older }: ReadArticle): boolean {
  const sameShelf = newer.section === older.section && newer.visibility === older.visibility;
  if (!sameShelf || primaryLanguage(newer.locale) !== primaryLanguage(older.locale)) return false;
  return newer.updatedAt.getTime() - older.updatedAt.getTime() >= YEAR_MS;
}

/** "Fir 1" and "Fir 2", "UNO R3" and "UNO R4": made for two things. */
function namesDiffer(first: string, second: string): boolean {
  const names = (title: string): string =>
    title
      .split(/\s+/)
      .filter((word) => OF_ITS_OWN.test(word))
      .sort()
      .join(' ');
  return names(first) !== names(second);
}

/** Dice over the words, so that a short general title is not the successor of every longer one. */
function titleLikeness(mine: readonly string[], theirs: readonly string[]): number {
  const all = new Set(theirs);
  const shared = new Set(mine)
    .values()
    .filter((word) => has(all, word))
    .toArray().length;
  return shared < FEWEST_SHARED ? 0 : (2 * shared) / (new Set(mine).size + all.size);
}
