import type { Article, Category, Section } from './entities.ts';
import type { Ids } from './ids.ts';
import type { ArticleOption } from './options.ts';
import { sanitiseArticle } from './sanitise.ts';

export type Knowledge = {
  articles: Map<number, Article>;
  sections: Map<number, Section>;
  categories: Map<number, Category>;
};

/** Sections and categories come into being by being named, one per locale, as a help center has them. */
export function seedArticles(options: ArticleOption[], ids: Ids): Knowledge {
  const knowledge: Knowledge = { articles: new Map(), sections: new Map(), categories: new Map() };
  for (const option of options) {
    const { id, title, locale, visibility, draft, labels } = option;
    const sectionId = ensureSection(knowledge, option, ids);
    const at = Date.parse(option.updatedAt);
    if (Number.isNaN(at)) throw new Error(`Article ${id}: updatedAt "${option.updatedAt}" is not an ISO 8601 time.`);
    const html = sanitiseArticle(option.html);
    const times = { createdAt: at, editedAt: at, updatedAt: at };
    knowledge.articles.set(id, { id, title, locale, visibility, draft, labels, sectionId, html, ...times });
  }
  return knowledge;
}

function ensureSection(knowledge: Knowledge, option: ArticleOption, ids: Ids): number {
  const categoryId = ensureCategory(knowledge, option, ids);
  for (const section of knowledge.sections.values()) {
    if (section.name === option.section && section.categoryId === categoryId) return section.id;
  }
  const section: Section = { id: ids.next(), categoryId, name: option.section, locale: option.locale };
  knowledge.sections.set(section.id, section);
  return section.id;
}

function ensureCategory(knowledge: Knowledge, option: ArticleOption, ids: Ids): number {
  for (const category of knowledge.categories.values()) {
    if (category.name === option.category && category.locale === option.locale) return category.id;
  }
  const category: Category = { id: ids.next(), name: option.category, locale: option.locale };
  knowledge.categories.set(category.id, category);
  return category.id;
}
