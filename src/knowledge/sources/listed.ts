import type { Article, KnowledgeSource } from '../article.ts';

/** Articles that are in memory already, one source for each name they come from. */
export function createListedSources(articles: readonly Article[]): KnowledgeSource[] {
  return [...Map.groupBy(articles, ({ source }) => source)].map(([name, own]) => ({
    name,
    async *articles() {
      yield* own;
    },
  }));
}
