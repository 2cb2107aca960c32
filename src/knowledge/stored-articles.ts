import type { Database } from '../platform/database.ts';
import type { Article } from './article.ts';

interface Row {
  id: string;
  source: string;
  title: string;
  locale: string;
  visibility: Article['visibility'];
  section: string | null;
  url: string;
  updated_at: Date;
  content: string;
  format: Article['format'] | null;
  body: string | null;
  author: string | null;
}

/** The articles that are searchable now, as their sources gave them. */
export async function loadStoredArticles({ pool }: Pick<Database, 'pool'>): Promise<Article[]> {
  const { rows } = await pool.query<Row>(
    `select external_id as id, source, title, locale, visibility, section, url, updated_at, content, format, body, author
     from kb_article where active order by id`,
  );
  return rows.map(({ updated_at: updatedAt, content, format, body, ...row }) => ({
    ...row,
    updatedAt,
    format: format ?? 'markdown',
    // Indexed by an earlier release, which kept the plain text only: no links, no headings, but its sentences.
    body: body ?? content,
  }));
}
