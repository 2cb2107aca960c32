import { type ArticleSource, type Source, withoutMarks } from '../tickets/draft.ts';

/** What goes out to the customer: paragraphs, the articles that were cited as links, and the disclosure line if one is set. */
export function replyHtml(markedText: string, sources: readonly Source[], disclosure: string | null): string {
  const paragraphs = withoutMarks(markedText)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`);
  const links = citedArticles(markedText, sources).map(
    (source) => `<a href="${escapeHtml(source.url)}">${escapeHtml(source.title)}</a>`,
  );
  if (links.length > 0) paragraphs.push(`<p>${links.join('<br>')}</p>`);
  if (disclosure !== null) paragraphs.push(`<p>${escapeHtml(disclosure)}</p>`);
  return paragraphs.join('');
}

/** Public articles whose mark stands in the text, each article once, in the order of the marks. */
export function citedArticles(markedText: string, sources: readonly Source[]): ArticleSource[] {
  const found = new Map<string, ArticleSource>();
  for (const [, digits] of markedText.matchAll(/\[(\d{1,2})\]/g)) {
    const source = sources.find((candidate) => candidate.n === Number(digits));
    if (source?.kind === 'article' && source.visibility === 'public' && !found.has(source.articleId))
      found.set(source.articleId, source);
  }
  return [...found.values()];
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
