import type { Article, KnowledgeSource } from './article.ts';

/** An article of a shop, with whatever a test wants different. */
export function fakeArticle(changes: Partial<Article> = {}): Article {
  return {
    id: '1',
    source: 'fake',
    title: 'Returns',
    locale: 'en-us',
    visibility: 'public',
    section: null,
    author: null,
    url: 'https://kettleandpine.example/hc/articles/1',
    format: 'markdown',
    body: 'You can return unused items within 30 days.',
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    ...changes,
  };
}

/** A source whose articles a test can change between two imports. */
export class FakeSource implements KnowledgeSource {
  readonly name = 'fake';
  list: Article[];
  /** Thrown after the last article. */
  failure: Error | null = null;

  constructor(list: Article[]) {
    this.list = list;
  }

  async *articles(): AsyncGenerator<Article> {
    yield* this.list;
    if (this.failure) throw this.failure;
  }
}
