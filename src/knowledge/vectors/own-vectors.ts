import type { Embedder } from '../../model/embeddings.ts';
import type { Database } from '../../platform/database.ts';
import { findNear, openNearIndex } from './near-index.ts';
import type { SemanticSource } from './semantic-leg.ts';
import { ensureModel, findByBits, type VectorModel } from './vector-store.ts';

/** A question is asked twice (for the customer, for staff) and again on a retry: its vector is paid for once. */
const REMEMBERED = 200;

export interface OwnVectors extends SemanticSource {
  /** Where the vectors are searched; `hnsw` when pgvector was found at boot. */
  readonly index: 'bits' | 'hnsw';
  readonly model: VectorModel;
}

/** Our own vectors in our own Postgres. */
export async function openOwnVectors(deps: {
  database: Pick<Database, 'pool'>;
  embedder: Embedder;
}): Promise<OwnVectors> {
  const { pool } = deps.database;
  const { embedder } = deps;
  const model = await ensureModel(pool, embedder.model, embedder.dimensions);
  const index = (await openNearIndex(pool, model)) ? 'hnsw' : 'bits';
  const search = index === 'hnsw' ? findNear : findByBits;
  const vectorFor = remembering(embedder);
  return {
    name: `vectors (${index})`,
    ...{ index, model },
    async find({ text, scopes, limit }, signal) {
      const vector = await vectorFor(text, signal);
      return search(pool, model, { vector, scopes: scopes.map(({ id }) => id), limit });
    },
  };
}

/** Failures are not remembered. */
function remembering(embedder: Embedder): (text: string, signal: AbortSignal) => Promise<Float32Array> {
  const known = new Map<string, Promise<Float32Array>>();
  return (text, signal) => {
    const before = known.get(text);
    if (before) return before;
    const asked = embedder.embed([text], signal).then(([vector]) => {
      if (!vector) throw new Error('The embedding model answered nothing');
      return vector;
    });
    known.set(text, asked);
    asked.catch(() => known.delete(text));
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return asked;
  };
}
