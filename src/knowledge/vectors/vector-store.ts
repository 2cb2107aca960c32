import type pg from 'pg';
import type { SemanticHit } from './semantic-leg.ts';
import { bitsOf, bytesOf, similarity, vectorOf } from './vector.ts';

/** A model's vectors, by the small number that its rows carry. */
export interface VectorModel {
  id: number;
  dimensions: number;
}

/** The same model at another length is another one: their vectors cannot be compared. */
export async function ensureModel(pool: pg.Pool, name: string, dimensions: number): Promise<VectorModel> {
  await pool.query('insert into kb_vector_model (name, dimensions) values ($1, $2) on conflict do nothing', [
    name,
    dimensions,
  ]);
  const { rows } = await pool.query<{ id: number }>(
    'select id from kb_vector_model where (name, dimensions) = ($1, $2)',
    [name, dimensions],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`The vector model ${name} was not written`);
  return { id, dimensions };
}

/** So many by bits, of which the best are found by the whole vectors: .94 of the true ten at 50k passages, .998 at 1,536 dimensions. */
const RESCORED = 200;

/** $1 the question's bits, $2 model, $3 scopes, $4 how many. The scope stands in the scan, before anything is counted off. */
export const NEAREST_BY_BITS = `
  with near as materialized (
    select v.passage_id, v.text_hash from kb_vector v
    where v.model = $2 and v.scope = any($3::smallint[])
    order by bit_count(v.bits # $1::bit varying), v.passage_id limit $4
  )
  select n.passage_id as "passageId", p.article_id as "articleKey", e.vector
  from near n join kb_passage p on p.id = n.passage_id
    join kb_embedding e on e.model = $2 and e.text_hash = n.text_hash`;

export interface NearQuery {
  vector: Float32Array;
  scopes: readonly number[];
  limit: number;
}

/** The search that needs no extension: one pass over the bits, the best of them measured exactly. */
export async function findByBits(pool: pg.Pool, model: VectorModel, query: NearQuery): Promise<SemanticHit[]> {
  const { rows } = await pool.query<SemanticHit & { vector: Buffer }>(NEAREST_BY_BITS, [
    bitsOf(query.vector),
    model.id,
    query.scopes,
    RESCORED,
  ]);
  const measured = rows.map(({ vector, ...hit }) => ({ hit, near: similarity(query.vector, vectorOf(vector)) }));
  measured.sort((a, b) => b.near - a.near || a.hit.passageId - b.hit.passageId);
  return measured.slice(0, query.limit).map(({ hit }) => hit);
}

/** Passages whose words were embedded before (an article that moved, or changed elsewhere) get their vector back without a call. */
const LINK = `
  insert into kb_vector (passage_id, model, scope, text_hash, bits)
  select p.id, e.model, p.scope, p.text_hash, e.bits
  from kb_passage p join kb_embedding e on e.model = $1 and e.text_hash = p.text_hash
  where not exists (select from kb_vector v where v.passage_id = p.id and v.model = $1)
  on conflict do nothing`;

export async function linkKnown(pool: pg.Pool, model: VectorModel): Promise<number> {
  const { rowCount } = await pool.query(LINK, [model.id]);
  return rowCount ?? 0;
}

export interface Unembedded {
  hash: Buffer;
  text: string;
}

/** Texts that have no vector yet, each once, however many passages say the same. */
export async function findUnembedded(pool: pg.Pool, model: VectorModel, limit: number): Promise<Unembedded[]> {
  const { rows } = await pool.query<Unembedded>(
    `select distinct on (p.text_hash) p.text_hash as hash, kb_meaning(a.title, p.heading_path, p.body) as text
     from (select * from kb_passage q where not exists (select from kb_vector v where v.passage_id = q.id and v.model = $1)
       order by q.id limit $2) p join kb_article a on a.id = p.article_id`,
    [model.id, limit],
  );
  return rows;
}

export async function saveEmbeddings(
  pool: pg.Pool,
  model: VectorModel,
  embedded: readonly { hash: Buffer; vector: Float32Array }[],
): Promise<void> {
  await pool.query(
    `insert into kb_embedding (model, text_hash, vector, bits) select $1, t.hash, t.vector, t.bits::bit varying
     from unnest($2::bytea[], $3::bytea[], $4::text[]) as t (hash, vector, bits) on conflict do nothing`,
    [
      model.id,
      embedded.map(({ hash }) => hash),
      embedded.map(({ vector }) => bytesOf(vector)),
      embedded.map(({ vector }) => bitsOf(vector)),
    ],
  );
}

/** Texts that no passage has had for a month, and all vectors of models that are no longer asked. */
export async function dropUnused(pool: pg.Pool, model: VectorModel): Promise<void> {
  await pool.query('delete from kb_vector where model <> $1', [model.id]);
  await pool.query(
    `update kb_embedding e set used_at = now() where e.model = $1 and e.used_at < now() - interval '7 days'
       and exists (select from kb_passage p where p.text_hash = e.text_hash)`,
    [model.id],
  );
  await pool.query(`delete from kb_embedding where model <> $1 or used_at < now() - interval '30 days'`, [model.id]);
}
