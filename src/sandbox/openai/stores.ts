import { z } from 'zod';
import { DIMENSIONS, vectorOf } from './embeddings.ts';

/** Files and vector stores: what one running stand-in holds of them. */

/** [documented] At most 16 pairs, keys of 64 and texts of 512 characters. */
export const Attributes = z
  .record(z.string().max(64), z.union([z.string().max(512), z.number(), z.boolean()]))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'at most 16 attributes')
  .nullish();
export type Attributes = z.infer<typeof Attributes>;

export interface StoredFile {
  id: string;
  name: string;
  purpose: string;
  bytes: number;
  text: string;
  createdAt: number;
}

/** A file inside a store; its chunks can be found once it is `completed`. */
export interface Attached {
  file: StoredFile;
  attributes: Attributes;
  attachedAt: number;
  size: number;
  overlap: number;
  chunks: { text: string; vector: Float32Array }[];
}

export interface Store {
  id: string;
  name: string;
  createdAt: number;
  files: Map<string, Attached>;
}

export interface Stores {
  files: Map<string, StoredFile>;
  stores: Map<string, Store>;
  nextId(prefix: string): string;
}

/** [guess] How long a small file takes; the real service takes seconds. */
const PROCESSING_MS = 50;
/** As in tokens.ts. */
const CHARACTERS_PER_TOKEN = 4;

export function createStores(): Stores {
  let last = 0;
  return {
    files: new Map(),
    stores: new Map(),
    nextId: (prefix) => {
      last += 1;
      return `${prefix}${String(last).padStart(12, '0')}`;
    },
  };
}

export function attach(
  store: Store,
  file: StoredFile,
  how: Pick<Attached, 'attributes' | 'size' | 'overlap' | 'attachedAt'>,
): Attached {
  const chunks = chunksOf(file.text, how).map((text) => ({ text, vector: vectorOf(text, DIMENSIONS) }));
  const attached = { ...how, file, chunks };
  store.files.set(file.id, attached);
  return attached;
}

export function isReady(attached: Attached, now: number): boolean {
  return now - attached.attachedAt >= PROCESSING_MS;
}

function chunksOf(text: string, { size, overlap }: Pick<Attached, 'size' | 'overlap'>): string[] {
  const [length, step] = [size * CHARACTERS_PER_TOKEN, (size - overlap) * CHARACTERS_PER_TOKEN];
  const chunks: string[] = [];
  for (let at = 0; at === 0 || at + overlap * CHARACTERS_PER_TOKEN < text.length; at += step)
    chunks.push(text.slice(at, at + length));
  return chunks;
}
