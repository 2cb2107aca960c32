import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openMeaning } from './app-meaning.ts';
import { loadConfig } from './config.ts';
import { FakeSource, fakeArticle } from './knowledge/article.fake.ts';
import { createIndexStore } from './knowledge/index-store.ts';
import { ingest } from './knowledge/ingest.ts';
import { createSearch } from './knowledge/search.ts';
import { createMetrics } from './metrics/prometheus.ts';
import { silentLog } from './platform/log.ts';
import { type OpenAiSandbox, startOpenAi } from './sandbox/openai-server.ts';
import { openTestDatabase } from './sandbox/test-database.ts';

/** As the worker puts it together, from variables to a counted answer. */
describe('search by meaning, switched on', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let sandbox: OpenAiSandbox;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    sandbox = await startOpenAi();
    const article = fakeArticle({ title: 'Missing shipment', body: 'We look for a lost shipment for ten days.' });
    await ingest(new FakeSource([article]), createIndexStore(database));
  });
  afterAll(async () => {
    await sandbox.close();
    await database.close();
  });

  function configWith(variables: Record<string, string>) {
    return loadConfig({
      DATABASE_URL: database.url,
      ZENDESK_URL: 'https://example.zendesk.com',
      ZENDESK_CLIENT_ID: 'id',
      ZENDESK_CLIENT_SECRET: 'secret',
      ZENDESK_WEBHOOK_SECRET: 'secret',
      ...variables,
    });
  }

  it('finds by meaning, counts it, and tells the model no personal data', async () => {
    const metrics = createMetrics();
    const config = configWith({
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: sandbox.url,
      KNOWLEDGE_EMBEDDINGS: 'true',
      // A machine that does much else must not make this a search by words alone.
      KNOWLEDGE_MEANING_MS: '10000',
    });
    const meaning = await openMeaning({ config, database, log: silentLog, metrics });
    await meaning?.task.run();
    const search = createSearch({ database, semantic: meaning?.leg ?? null });
    const text = 'colis paket, write to ann.lee@example.com';
    const { passages } = await search.search({ text, locales: ['en'], audience: 'customer', limit: 3 });
    expect(passages[0]?.title).toBe('Missing shipment');
    expect(await metrics.registry.getSingleMetricAsString('deskhand_search_by_meaning_total')).toContain(
      'result="used"} 1',
    );
    const wire = JSON.stringify(sandbox.requests().map(({ body }) => body));
    expect(wire).toContain('colis paket');
    expect(wire).not.toContain('ann.lee');
  });

  it('is off without being asked for, with a key or without', async () => {
    for (const variables of [{}, { OPENAI_API_KEY: 'key' }]) {
      const config = configWith(variables);
      expect(await openMeaning({ config, database, log: silentLog, metrics: createMetrics() })).toBeNull();
    }
  });

  it('is refused at start without a key, and when both ways are asked for', () => {
    expect(() => configWith({ KNOWLEDGE_EMBEDDINGS: 'true' })).toThrow('OPENAI_API_KEY is missing');
    expect(() => configWith({ KNOWLEDGE_VECTOR_STORE: 'store' })).toThrow('begins with vs_');
    expect(() =>
      configWith({ OPENAI_API_KEY: 'key', KNOWLEDGE_EMBEDDINGS: '1', KNOWLEDGE_VECTOR_STORE: 'vs_1' }),
    ).toThrow('set one of them');
  });
});
