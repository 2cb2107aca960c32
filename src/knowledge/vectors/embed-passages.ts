import type { Embedder } from '../../model/embeddings.ts';
import type { Database } from '../../platform/database.ts';
import { GiveUp } from '../../platform/errors.ts';
import { alone } from './alone.ts';
import { fillNearIndex } from './near-index.ts';
import type { OwnVectors } from './own-vectors.ts';
import { dropUnused, findUnembedded, linkKnown, saveEmbeddings } from './vector-store.ts';

/** Some 40,000 tokens a request: far below the model's limit of 300,000, and little is lost when one fails. */
const AT_ONCE = 128;

export interface EmbedReport {
  /** Texts that were paid for. */
  embedded: number;
  /** Passages that can now be found by meaning. */
  linked: number;
}

export interface EmbedDeps {
  database: Pick<Database, 'pool'>;
  embedder: Embedder;
  vectors: Pick<OwnVectors, 'model' | 'index'>;
}

/**
 * Gives each passage its vector, unchanged texts without a call. Every batch is stored before the next is asked for, so whatever
 * breaks off (the model, the process) costs one batch, and the next run goes on behind it. Null = another worker is at it.
 */
export function embedPassages(deps: EmbedDeps): Promise<EmbedReport | null> {
  return alone(deps.database.pool, 'embed', () => embedAll(deps));
}

async function embedAll({ database: { pool }, embedder, vectors: { model, index } }: EmbedDeps): Promise<EmbedReport> {
  const report = { embedded: 0, linked: await linkKnown(pool, model) };
  for (;;) {
    const texts = await findUnembedded(pool, model, AT_ONCE);
    if (texts.length === 0) break;
    const vectors = await embedEach(
      embedder,
      texts.map(({ text }) => text),
    );
    await saveEmbeddings(
      pool,
      model,
      texts.flatMap(({ hash }, at) => (vectors[at] ? [{ hash, vector: vectors[at] }] : [])),
    );
    report.embedded += texts.length;
    report.linked += await linkKnown(pool, model);
  }
  if (index === 'hnsw') await fillNearIndex(pool, model);
  if (report.linked > 0) await dropUnused(pool, model);
  return report;
}

/** One text that the model refuses must not keep the others out for ever: it gets a vector that resembles nothing. */
async function embedEach(embedder: Embedder, texts: readonly string[]): Promise<Float32Array[]> {
  try {
    return await embedder.embed(texts);
  } catch (error) {
    if (!(error instanceof GiveUp)) throw error;
    if (texts.length === 1) return [new Float32Array(embedder.dimensions)];
  }
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(...(await embedEach(embedder, [text])));
  return vectors;
}
