import type { Article } from '../article.ts';
import { has } from '../content-words.ts';
import { agrees, type Fact } from '../facts.ts';
import { isOpposed } from '../polarity.ts';
import { type Claim, claimsOf } from './claims.ts';
import { withoutFamilies } from './product-families.ts';
import { placeOf, type ReadArticle } from './read-article.ts';
import { namesRelative, titlesDiffer } from './title-subjects.ts';
import type { Task } from './worklist.ts';

/** Share of the telling words that two statements must have in common, weighed by how rare they are here. */
const SAME_MATTER = 0.55;
/** A denial changes the whole sentence, so nearly all of it must be the same. */
const SAME_SENTENCE = 0.8;
const FEWEST_SHARED = 3;
/** With fewer words of their own in common, the titles and headings above must speak of the same. */
const SAME_CONTEXT = 0.3;
/** Unless the statements are nearly the same sentence. */
const NEEDS_NO_CONTEXT = 0.85;
const MOST_PARTNERS = 400;
/** Each further sentence of the same two articles that differs adds this to the weight of the first. */
const FURTHER = 0.05;

export interface Contradiction {
  first: Claim;
  second: Claim;
  /** 0..1 */
  likeness: number;
}

/** Pure: statements of two articles on the same matter that give different amounts, shares or times. The newer one comes first. */
export function findContradictions(articles: readonly ReadArticle[]): Task[] {
  return tasksOf(contradictionsOf(articles));
}

export function contradictionsOf(articles: readonly ReadArticle[]): Contradiction[] {
  const claims = articles.flatMap(claimsOf);
  const rarity = rarityOf(articles, claims);
  const found: Contradiction[] = [];
  for (const [first, second] of candidatePairs(claims)) {
    if (!mayDiffer(first, second)) continue;
    const likeness = likenessOf(first, second, rarity);
    if (likeness < SAME_MATTER || !cannotBothHold(first, second, likeness)) continue;
    const newerFirst = first.read.article.updatedAt >= second.read.article.updatedAt;
    found.push(newerFirst ? { first, second, likeness } : { first: second, second: first, likeness });
  }
  return withoutFamilies(found).sort((a, b) => b.likeness - a.likeness);
}

/** Two claims of different articles that share a word; words that everybody uses lead nowhere. */
function* candidatePairs(claims: readonly Claim[]): Generator<[Claim, Claim]> {
  const byWord = new Map<string, number[]>();
  for (const [index, claim] of claims.entries()) {
    const partners = new Map<number, number>();
    for (const word of claim.words) {
      const others = byWord.get(word) ?? [];
      if (others.length <= MOST_PARTNERS)
        for (const other of others) partners.set(other, (partners.get(other) ?? 0) + 1);
      others.push(index);
      byWord.set(word, others);
    }
    for (const [other, shared] of partners) {
      const earlier = claims[other];
      if (earlier && shared >= (claim.fact ? 2 : FEWEST_SHARED) && earlier.read !== claim.read) yield [earlier, claim];
    }
  }
}

/** The cheap questions first: there are many pairs. */
function mayDiffer(first: Claim, second: Claim): boolean {
  if (first.language !== second.language || (first.fact === null) !== (second.fact === null)) return false;
  return first.fact === null || second.fact === null || factsDiffer(first.fact, second.fact);
}

function cannotBothHold(first: Claim, second: Claim, likeness: number): boolean {
  if (aboutDifferentThings(first, second)) return false;
  return first.fact !== null || (likeness >= SAME_SENTENCE && isOpposed(first.text, second.text));
}

function factsDiffer(first: Fact, second: Fact): boolean {
  if (first.kind !== second.kind || unitOf(first) !== unitOf(second)) return false;
  return !agrees(first, second) && !agrees(second, first);
}

/** Euro against dollar, or days against working days, is another statement and not another number. */
function unitOf(fact: Fact): string {
  return fact.from.replace(/[\d.]+$/, '');
}

/** Each names something that the other does not: two boards, two countries, two plans. */
function aboutDifferentThings(first: Claim, second: Claim): boolean {
  const only = (mine: Claim, theirs: Claim): boolean =>
    mine.names
      .values()
      .some((name) => !theirs.names.has(name) && !has(new Set([...theirs.words, ...theirs.context]), name));
  return (
    titlesDiffer(first.read.article.title, second.read.article.title) ||
    (only(first, second) && only(second, first)) ||
    namesRelative(first.read.article.title, first.names, second.names) ||
    namesRelative(second.read.article.title, second.names, first.names)
  );
}

type Rarity = (word: string) => number;

function rarityOf(articles: readonly ReadArticle[], claims: readonly Claim[]): Rarity {
  const inArticles = new Map<string, Set<ReadArticle>>();
  for (const { words, read } of claims)
    for (const word of words) inArticles.set(word, (inArticles.get(word) ?? new Set()).add(read));
  return (word) => Math.log(1 + articles.length / (inArticles.get(word)?.size ?? 1));
}

/** 0 when they are not about the same matter. */
function likenessOf(first: Claim, second: Claim, rarity: Rarity): number {
  const theirs = new Set(second.words);
  const shared = first.words.filter((word) => has(theirs, word));
  if (shared.length < FEWEST_SHARED) return 0;
  const mass = (words: readonly string[]): number => words.reduce((sum, word) => sum + rarity(word), 0);
  const common = mass(shared);
  const likeness = Math.min(1, (2 * common) / (mass(first.words) + mass(second.words)));
  return likeness >= NEEDS_NO_CONTEXT || contextLikeness(first, second) >= SAME_CONTEXT ? likeness : 0;
}

/** How far what stands above one statement is found above, or in, the other. */
function contextLikeness(first: Claim, second: Claim): number {
  const within = (words: readonly string[], other: Claim): number => {
    const all = new Set([...other.context, ...other.words]);
    return words.length === 0 ? 0 : words.filter((word) => has(all, word)).length / words.length;
  };
  return Math.max(within(first.context, second), within(second.context, first));
}

/** One task for each pair of articles, however many of their statements differ. */
function tasksOf(found: readonly Contradiction[]): Task[] {
  const pairs = Map.groupBy(found, ({ first, second }) =>
    [first.read.article.id, second.read.article.id].sort().join(' '),
  );
  return [...pairs.values()].flatMap((pair) => {
    const [best] = pair;
    return best ? [taskOf(best, pair)] : [];
  });
}

function taskOf({ first, second, likeness }: Contradiction, pair: readonly Contradiction[]): Task {
  const [newer, older] = [first.read.article, second.read.article];
  return {
    kind: 'contradiction',
    what: `“${newer.title}” and “${older.title}” say different things on the same matter`,
    where: pair
      .slice(0, 3)
      .flatMap((each) => [
        placeOf(each.first.read.article, each.first.line),
        placeOf(each.second.read.article, each.second.line),
      ]),
    why: pair.slice(0, 3).map((each) => `“${each.first.text.trim()}” against “${each.second.text.trim()}”`),
    todo: todoOf(newer, older),
    weight: likeness + FURTHER * (pair.length - 1),
  };
}

function todoOf(newer: Article, older: Article): string {
  const later = newer.updatedAt > older.updatedAt ? ` “${newer.title}” was changed later.` : '';
  return `Find out which holds.${later} Correct the other, or let it link there instead of repeating it.`;
}
