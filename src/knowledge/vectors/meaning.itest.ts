import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createEmbedder } from '../../model/embeddings.ts';
import { systemClock } from '../../platform/clock.ts';
import { type OpenAiSandbox, startOpenAi } from '../../sandbox/openai-server.ts';
import { openTestDatabase } from '../../sandbox/test-database.ts';
import { FakeSource, fakeArticle } from '../article.fake.ts';
import type { SearchQuery } from '../article.ts';
import { createIndexStore } from '../index-store.ts';
import { ingest } from '../ingest.ts';
import { createSearch, type Search } from '../search.ts';
import { embedPassages } from './embed-passages.ts';
import { createHostedSource, type HostedStore } from './hosted-source.ts';
import { type OwnVectors, openOwnVectors } from './own-vectors.ts';
import { createSemanticLeg, type LegResult, type SemanticSource } from './semantic-leg.ts';
import { uploadPassages } from './upload-passages.ts';
import { NEAREST_BY_BITS } from './vector-store.ts';

const PARCEL = fakeArticle({ id: '1', title: 'Missing shipment', body: 'We look for a lost shipment for ten days.' });
const KETTLE = fakeArticle({ id: '2', title: 'Kettle', body: 'Descale the kettle every two months with citric acid.' });
const SECRET = fakeArticle({
  id: '3',
  title: 'Shipment rules for staff',
  visibility: 'internal',
  body: 'Staff may send a second shipment without asking.',
});
/** "colis" and "paket" are in no article and in no list of synonyms. */
const IN_OTHER_WORDS = 'colis paket';

