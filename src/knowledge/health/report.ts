import type { Article } from '../article.ts';
import { cutArticle } from '../chunk.ts';
import { primaryLanguage } from '../words.ts';
import type { CaseRecord } from './case-records.ts';
import { findContradictions } from './contradictions.ts';
import { findDuplicates } from './duplicates.ts';
import { findGaps } from './gaps.ts';
import { findBrokenLinks } from './links.ts';
import { readArticle } from './read-article.ts';
import { findStale } from './stale.ts';
import { findUsage } from './usage.ts';
import { type HealthReport, TASK_KINDS, type Task } from './worklist.ts';

export interface HealthInput {
  articles: readonly Article[];
  /** Empty where there is no case history. */
  records: readonly CaseRecord[];
  /** Intents that a person always answers. */
  exceptIntents: ReadonlySet<string>;
  now: Date;
}

/** Pure: everything there is to do about the knowledge, as worklists. */
export function reportHealth({ articles, records, exceptIntents, now }: HealthInput): HealthReport {
  const read = articles.map(readArticle);
  const languages = new Set(articles.map(({ locale }) => primaryLanguage(locale)));
  const tasks: Task[] = [
    ...findContradictions(read),
    ...findStale(read, now),
    ...findGaps(records, { exceptIntents, languages }),
    ...findBrokenLinks(read),
    ...findDuplicates(read),
    ...findUsage(read, records),
  ];
  const byKind = Map.groupBy(tasks, ({ kind }) => kind);
  return {
    at: now.toISOString(),
    articles: articles.length,
    passages: articles.reduce((sum, article) => sum + cutArticle(article).passages.length, 0),
    turns: records.length,
    lists: TASK_KINDS.map((kind) => ({ kind, tasks: (byKind.get(kind) ?? []).sort((a, b) => b.weight - a.weight) })),
  };
}
