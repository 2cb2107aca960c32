import type pg from 'pg';
import type { SemanticHit } from './semantic-leg.ts';
import { literalOf, vectorOf } from './vector.ts';
import type { NearQuery, VectorModel } from './vector-store.ts';

/**
 * The search with pgvector, where the server has it: an HNSW index over half-precision vectors, 1-2 ms at 300k passages instead of 46.
 * Iterative scans (0.8) go on until enough passages of the reader's scopes are found, so a rare scope cannot starve the list. Their
 * relaxed order is only about right, so the list is sorted once more.
 */
export const OLDEST_PGVECTOR = '0.8';
/** How many neighbours the scan looks at before it filters. */
const EF_SEARCH = 100;
/** pgvector indexes half-precision vectors up to this length. */
const MOST_DIMENSIONS = 4_000;
const FILLED_AT_ONCE = 500;

export interface NearSql {
  createTable: string;
  createIndex: string;
  fill: string;
  missing: string;
  nearest: string;
}

/** Pure: the statements for one model. Its number and length are ours, not somebody's text. */
export function nearSql({ id, dimensions }: VectorModel): NearSql {
  const table = `kb_near_${Math.trunc(id)}`;
  const type = `halfvec(${Math.trunc(dimensions)})`;
  return {
    createTable: `create table if not exists ${table} (
      passage_id bigint primary key references kb_passage (id) on delete cascade, scope smallint not null, embedding ${type} not null)`,
    createIndex: `create index if not exists ${table}_hnsw on ${table} using hnsw (embedding halfvec_cosine_ops)`,
    missing: `select v.passage_id as id, v.scope, e.vector from kb_vector v join kb_embedding e using (model, text_hash)
      where v.model = $1 and not exists (select from ${table} n where n.passage_id = v.passage_id) order by 1 limit $2`,
    fill: `insert into ${table} (passage_id, scope, embedding)
      select t.id, t.scope, t.embedding::${type} from unnest($1::bigint[], $2::smallint[], $3::text[]) as t (id, scope, embedding)
      where exists (select from kb_passage p where p.id = t.id) on conflict do nothing`,
    nearest: `with near as materialized (
        select n.passage_id, n.embedding <=> $1::${type} as distance from ${table} n where n.scope = any($2::smallint[])
        order by n.embedding <=> $1::${type} limit $3
      )
      select n.passage_id as "passageId", p.article_id as "articleKey" from near n join kb_passage p on p.id = n.passage_id
      order by n.distance, n.passage_id`,
  };
}

/** True when pgvector is there, new enough and ours to use; made ready then. Asked at boot. */
export async function openNearIndex(pool: pg.Pool, model: VectorModel): Promise<boolean> {
  if (model.dimensions > MOST_DIMENSIONS || !(await hasPgvector(pool))) return false;
  const sql = nearSql(model);
  await pool.query(sql.createTable);
  await pool.query(sql.createIndex);
  return true;
}

async function hasPgvector(pool: pg.Pool): Promise<boolean> {
  const available = `select installed_version as version from pg_available_extensions where name = 'vector'`;
  const before = await pool.query<{ version: string | null }>(available);
  if (before.rows.length === 0) return false;
  if (before.rows[0]?.version === null) {
    try {
      await pool.query('create extension if not exists vector');
    } catch {
      // There, but only an administrator may switch it on: the search by bits does not need it.
      return false;
    }
  }
  const { rows } = await pool.query<{ version: string | null }>(available);
  return isNewEnough(rows[0]?.version ?? '0');
}

/** Pure: iterative scans came with 0.8. */
export function isNewEnough(version: string): boolean {
  return version.localeCompare(OLDEST_PGVECTOR, 'en', { numeric: true }) >= 0;
}

/** Brings the index up to the vectors there are. Safe to break off and to run twice. */
export async function fillNearIndex(pool: pg.Pool, model: VectorModel): Promise<number> {
  const sql = nearSql(model);
  let filled = 0;
  for (;;) {
    const { rows } = await pool.query<{ id: number; scope: number; vector: Buffer }>(sql.missing, [
      model.id,
      FILLED_AT_ONCE,
    ]);
    if (rows.length === 0) return filled;
    const { rowCount } = await pool.query(sql.fill, [
      rows.map(({ id }) => id),
      rows.map(({ scope }) => scope),
      rows.map(({ vector }) => literalOf(vectorOf(vector))),
    ]);
    // Nothing written although something was missing: its passages went meanwhile, and asking again would not end.
    if (!rowCount) return filled;
    filled += rowCount;
  }
}

/** The settings hold for this one transaction, so that they never reach another query of the pool. */
export async function findNear(pool: pg.Pool, model: VectorModel, query: NearQuery): Promise<SemanticHit[]> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin read only; set local hnsw.ef_search = ${EF_SEARCH}; set local hnsw.iterative_scan = relaxed_order`,
    );
    const values = [literalOf(query.vector), query.scopes, query.limit];
    const { rows } = await client.query<SemanticHit>(nearSql(model).nearest, values);
    await client.query('commit');
    client.release();
    return rows;
  } catch (error) {
    // Whatever state the transaction is in, its connection is not used again.
    client.release(true);
    throw error;
  }
}
