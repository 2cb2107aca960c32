import OpenAI, { toFile } from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSpecification } from './openai/specification.ts';
import { type OpenAiSandbox, startOpenAi } from './openai-server.ts';

const check = loadSpecification();

describe('the stand-in for files and vector stores', () => {
  let sandbox: OpenAiSandbox;
  let client: OpenAI;
  let now: number;
  beforeEach(async () => {
    now = 1_700_000_000_000;
    sandbox = await startOpenAi({ clock: () => now });
    client = new OpenAI({ apiKey: 'any', baseURL: sandbox.url, maxRetries: 0 });
  });
  afterEach(() => sandbox.close());

  async function upload(text: string): Promise<string> {
    return (await client.files.create({ file: await toFile(Buffer.from(text), 'a.txt'), purpose: 'assistants' })).id;
  }

  async function storeWith(texts: Record<string, string>): Promise<string> {
    const { id } = await client.vectorStores.create({ name: 'test' });
    for (const [scope, text] of Object.entries(texts))
      await client.vectorStores.files.create(id, { file_id: await upload(text), attributes: { scope } });
    now += 1_000;
    return id;
  }

  it('finds by meaning, within the filter of the request only', async () => {
    const store = await storeWith({ public: 'The parcel is lost.', internal: 'Lost parcel rules for staff.' });
    const query = 'where is my colis';
    const all = await client.vectorStores.search(store, { query });
    expect(all.data.map(({ attributes }) => attributes?.['scope']).sort()).toEqual(['internal', 'public']);
    for (const filters of [
      { type: 'in' as const, key: 'scope', value: ['public'] },
      { type: 'and' as const, filters: [{ type: 'ne' as const, key: 'scope', value: 'internal' }] },
    ]) {
      const { data } = await client.vectorStores.search(store, { query, filters });
      expect(data.map(({ attributes }) => attributes?.['scope'])).toEqual(['public']);
    }
  });

  it('finds nothing in a file that is still being read, nor in one that was taken out', async () => {
    const store = await storeWith({});
    const file = await upload('The parcel is lost.');
    expect((await client.vectorStores.files.create(store, { file_id: file })).status).toBe('in_progress');
    expect((await client.vectorStores.search(store, { query: 'parcel' })).data).toEqual([]);
    now += 1_000;
    expect((await client.vectorStores.files.retrieve(file, { vector_store_id: store })).status).toBe('completed');
    expect((await client.vectorStores.search(store, { query: 'parcel' })).data).toHaveLength(1);
    await client.files.delete(file);
    expect((await client.vectorStores.search(store, { query: 'parcel' })).data).toEqual([]);
  });

  it('cuts a long file into chunks that overlap, unless told otherwise', async () => {
    const { id: store } = await client.vectorStores.create({});
    await client.vectorStores.files.create(store, { file_id: await upload('parcel lost '.repeat(500)) });
    now += 1_000;
    expect((await client.vectorStores.search(store, { query: 'parcel' })).data.length).toBeGreaterThan(1);
  });

  it.each([
    [
      'too many results',
      (store: string) => client.vectorStores.search(store, { query: 'x', max_num_results: 51 }),
      400,
    ],
    ['an unknown store', () => client.vectorStores.search('vs_unknown', { query: 'x' }), 404],
    ['an unknown file', (store: string) => client.vectorStores.files.create(store, { file_id: 'file-unknown' }), 404],
    ['an empty file', () => upload(''), 400],
    [
      'too many attributes',
      async (store: string) => {
        const attributes = Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`key ${n}`, n]));
        return client.vectorStores.files.create(store, { file_id: await upload('x'), attributes });
      },
      400,
    ],
    [
      'dimensions of a model without them',
      () => client.embeddings.create({ model: 'text-embedding-ada-002', input: 'x', dimensions: 64 }),
      400,
    ],
    [
      'a text that is too long to embed',
      () => client.embeddings.create({ model: 'text-embedding-3-small', input: 'word '.repeat(8_000) }),
      400,
    ],
  ] as const)('refuses %s', async (_what, ask, status) => {
    const { id } = await client.vectorStores.create({});
    await expect(ask(id)).rejects.toMatchObject({ status });
  });

  it.skipIf(!check)('speaks as OpenAI describes it (skipped without ../shared/specs)', async () => {
    const store = await storeWith({ public: 'The parcel is lost.' });
    const raw = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
      return (await fetch(`${sandbox.url}${path}`, { headers, ...init })).json();
    };
    const body = JSON.stringify({ query: 'parcel', filters: { type: 'in', key: 'scope', value: ['public'] } });
    const found = await raw(`/vector_stores/${store}/search`, { method: 'POST', body });
    const files = (await client.vectorStores.files.list(store)).data;
    const fileId = files[0]?.id ?? '';
    const checked: [string, unknown][] = [
      ['VectorStoreSearchRequest', JSON.parse(body)],
      ['VectorStoreSearchResultsPage', found],
      ['VectorStoreObject', await raw(`/vector_stores/${store}`)],
      ['ListVectorStoreFilesResponse', await raw(`/vector_stores/${store}/files`)],
      ['VectorStoreFileObject', await raw(`/vector_stores/${store}/files/${fileId}`)],
      ['OpenAIFile', await raw(`/files/${fileId}`)],
      ['DeleteVectorStoreFileResponse', await raw(`/vector_stores/${store}/files/${fileId}`, { method: 'DELETE' })],
      ['DeleteFileResponse', await raw(`/files/${fileId}`, { method: 'DELETE' })],
    ];
    for (const [schema, value] of checked) expect([schema, check?.(schema, value)]).toEqual([schema, null]);
  });
});
