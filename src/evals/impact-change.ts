import type { Article } from '../knowledge/article.ts';
import { primaryLanguage } from '../knowledge/words.ts';

export interface Change {
  /** The articles as they would be. */
  articles: Article[];
  /** Ids of those whose text would be another, or that would be gone. */
  changed: Set<string>;
  /** Articles that no stored case can have seen: every case may meet them. */
  fresh: string[];
}

/** Pure: the articles without one of them. */
export function withoutArticle(articles: readonly Article[], id: string): Change {
  const kept = articles.filter((article) => article.id !== id);
  if (kept.length === articles.length)
    throw new Error(`There is no article ${id} in the index; ./scripts/knowledge report --json names them`);
  return { articles: kept, changed: new Set([id]), fresh: [] };
}

/**
 * Pure: new versions put in the place of the old ones, found by id and language, else by title. Who may read an article and where it lies
 * stay as they are: a file cannot make a staff article public here.
 */
export function withVersions(articles: readonly Article[], versions: readonly Article[]): Change {
  const next = [...articles];
  const changed = new Set<string>();
  const fresh: string[] = [];
  for (const version of versions) {
    const at = next.findIndex((article) => isSame(article, version));
    const place =
      at >= 0 ? at : next.findIndex((article) => article.title.toLowerCase() === version.title.toLowerCase());
    const old = next[place];
    if (old === undefined) {
      next.push(version);
      changed.add(version.id);
      fresh.push(version.title);
    } else if (old.body !== version.body || old.format !== version.format || old.title !== version.title) {
      next[place] = {
        ...old,
        title: version.title,
        format: version.format,
        body: version.body,
        updatedAt: version.updatedAt,
      };
      changed.add(old.id);
    }
  }
  return { articles: next, changed, fresh };
}

function isSame(article: Article, version: Article): boolean {
  return article.id === version.id && primaryLanguage(article.locale) === primaryLanguage(version.locale);
}
