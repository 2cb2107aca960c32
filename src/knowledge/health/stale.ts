import { placeOf, type ReadArticle } from './read-article.ts';
import { findRetired } from './retired.ts';
import { type Sign, STRONG, signsOf } from './stale-signs.ts';
import type { Task } from './worklist.ts';

/** Age alone says nothing: a good answer does not go off. */
const ENOUGH = STRONG;

/** Pure: articles that time has overtaken, with the sentence that shows it. */
export function findStale(articles: readonly ReadArticle[], now: Date): Task[] {
  const retired = findRetired(articles);
  return articles.flatMap((read) => {
    const signs = signsOf(read, { articles, retired, now });
    const weight = signs.reduce((sum, sign) => sum + sign.weight, 0);
    return weight >= ENOUGH ? [taskOf(read, signs, weight)] : [];
  });
}

function taskOf(read: ReadArticle, signs: readonly Sign[], weight: number): Task {
  const quoted = signs.filter((sign) => sign.line !== null && sign.weight >= STRONG);
  const lines = [...new Set(quoted.map((sign) => sign.line))].slice(0, 3);
  const own = lines.length > 0 ? lines.map((line) => placeOf(read.article, line)) : [placeOf(read.article, null)];
  return {
    kind: 'stale',
    what: `“${read.article.title}” has been overtaken by time`,
    where: [...own, ...signs.flatMap((sign) => sign.other ?? [])],
    why: [...new Set([...signs].sort((a, b) => b.weight - a.weight).map((sign) => sign.words))].slice(0, 5),
    todo: 'Unpublish it if the occasion is over; otherwise bring the quoted sentences up to date.',
    weight,
  };
}