/** Over real HTTP against our stand-in for OpenAI, on a real Postgres. */
describe('search by meaning', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let sandbox: OpenAiSandbox;
  let source: FakeSource;
  let results: LegResult[];
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sandbox = await startOpenAi({ apiKey: 'right' });
    results = [];
    await database.pool.query('truncate kb_vector, kb_embedding, kb_hosted_file');
    source = new FakeSource([PARCEL, KETTLE, SECRET]);
    await ingest(source, createIndexStore(database));
  });
  afterEach(() => sandbox.close());

  function searchWith(semantic: SemanticSource, deadlineMs = 2_000): Search {
    const count = (result: LegResult) => results.push(result);
    return createSearch({ database, semantic: createSemanticLeg(semantic, { deadlineMs, clock: systemClock, count }) });
  }

  async function ask(search: Search, text: string, audience: SearchQuery['audience'] = 'customer'): Promise<string[]> {
    const { passages } = await search.search({ text, locales: ['en'], audience, limit: 6 });
    return passages.map(({ articleId }) => articleId);
  }

  const embedder = () =>
    createEmbedder({ apiKey: 'right', baseUrl: sandbox.url, model: 'text-embedding-3-small', dimensions: 256 });

  describe('over our own vectors', () => {
    let vectors: OwnVectors;
    const embed = () => embedPassages({ database, embedder: embedder(), vectors });
    const paid = () => sandbox.requests().filter(({ task }) => task === 'embeddings').length;
    beforeEach(async () => {
      vectors = await openOwnVectors({ database, embedder: embedder() });
    });

    it('finds what shares no word with the question', async () => {
      expect(await embed()).toEqual({ embedded: 3, linked: 3 });
      expect(await ask(createSearch({ database }), IN_OTHER_WORDS)).toEqual([]);
      expect((await ask(searchWith(vectors), IN_OTHER_WORDS))[0]).toBe('1');
      expect(results).toEqual(['used']);
    });

    it('shows a customer nothing internal, however near it is, and shows staff', async () => {
      await embed();
      const search = searchWith(vectors);
      expect(await ask(search, IN_OTHER_WORDS)).not.toContain('3');
      expect(await ask(search, IN_OTHER_WORDS, 'staff')).toContain('3');
    });

    it('follows an article that becomes internal, without paying again', async () => {
      await embed();
      const before = paid();
      source.list = [{ ...PARCEL, visibility: 'internal' }, KETTLE, SECRET];
      await ingest(source, createIndexStore(database));
      expect(await ask(searchWith(vectors), IN_OTHER_WORDS)).not.toContain('1');
      expect(await embed()).toEqual({ embedded: 0, linked: 1 });
      expect(paid() - before).toBe(1);
      expect(await ask(searchWith(vectors), IN_OTHER_WORDS)).not.toContain('1');
    });

    it('pays for changed passages only, and goes on where it broke off', async () => {
      sandbox.setFaults([{ kind: 'server-error' }]);
      await expect(embed()).rejects.toThrow();
      sandbox.setFaults([]);
      expect(await embed()).toMatchObject({ embedded: 3 });
      expect(await embed()).toEqual({ embedded: 0, linked: 0 });
      source.list = [{ ...PARCEL, body: 'We look for a lost shipment for twenty days.' }, KETTLE, SECRET];
      await ingest(source, createIndexStore(database));
      expect(await embed()).toEqual({ embedded: 1, linked: 1 });
    });

    it.each(['server-error', 'hang', 'key-refused'] as const)(
      'answers by words alone when the model has: %s',
      async (kind) => {
        await embed();
        sandbox.setFaults([{ kind }]);
        expect((await ask(searchWith(vectors, 150), 'descale the kettle'))[0]).toBe('2');
        expect(results).toEqual([kind === 'hang' ? 'slow' : 'failed']);
      },
    );

    it('asks the model once for the customer’s and the staff’s search', async () => {
      await embed();
      const before = paid();
      const search = searchWith(vectors);
      await Promise.all([ask(search, 'kettle'), ask(search, 'kettle', 'staff')]);
      expect(paid() - before).toBe(1);
    });

    it('has the reader’s scopes inside the scan, below the limit', async () => {
      await embed();
      const plan = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${NEAREST_BY_BITS}`, [
        '0'.repeat(256),
        vectors.model.id,
        [1],
        200,
      ]);
      const lines = plan.rows.map((row) => row['QUERY PLAN']);
      const scan = lines.findIndex((line) => /Scan.* on kb_vector/.test(line));
      expect(lines.slice(scan, scan + 3).join('\n')).toMatch(/scope = ANY/);
      expect(lines.findIndex((line) => line.includes('Limit'))).toBeLessThan(scan);
    });
  });

  describe('over a vector store of OpenAI', () => {
    let store: HostedStore;
    const bringUp = async () => {
      const report = await uploadPassages(store);
      await expect.poll(async () => (await uploadPassages(store))?.waiting).toBe(0);
      return report;
    };
    beforeEach(async () => {
      const client = new OpenAI({ apiKey: 'right', baseURL: sandbox.url, maxRetries: 0 });
      const { id: storeId } = await client.vectorStores.create({ name: 'deskhand' });
      store = { client, storeId, database };
    });

    it('finds what shares no word with the question, as a passage of ours', async () => {
      expect(await bringUp()).toMatchObject({ uploaded: 3, removed: 0, failed: 0 });
      const { passages } = await searchWith(createHostedSource(store)).search({
        ...{ text: IN_OTHER_WORDS, locales: ['en'], audience: 'customer', limit: 6 },
      });
      expect(passages[0]).toMatchObject({ articleId: '1', charFrom: 0, text: PARCEL.body });
    });

    it('asks with the reader’s rights in the request', async () => {
      await bringUp();
      const search = searchWith(createHostedSource(store));
      expect(await ask(search, IN_OTHER_WORDS)).not.toContain('3');
      const asked = sandbox.requests().filter(({ task }) => task === 'file search');
      expect(asked.at(-1)?.body).toMatchObject({ filters: { type: 'in', key: 'scope', value: ['en/public'] } });
      expect(await ask(search, IN_OTHER_WORDS, 'staff')).toContain('3');
    });

    it('reads nothing internal from a copy that is still public there', async () => {
      await bringUp();
      source.list = [{ ...PARCEL, visibility: 'internal' }, KETTLE, SECRET];
      await ingest(source, createIndexStore(database));
      expect(await ask(searchWith(createHostedSource(store)), IN_OTHER_WORDS)).not.toContain('1');
    });

    it('uploads what changed and takes out what went', async () => {
      await bringUp();
      source.list = [{ ...PARCEL, body: 'Lost shipments are replaced.' }, SECRET];
      await ingest(source, createIndexStore(database));
      expect(await bringUp()).toMatchObject({ uploaded: 1, removed: 2 });
      expect((await store.client.vectorStores.retrieve(store.storeId)).file_counts.total).toBe(2);
    });

    it('goes on after a crash in the middle, and leaves nothing twice', async () => {
      sandbox.setFaults([{ kind: 'server-error', times: 1 }]);
      await expect(uploadPassages(store)).rejects.toThrow();
      await bringUp();
      expect((await store.client.vectorStores.retrieve(store.storeId)).file_counts.total).toBe(3);
    });

    it('is left out when it is slow', async () => {
      await bringUp();
      sandbox.setFaults([{ kind: 'hang' }]);
      expect((await ask(searchWith(createHostedSource(store), 150), 'descale the kettle'))[0]).toBe('2');
      expect(results).toEqual(['slow']);
    });
  });
});
