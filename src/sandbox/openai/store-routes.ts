import { z } from 'zod';
import type { Answered } from './responses.ts';
import { invalid } from './responses.ts';
import { SearchRequest, searchStore } from './store-search.ts';
import { type Attached, Attributes, attach, isReady, type Store, type StoredFile, type Stores } from './stores.ts';
import { apiError } from './wire.ts';

const Upload = z.object({
  purpose: z.enum(['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']),
  file: z.object({ name: z.string(), text: z.string() }),
});
const NewStore = z.looseObject({ name: z.string().nullish() });
/** [documented] Chunks of 100 to 4,096 tokens, an overlap of at most half of that; 800 and 400 when nothing is said. */
const Chunking = z
  .object({
    type: z.literal('static'),
    static: z.object({
      max_chunk_size_tokens: z.number().int().min(100).max(4_096),
      chunk_overlap_tokens: z.number().int().min(0),
    }),
  })
  .refine(
    ({ static: given }) => given.chunk_overlap_tokens <= given.max_chunk_size_tokens / 2,
    'the overlap is too large',
  );
const Attach = z.strictObject({
  file_id: z.string(),
  attributes: Attributes,
  chunking_strategy: z.union([Chunking, z.object({ type: z.literal('auto') })]).optional(),
});

export interface StoreCall {
  method: string;
  path: string;
  body: unknown;
  /** Milliseconds since 1970. */
  now: number;
}

/** Files and vector stores; null for any other address. */
export function answerStores(stores: Stores, call: StoreCall): Answered | null {
  const [, , root, id, part, fileId] = call.path.split('/');
  if (root === 'files') return answerFiles(stores, call, id);
  if (root !== 'vector_stores') return null;
  if (id === undefined) return call.method === 'POST' ? createStore(stores, call) : null;
  const store = stores.stores.get(id);
  if (!store) return missing('vector store', id);
  if (part === undefined) return call.method === 'GET' ? ok(storeBody(store, call.now)) : null;
  if (part === 'search') return call.method === 'POST' ? search(store, call) : null;
  if (part !== 'files') return null;
  return fileId === undefined ? attachFile(stores, store, call) : attachedFile(store, call, fileId);
}

function answerFiles(stores: Stores, { method, body, now }: StoreCall, id: string | undefined): Answered | null {
  if (id === undefined) {
    if (method !== 'POST') return null;
    const parsed = Upload.safeParse(body);
    if (!parsed.success) return { reply: invalid(parsed.error), notes: {} };
    const { purpose, file } = parsed.data;
    if (file.text === '') return refused('File is empty.');
    const stored = {
      id: stores.nextId('file-'),
      ...file,
      purpose,
      bytes: Buffer.byteLength(file.text),
      createdAt: now,
    };
    stores.files.set(stored.id, stored);
    return ok(fileBody(stored));
  }
  const file = stores.files.get(id);
  if (!file) return missing('file', id);
  if (method === 'GET') return ok(fileBody(file));
  if (method !== 'DELETE') return null;
  stores.files.delete(id);
  // [documented] A deleted file is gone from the stores too.
  for (const store of stores.stores.values()) store.files.delete(id);
  return ok({ id, object: 'file', deleted: true });
}

function createStore(stores: Stores, { body, now }: StoreCall): Answered {
  const parsed = NewStore.safeParse(body ?? {});
  if (!parsed.success) return { reply: invalid(parsed.error), notes: {} };
  const store = { id: stores.nextId('vs_'), name: parsed.data.name ?? '', createdAt: now, files: new Map() };
  stores.stores.set(store.id, store);
  return ok(storeBody(store, now));
}

function attachFile(stores: Stores, store: Store, call: StoreCall): Answered | null {
  if (call.method === 'GET')
    return ok(listBody([...store.files.values()].map((each) => attachedBody(store, each, call.now))));
  if (call.method !== 'POST') return null;
  const parsed = Attach.safeParse(call.body);
  if (!parsed.success) return { reply: invalid(parsed.error), notes: {} };
  const { file_id, attributes, chunking_strategy: cut } = parsed.data;
  const file = stores.files.get(file_id);
  if (!file) return missing('file', file_id);
  const given = cut?.type === 'static' ? cut.static : { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 };
  const how = {
    attributes,
    size: given.max_chunk_size_tokens,
    overlap: given.chunk_overlap_tokens,
    attachedAt: call.now,
  };
  return ok(attachedBody(store, attach(store, file, how), call.now));
}

function attachedFile(store: Store, { method, now }: StoreCall, fileId: string): Answered | null {
  const attached = store.files.get(fileId);
  if (!attached) return missing('file', fileId);
  if (method === 'GET') return ok(attachedBody(store, attached, now));
  if (method !== 'DELETE') return null;
  store.files.delete(fileId);
  return ok({ id: fileId, object: 'vector_store.file.deleted', deleted: true });
}

function search(store: Store, { body, now }: StoreCall): Answered {
  const parsed = SearchRequest.safeParse(body);
  if (!parsed.success) return { reply: invalid(parsed.error), notes: { task: 'file search' } };
  const input = [parsed.data.query].flat().join('\n');
  return ok(searchStore(store, parsed.data, now), { task: 'file search', input });
}

function ok(body: unknown, notes: Answered['notes'] = {}): Answered {
  return { reply: { kind: 'json', status: 200, body }, notes };
}

function missing(what: string, id: string): Answered {
  return {
    reply: apiError(404, { message: `No ${what} found with id '${id}'.`, type: 'invalid_request_error' }),
    notes: {},
  };
}

function refused(message: string): Answered {
  return { reply: apiError(400, { message, type: 'invalid_request_error' }), notes: {} };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

function fileBody({ id, name, purpose, bytes, createdAt }: StoredFile) {
  const shared = { id, object: 'file', bytes, created_at: seconds(createdAt), filename: name, purpose };
  return { ...shared, status: 'processed', expires_at: seconds(createdAt) + 2_592_000 };
}

function attachedBody(store: Store, attached: Attached, now: number) {
  return {
    id: attached.file.id,
    object: 'vector_store.file',
    usage_bytes: attached.file.bytes,
    created_at: seconds(attached.attachedAt),
    vector_store_id: store.id,
    status: isReady(attached, now) ? 'completed' : 'in_progress',
    last_error: null,
    chunking_strategy: {
      type: 'static',
      static: { max_chunk_size_tokens: attached.size, chunk_overlap_tokens: attached.overlap },
    },
    attributes: attached.attributes ?? null,
  };
}

function storeBody(store: Store, now: number) {
  const files = [...store.files.values()];
  const completed = files.filter((each) => isReady(each, now)).length;
  const counts = { in_progress: files.length - completed, completed, failed: 0, cancelled: 0, total: files.length };
  return {
    id: store.id,
    object: 'vector_store',
    created_at: seconds(store.createdAt),
    name: store.name,
    usage_bytes: files.reduce((sum, { file }) => sum + file.bytes, 0),
    file_counts: counts,
    status: counts.in_progress > 0 ? 'in_progress' : 'completed',
    last_active_at: seconds(now),
    metadata: {},
  };
}

function listBody(data: { id: string }[]) {
  return { object: 'list', data, first_id: data[0]?.id ?? '', last_id: data.at(-1)?.id ?? '', has_more: false };
}
