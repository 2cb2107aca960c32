import { primaryLanguage, wordsOf } from '../words.ts';
import { type Line, placeOf, type ReadArticle } from './read-article.ts';
import type { Task } from './worklist.ts';

/** What stands under one heading of one article. */
interface Part {
  read: ReadArticle;
  line: Line;
  shingles: Set<string>;
  words: number;
}

/** Shorter parts repeat by nature ("Contact us"). */
const FEWEST_WORDS = 40;
const SHINGLE = 4;
/** Share of the smaller part's runs of words that the other has too. */
const SAME = 0.8;
/** A run of words in more parts than this is a template, and leads nowhere. */
const MOST_PARTNERS = 50;

/** Pure: passages that stand nearly word for word in several articles: one of them will be forgotten at the next change. */
export function findDuplicates(articles: readonly ReadArticle[]): Task[] {
  const parts = articles.flatMap(partsOf);
  return groupsOf(parts).flatMap((group) => {
    const places = [...new Map(group.map((part) => [part.read, part])).values()];
    return places.length < 2 ? [] : [taskOf(places)];
  });
}

function partsOf(read: ReadArticle): Part[] {
  const language = primaryLanguage(read.article.locale);
  const lines = read.lines.filter(({ kind }) => kind !== 'code');
  return [...Map.groupBy(lines, (line) => line.heading).values()].flatMap((under) => {
    const words = under.flatMap((line) => wordsOf(line.text));
    const [line] = under;
    if (line === undefined || words.length < FEWEST_WORDS) return [];
    const shingles = words
      .slice(SHINGLE - 1)
      .map((_word, at) => `${language} ${words.slice(at, at + SHINGLE).join(' ')}`);
    return [{ read, line, words: words.length, shingles: new Set(shingles) }];
  });
}

function groupsOf(parts: readonly Part[]): Part[][] {
  const byShingle = new Map<string, number[]>();
  const leader = parts.map((_part, index) => index);
  const leaderOf = (index: number): number => {
    const up = leader[index] ?? index;
    return up === index ? index : leaderOf(up);
  };
  for (const [index, part] of parts.entries()) {
    const shared = new Map<number, number>();
    for (const shingle of part.shingles) {
      const others = byShingle.get(shingle) ?? [];
      if (others.length <= MOST_PARTNERS) for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      others.push(index);
      byShingle.set(shingle, others);
    }
    for (const [other, count] of shared) {
      const smaller = Math.min(part.shingles.size, parts[other]?.shingles.size ?? 0);
      if (count / smaller >= SAME) leader[leaderOf(index)] = leaderOf(other);
    }
  }
  return [...Map.groupBy(parts.keys(), leaderOf).values()].map((group) => group.flatMap((index) => parts[index] ?? []));
}

function taskOf(places: readonly Part[]): Task {
  const [first] = places;
  const titles = places.map(({ read }) => `“${read.article.title}”`);
  const few = titles.length <= 3 ? titles.join(', ') : `${titles.slice(0, 2).join(', ')} and ${titles.length - 2} more`;
  return {
    kind: 'duplicate',
    what: `The same passage stands in ${places.length} articles: ${few}`,
    where: places.map(({ read, line }) => placeOf(read.article, line)),
    why: [`${first?.words ?? 0} words, at least ${Math.round(SAME * 100)} % of them word for word.`],
    todo: 'Keep it in one article and link there from the others, so that the next change is made once.',
    weight: places.length * (first?.words ?? 0),
  };
}
