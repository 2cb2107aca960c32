import type { Article, Passage } from './article.ts';
import { primaryLanguage, spaceWords } from './words.ts';

/** An article cut into passages and ready to be written. */
export interface CutForIndex {
  article: Article;
  version: string;
  fingerprint: string;
  content: string;
  passages: readonly Passage[];
}

/** As WRITE_ARTICLES reads it. */
export function articleRow({ article, version, fingerprint, content }: CutForIndex): Record<string, unknown> {
  return {
    source: article.source,
    external_id: article.id,
    locale: article.locale,
    version,
    fingerprint,
    title: clean(article.title),
    section: article.section === null ? null : clean(article.section),
    url: clean(article.url),
    visibility: article.visibility,
    updated_at: article.updatedAt,
    content: clean(content),
    format: article.format,
    body: clean(article.body),
    author: article.author ? clean(article.author) : null,
  };
}

/** As INSERT_PASSAGES reads it. */
export function passageRow(passage: Passage, place: { articleId: number; scope: number }): Record<string, unknown> {
  const language = primaryLanguage(passage.locale);
  return {
    article_id: place.articleId,
    scope: place.scope,
    language,
    title: clean(passage.title),
    heading_path: passage.headingPath.map(clean),
    anchor: passage.anchor === null ? null : clean(passage.anchor),
    char_from: passage.charFrom,
    char_to: passage.charTo,
    body: clean(passage.text),
    title_words: clean(spaceWords(passage.title, language)),
    heading_words: clean(spaceWords(passage.headingPath.join(' '), language)),
    body_words: clean(spaceWords(passage.text, language)),
  };
}

/** Postgres holds neither a zero character nor half a surrogate pair. Each is replaced by one other, so that offsets stay right. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
