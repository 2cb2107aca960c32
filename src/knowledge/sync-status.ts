import type { Database } from '../platform/database.ts';

/** One source: what is searchable of it, and how its imports went. */
export interface SourceStatus {
  source: string;
  articles: number;
  passages: number;
  /** Language -> articles. */
  languages: Record<string, number>;
  state: 'never' | 'running' | 'done' | 'failed' | 'interrupted';
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Of the running or last import. */
  articlesRead: number;
  error: string | null;
  warnings: string[];
}

interface Row extends Omit<SourceStatus, 'state' | 'warnings'> {
  warnings: string[] | null;
  /** Seconds since anything was heard of the import; by the database's clock, as the other times. */
  silence: number | null;
}

const READ = `
  select coalesce(s.source, a.source) as source, coalesce(a.articles, 0)::int as articles, coalesce(a.passages, 0)::int as passages,
    coalesce(a.languages, '{}') as languages, s.started_at as "startedAt", s.finished_at as "finishedAt",
    coalesce(s.articles_read, 0) as "articlesRead", s.error, s.report->'warnings' as warnings,
    extract(epoch from now() - s.progress_at)::float as silence
  from kb_sync s full join (
    select l.source, sum(l.articles) as articles, sum(l.passages) as passages, jsonb_object_agg(l.language, l.articles) as languages
    from (select a.source, split_part(replace(lower(a.locale), '_', '-'), '-', 1) as language, count(distinct a.id) as articles,
        count(p.id) as passages
      from kb_article a left join kb_passage p on p.article_id = a.id where a.active group by 1, 2) l
    group by 1) a on a.source = s.source
  order by 1`;

/** An import writes its progress far more often than this, unless its worker is gone. */
const SILENT_SECONDS = 120;

export async function loadSyncStatus({ pool }: Pick<Database, 'pool'>): Promise<SourceStatus[]> {
  const { rows } = await pool.query<Row>(READ);
  return rows.map(({ silence, warnings, ...row }) => ({
    ...row,
    warnings: warnings ?? [],
    state: stateOf(row, silence),
  }));
}

function stateOf(
  { startedAt, finishedAt, error }: Pick<Row, 'startedAt' | 'finishedAt' | 'error'>,
  silence: number | null,
): SourceStatus['state'] {
  if (error !== null) return 'failed';
  if (startedAt === null) return finishedAt === null ? 'never' : 'done';
  if (finishedAt !== null && finishedAt >= startedAt) return 'done';
  return (silence ?? 0) > SILENT_SECONDS ? 'interrupted' : 'running';
}

/** Pure: the status as lines for a terminal. */
export function statusLines(statuses: readonly SourceStatus[]): string[] {
  if (statuses.length === 0) return ['Nothing is indexed and no import has run. Begin with ./scripts/knowledge sync'];
  return statuses.flatMap((status) => {
    const languages = Object.entries(status.languages).map(([language, count]) => `${language} ${count}`);
    const held = `${status.source}: ${status.articles} articles, ${status.passages} passages`;
    return [
      languages.length > 0 ? `${held} (${languages.join(', ')})` : held,
      `  ${importWords(status)}`,
      ...status.warnings.map((warning) => `  note: ${warning}`),
    ];
  });
}

function importWords({ state, startedAt, finishedAt, articlesRead, error }: SourceStatus): string {
  const last = finishedAt === null ? 'never read to the end' : `last read to the end ${timeOf(finishedAt)}`;
  switch (state) {
    case 'never':
      return 'never imported';
    case 'done':
      return `${last}, ${articlesRead} articles`;
    case 'running':
      return `importing since ${timeOf(startedAt)}, ${articlesRead} articles so far; ${last}`;
    case 'interrupted':
      return `an import of ${timeOf(startedAt)} stopped after ${articlesRead} articles without a word; ${last}`;
    case 'failed':
      return `the import of ${timeOf(startedAt)} failed after ${articlesRead} articles: ${error}; ${last}`;
  }
}

function timeOf(date: Date | null): string {
  return date === null ? 'an unknown time' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
