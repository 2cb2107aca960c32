import { z } from 'zod';
import type { Article, ChangedArticle, KnowledgeSource } from '../knowledge/article.ts';
import { pagesOf } from './pages.ts';
import type { ZendeskTransport } from './transport.ts';

/** The name of this source in the index and in `knowledge.sync` jobs. */
export const HELP_CENTER = 'help-center';

const optionalText = z.string().nullish();

const ZendeskArticle = z.object({
  id: z.number().int(),
  title: z.string(),
  body: optionalText,
  locale: z.string(),
  section_id: z.number().int().nullish(),
  author_id: z.number().int().nullish(),
  draft: z.boolean().nullish(),
  user_segment_id: z.number().int().nullish(),
  user_segment_ids: z.array(z.number().int()).nullish(),
  html_url: z.string(),
  updated_at: z.iso.datetime({ offset: true }),
  edited_at: z.iso.datetime({ offset: true }).nullish(),
});
type ZendeskArticle = z.infer<typeof ZendeskArticle>;

const Translation = z.object({
  source_id: z.number().int(),
  locale: z.string(),
  title: z.string(),
  body: optionalText,
  draft: z.boolean().nullish(),
  html_url: optionalText,
  updated_at: z.iso.datetime({ offset: true }),
});
type Translation = z.infer<typeof Translation>;

const User = z.object({ id: z.number().int(), name: z.string() });
const Articles = z.object({
  articles: z.array(ZendeskArticle),
  translations: z.array(Translation).nullish(),
  users: z.array(User).nullish(),
});
const Sections = z.object({ sections: z.array(z.object({ id: z.number().int(), name: z.string() })) });

/** Each language is an article of its own; who wrote it comes along. */
const WITH = 'include=translations,users&page[size]=100';

/**
 * All published articles of the Help Center, each language on its own. Paths end in .json: without it some answer 415. Edits fire no
 * webhook, so Zendesk is asked for changes from time to time; archived articles are missing there, so all are listed once a day.
 */
export function createHelpCenterSource({ transport }: { transport: ZendeskTransport }): KnowledgeSource {
  return {
    name: HELP_CENTER,
    async *articles() {
      for await (const { versions } of readArticles(transport, `/api/v2/help_center/articles.json?${WITH}`))
        yield* versions;
    },
    // [guess] A changed translation counts as a change of its article; the daily listing finds it if not.
    changes: (since) => {
      const start = Math.floor(since.getTime() / 1_000);
      return readArticles(transport, `/api/v2/help_center/incremental/articles.json?start_time=${start}&${WITH}`);
    },
  };
}

async function* readArticles(transport: ZendeskTransport, path: string): AsyncGenerator<ChangedArticle> {
  let sections: ReadonlyMap<number, string> | null = null;
  for await (const { data } of pagesOf(transport, { path, schema: Articles })) {
    if (data.articles.length === 0) continue;
    sections ??= await loadSections(transport);
    const authors = new Map((data.users ?? []).map(({ id, name }) => [id, name]));
    for (const article of data.articles) {
      const versions = [article, ...translationsOf(article, data.translations ?? [])];
      const around = { section: sections.get(article.section_id ?? 0), author: authors.get(article.author_id ?? 0) };
      yield { id: String(article.id), versions: versions.flatMap((version) => toArticle(version, around) ?? []) };
    }
  }
}

function translationsOf(article: ZendeskArticle, all: readonly Translation[]): ZendeskArticle[] {
  const others = all.filter((each) => each.source_id === article.id && each.locale !== article.locale);
  return others.map((translation) => ({ ...article, ...ofTranslation(article, translation) }));
}

async function loadSections(transport: ZendeskTransport): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  const path = '/api/v2/help_center/sections.json?page[size]=100';
  for await (const { data } of pagesOf(transport, { path, schema: Sections })) {
    for (const section of data.sections) names.set(section.id, section.name);
  }
  return names;
}

/** A translation has its own words, draft mark and time; who may read it is the article's. */
function ofTranslation(article: ZendeskArticle, translation: Translation): Partial<ZendeskArticle> {
  const { title, body, locale, draft, updated_at, html_url } = translation;
  return { title, body, locale, draft, updated_at, edited_at: updated_at, html_url: html_url ?? article.html_url };
}

interface Around {
  section: string | undefined;
  author: string | undefined;
}

/** Null for what nobody may read yet, or what says nothing. */
function toArticle(article: ZendeskArticle, around: Around): Article | null {
  if (article.draft === true || !article.body?.trim()) return null;
  return {
    id: String(article.id),
    source: HELP_CENTER,
    title: article.title,
    locale: article.locale,
    visibility: isForEverybody(article) ? 'public' : 'internal',
    section: around.section ?? null,
    author: around.author ?? null,
    url: article.html_url,
    format: 'html',
    body: article.body,
    updatedAt: new Date(article.edited_at ?? article.updated_at),
  };
}

/**
 * Only an explicit null segment is everybody. Articles for signed-in customers count as internal for now: whether this
 * requester belongs to the segment would have to be proven per reply, and a wrong yes leaks.
 */
function isForEverybody(article: ZendeskArticle): boolean {
  return article.user_segment_id === null && (article.user_segment_ids ?? []).length === 0;
}
