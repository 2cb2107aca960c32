import type { CaseRecord, ShownPassage } from './case-records.ts';
import { placeOf, type ReadArticle } from './read-article.ts';
import type { Place, Task } from './worklist.ts';

/** With fewer turns, "never used" only means "not yet". */
const ENOUGH_TURNS = 50;
const MOST_USED = 10;
const OFTEN = 3;
const DISPUTED_SHARE = 0.5;
const FEWEST_DISPUTES = 2;

interface Use {
  passage: ShownPassage;
  shown: number;
  cited: number;
  /** Drafts with it that a person edited or rejected, of those that a person decided on. */
  changed: number;
  decided: number;
}

/** Pure: which passages carry the replies, which are corrected again and again, and which nobody needs. */
export function findUsage(articles: readonly ReadArticle[], records: readonly CaseRecord[]): Task[] {
  const uses = [...usesOf(records).values()];
  return [...disputed(uses), ...muchUsed(uses, records.length), ...unused(articles, uses, records.length)];
}

function usesOf(records: readonly CaseRecord[]): Map<string, Use> {
  const uses = new Map<string, Use>();
  for (const record of records) {
    for (const passage of record.shown) {
      const key = JSON.stringify([passage.articleId, passage.heading, passage.quote]);
      const use = uses.get(key) ?? { passage, shown: 0, cited: 0, changed: 0, decided: 0 };
      uses.set(key, use);
      use.shown += 1;
      if (!passage.cited) continue;
      use.cited += 1;
      if (record.decision !== null) use.decided += 1;
      if (record.decision === 'edit' || record.decision === 'reject') use.changed += 1;
    }
  }
  return uses;
}

function disputed(uses: readonly Use[]): Task[] {
  const often = uses.filter(
    ({ changed, decided }) => changed >= FEWEST_DISPUTES && changed / decided >= DISPUTED_SHARE,
  );
  return often.map(({ passage, changed, decided }) => ({
    kind: 'disputed',
    what: `Drafts that cite “${passage.title}” are often changed`,
    where: [placeOfPassage(passage)],
    why: [`People edited or rejected ${changed} of the ${decided} drafts with this passage that they decided on.`],
    todo: 'Read what people wrote instead; the passage is probably unclear, incomplete or wrong.',
    weight: changed,
  }));
}

function muchUsed(uses: readonly Use[], turns: number): Task[] {
  const often = uses.filter(({ cited }) => cited >= OFTEN).sort((a, b) => b.cited - a.cited);
  return often.slice(0, MOST_USED).map(({ passage, cited }) => ({
    kind: 'much_used',
    what: `“${passage.title}” carries many replies`,
    where: [placeOfPassage(passage)],
    why: [`Cited in ${cited} of ${turns} turns.`],
    todo: 'Read it first when something changes: a mistake here is repeated most often.',
    weight: cited,
  }));
}

function unused(articles: readonly ReadArticle[], uses: readonly Use[], turns: number): Task[] {
  if (turns < ENOUGH_TURNS) return [];
  const byArticle = Map.groupBy(uses, ({ passage }) => passage.articleId);
  const neverShown = articles.filter(({ article }) => article.visibility === 'public' && !byArticle.has(article.id));
  const neverCited = [...byArticle.values()].flatMap((parts) => neverCitedOf(parts));
  if (neverShown.length === 0) return neverCited;
  const all: Task = {
    kind: 'unused',
    what: `${neverShown.length} articles were never found in ${turns} turns`,
    where: neverShown.map(({ article }) => placeOf(article, null)),
    why: ['No question of a customer led to them.'],
    todo: 'Give those that matter a title in the customers’ words; consider archiving the rest.',
    weight: 0,
  };
  return [...neverCited, all];
}

function neverCitedOf(parts: readonly Use[]): Task[] {
  const shown = parts.reduce((sum, use) => sum + use.shown, 0);
  const [first] = parts;
  if (first === undefined || shown < OFTEN || parts.some(({ cited }) => cited > 0)) return [];
  return [
    {
      kind: 'unused',
      what: `“${first.passage.title}” is found but never cited`,
      where: [placeOfPassage(first.passage)],
      why: [`Found ${shown} times, cited never.`],
      todo: 'Check whether its title promises what its text does not say, or whether it only crowds out a better article.',
      weight: shown,
    },
  ];
}

export function placeOfPassage(passage: ShownPassage): Place {
  const { articleId, title, heading, quote, url } = passage;
  return { articleId, title, locale: '', heading, quote, url, updatedAt: passage.updatedAt.slice(0, 10) };
}
