import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { vector } from '@electric-sql/pglite-pgvector';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../platform/migrate.ts';
import { openTestDatabase } from '../../sandbox/test-database.ts';
import { fillNearIndex, findNear, isNewEnough, nearSql, openNearIndex } from './near-index.ts';
import { ensureModel, findByBits, linkKnown, saveEmbeddings, type VectorModel } from './vector-store.ts';

const DIMENSIONS = 64;
const MANY = 600;

/**
 * A real pgvector on a real Postgres 18, as WebAssembly in this process, because the embedded Postgres comes without it. One
 * connection at a time, so this proves the statements and the plan; speed has to be measured on a server.
 */
describe('search with pgvector', () => {
  let lite: PGlite;
  let pool: pg.Pool;
  let model: VectorModel;
  beforeAll(async () => {
    lite = await PGlite.create({ extensions: { vector } });
    pool = new pg.Pool(createPgConfig(lite));
    await migrate(pool);
    model = await ensureModel(pool, 'test', DIMENSIONS);
    await addPassages(pool);
    await saveEmbeddings(
      pool,
      model,
      (await hashesOf(pool)).map((hash, n) => ({ hash, vector: vectorNear(n) })),
    );
    await linkKnown(pool, model);
  }, 180_000);
  afterAll(async () => {
    await pool.end();
    await lite.close();
  });

  it('is switched on where the server has it, and filled once', async () => {
    expect(await openNearIndex(pool, model)).toBe(true);
    expect(await openNearIndex(pool, model)).toBe(true);
    expect(await fillNearIndex(pool, model)).toBe(MANY);
    expect(await fillNearIndex(pool, model)).toBe(0);
  });

  it('finds the same first passage as the search by bits', async () => {
    for (const n of [3, 71, 255]) {
      const query = { vector: vectorNear(n), scopes: [1, 2], limit: 5 };
      const [near, bits] = [await findNear(pool, model, query), await findByBits(pool, model, query)];
      expect(near[0]).toEqual(bits[0]);
      expect(near).toHaveLength(5);
    }
  });

  it('goes on until a rare scope has given what was asked for', async () => {
    const { rows } = await pool.query<{ id: number }>('select id from kb_passage where scope = 2');
    const found = await findNear(pool, model, { vector: vectorNear(1), scopes: [2], limit: 5 });
    expect(found).toHaveLength(5);
    const ids = rows.map(({ id }) => Number(id));
    for (const { passageId } of found) expect(ids).toContain(Number(passageId));
  });

  it('scans its own index, with the scopes inside the scan', async () => {
    const client = await pool.connect();
    await client.query('set enable_seqscan = off; set enable_sort = off');
    const values = [`[${[...vectorNear(1)].join(',')}]`, [1], 10];
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${nearSql(model).nearest}`, values);
    await client.query('reset enable_seqscan; reset enable_sort');
    client.release();
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan using kb_near_\d+_hnsw/);
    expect(plan).toMatch(/Filter: .*scope = ANY/);
  });

  it('forgets a passage with its article', async () => {
    await pool.query('delete from kb_passage where id = (select min(id) from kb_passage)');
    const { rows } = await pool.query<{ count: string }>(`select count(*) from kb_near_${model.id}`);
    expect(Number(rows[0]?.count)).toBe(MANY - 1);
  });
});

describe('without pgvector', () => {
  it('stays off, and nothing is made', async () => {
    const database = await openTestDatabase(inject('postgresUrl'));
    const model = await ensureModel(database.pool, 'test', DIMENSIONS);
    expect(await openNearIndex(database.pool, model)).toBe(false);
    await database.close();
  });

  it('and with one that is too old to filter while it scans', () => {
    expect(['0.7.4', '0.8.0', '0.8.7', '0.10.0', '1.0.0'].map(isNewEnough)).toEqual([false, true, true, true, true]);
  });
});

/** One in fifty passages is of the second scope. */
async function addPassages(pool: pg.Pool): Promise<void> {
  await pool.query(`insert into kb_scope (language, visibility) values ('en', 'public'), ('en', 'internal')`);
  await pool.query(
    `insert into kb_article (source, external_id, locale, version, fingerprint, title, url, visibility, updated_at, content)
     values ('test', '1', 'en', 'v', 'f', 't', 'u', 'public', now(), '')`,
  );
  await pool.query(
    `insert into kb_passage (article_id, scope, heading_path, char_from, char_to, body, tsv, len, text_hash)
     select 1, case when n % 50 = 0 then 2 else 1 end, '{}', 0, 0, n::text, '', 1, sha256(n::text::bytea) from generate_series(1, $1::int) n`,
    [MANY],
  );
}

async function hashesOf(pool: pg.Pool): Promise<Buffer[]> {
  const { rows } = await pool.query<{ text_hash: Buffer }>('select text_hash from kb_passage order by id');
  return rows.map((row) => row.text_hash);
}

/** Vectors that turn slowly with n, so that neighbours in number are neighbours in meaning. */
function vectorNear(n: number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, (_, at) => Math.sin((n / MANY) * (at + 1) * 2) + 0.01 * at);
}
