import type { ActionSource, ArticleSource, RecordSource, Source } from '../../tickets/draft.ts';
import { detectLanguage } from '../../tickets/language.ts';
import type { SourceText } from './relevance.ts';
import { type Unit, unitsOf } from './units.ts';

export interface Readable<S extends ArticleSource | RecordSource> extends SourceText {
  source: S;
}

export interface UsableSources {
  articles: Readable<ArticleSource>[];
  records: Readable<RecordSource>[];
  actions: ActionSource[];
  /** Articles that would have answered but are written in another language. */
  foreign: number;
}

/** What a reply in this language may quote. Internal articles never; records are facts in short English sentences. */
export function usableSources(sources: readonly Source[], language: string): UsableSources {
  const publicArticles = sources.filter((source) => source.kind === 'article' && source.visibility === 'public');
  const articles = publicArticles.filter((source) => speaks(source.text, language));
  const english = language === 'en';
  return {
    articles: articles.flatMap((source) => (source.kind === 'article' ? [readable(source, headingsOf(source))] : [])),
    records: sources.flatMap((source) => (english && source.kind === 'record' ? [readable(source, source.title)] : [])),
    actions: sources.flatMap((source) => (english && source.kind === 'action' ? [source] : [])),
    foreign: publicArticles.length - articles.length,
  };
}

function readable<S extends ArticleSource | RecordSource>(source: S, headings: string): Readable<S> {
  return { source, headings, units: unitsOf(source.text) };
}

function headingsOf(source: ArticleSource): string {
  return [source.title, ...source.headingPath].join(' ');
}

function speaks(text: string, language: string): boolean {
  const found = detectLanguage(text);
  return found === language || found === 'und';
}

/** Of what was refused nothing is used; of steps that hold a refused one, the whole list. Blank units keep their places. */
export function withoutRefused(usable: UsableSources, refused: (text: string) => boolean): UsableSources {
  return { ...usable, articles: usable.articles.map((article) => ({ ...article, units: blanked(article, refused) })) };
}

function blanked({ units }: SourceText, refused: (text: string) => boolean): Unit[] {
  const blocks = new Set(units.filter((unit) => unit.kind === 'step' && refused(unit.text)).map(({ block }) => block));
  return units.map((unit) => (blocks.has(unit.block) || refused(unit.text) ? { ...unit, text: '' } : unit));
}
