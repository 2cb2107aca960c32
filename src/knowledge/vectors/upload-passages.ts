import { NotFoundError, toFile } from 'openai';
import { alone } from './alone.ts';
import {
  findGone,
  findInProgress,
  findNotUploaded,
  forgetFile,
  type HostedFile,
  type HostedText,
  rememberFile,
  setState,
} from './hosted-rows.ts';
import { ATTRIBUTES, type HostedStore, scopeName } from './hosted-source.ts';

/** The service may cut a file; a passage stays whole, because a passage is what is cited. */
const WHOLE = { type: 'static', static: { max_chunk_size_tokens: 4_096, chunk_overlap_tokens: 0 } } as const;
const AT_ONCE = 50;
const SIDE_BY_SIDE = 4;

export interface UploadReport {
  uploaded: number;
  removed: number;
  /** Taken in by the service but not searchable yet. */
  waiting: number;
  /** Refused by the service. */
  failed: number;
}

/**
 * Brings the store up to our index: first what nobody may find there any more goes, then what is new comes. Each file has its row before
 * it is attached, so a crash leaves at most a file that no search looks into. Null = another worker is at it.
 */
export function uploadPassages(store: HostedStore): Promise<UploadReport | null> {
  return alone(store.database.pool, 'upload', () => bringUp(store));
}

async function bringUp(store: HostedStore): Promise<UploadReport> {
  const { pool } = store.database;
  const gone = await findGone(pool, store.storeId);
  await eachOf(gone, (file) => remove(store, file));
  let uploaded = 0;
  for (;;) {
    const texts = await findNotUploaded(pool, store.storeId, AT_ONCE);
    if (texts.length === 0) break;
    await eachOf(texts, (text) => upload(store, text));
    uploaded += texts.length;
  }
  return { uploaded, removed: gone.length, ...(await look(store)) };
}

async function upload({ client, storeId, database }: HostedStore, text: HostedText & { text: string }): Promise<void> {
  const content = await toFile(Buffer.from(text.text), `${text.hash}.txt`, { type: 'text/plain' });
  const { id: fileId } = await client.files.create({ file: content, purpose: 'assistants' });
  await rememberFile(database.pool, storeId, { ...text, fileId });
  const attributes = { [ATTRIBUTES.passage]: text.hash, [ATTRIBUTES.scope]: scopeName(text) };
  await client.vectorStores.files.create(storeId, { file_id: fileId, attributes, chunking_strategy: WHOLE });
}

/** From the store first: what cannot be found any more may lie about for a while. */
async function remove({ client, storeId, database }: HostedStore, { fileId }: HostedFile): Promise<void> {
  await unlessGone(client.vectorStores.files.delete(fileId, { vector_store_id: storeId }));
  await unlessGone(client.files.delete(fileId));
  await forgetFile(database.pool, fileId);
}

async function look(store: HostedStore): Promise<Pick<UploadReport, 'waiting' | 'failed'>> {
  const { client, storeId, database } = store;
  const report = { waiting: 0, failed: 0 };
  await eachOf(await findInProgress(database.pool, storeId), async (file) => {
    const found = await unlessGone(client.vectorStores.files.retrieve(file.fileId, { vector_store_id: storeId }));
    // Its row was written and we died before it was attached: the next run uploads it again.
    if (found === null) return remove(store, file);
    if (found.status === 'completed') await setState(database.pool, file.fileId, 'completed');
    else if (found.status === 'in_progress') report.waiting += 1;
    else {
      report.failed += 1;
      await setState(database.pool, file.fileId, 'failed');
    }
  });
  return report;
}

async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** After a failure nothing new is begun; what is on its way is waited for, because the lock must not go while it runs. */
async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, worker));
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}
