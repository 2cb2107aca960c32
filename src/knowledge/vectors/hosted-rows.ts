import type pg from 'pg';

/** A passage's text as it must lie in the store: the same words may be public in one article and internal in another. */
export interface HostedText {
  hash: string;
  language: string;
  visibility: 'public' | 'internal';
}

export type HostedState = 'in_progress' | 'completed' | 'failed';

export interface HostedFile extends HostedText {
  fileId: string;
}

const NAMED = `encode(f.text_hash, 'hex') as hash, f.language, f.visibility, f.file_id as "fileId"`;

export async function findNotUploaded(
  pool: pg.Pool,
  store: string,
  limit: number,
): Promise<(HostedText & { text: string })[]> {
  const { rows } = await pool.query<HostedText & { text: string }>(
    `select distinct on (p.text_hash, s.language, s.visibility) encode(p.text_hash, 'hex') as hash, s.language, s.visibility,
       kb_meaning(a.title, p.heading_path, p.body) as text
     from kb_passage p join kb_scope s on s.id = p.scope join kb_article a on a.id = p.article_id
     where not exists (select from kb_hosted_file f
       where (f.store, f.text_hash, f.language, f.visibility) = ($1, p.text_hash, s.language, s.visibility))
     order by p.text_hash, s.language, s.visibility limit $2`,
    [store, limit],
  );
  return rows;
}

/** What is in the store and in no article any more, or not with these rights. */
export async function findGone(pool: pg.Pool, store: string): Promise<HostedFile[]> {
  const { rows } = await pool.query<HostedFile>(
    `select ${NAMED} from kb_hosted_file f where f.store = $1 and not exists (
       select from kb_passage p join kb_scope s on s.id = p.scope
       where p.text_hash = f.text_hash and (s.language, s.visibility) = (f.language, f.visibility))`,
    [store],
  );
  return rows;
}

export async function findInProgress(pool: pg.Pool, store: string): Promise<HostedFile[]> {
  const { rows } = await pool.query<HostedFile>(
    `select ${NAMED} from kb_hosted_file f where f.store = $1 and f.state = 'in_progress'`,
    [store],
  );
  return rows;
}

export async function rememberFile(pool: pg.Pool, store: string, file: HostedFile): Promise<void> {
  await pool.query(
    `insert into kb_hosted_file (store, text_hash, language, visibility, file_id, state)
     values ($1, decode($2, 'hex'), $3, $4, $5, 'in_progress')`,
    [store, file.hash, file.language, file.visibility, file.fileId],
  );
}

export async function setState(pool: pg.Pool, fileId: string, state: HostedState): Promise<void> {
  await pool.query('update kb_hosted_file set state = $2 where file_id = $1', [fileId, state]);
}

export async function forgetFile(pool: pg.Pool, fileId: string): Promise<void> {
  await pool.query('delete from kb_hosted_file where file_id = $1', [fileId]);
}
