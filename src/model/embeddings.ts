import OpenAI from 'openai';
import { explainFailure, toPlatformError } from './failure.ts';

export interface EmbeddingSettings {
  apiKey: string;
  /** Null for OpenAI itself. */
  baseUrl: string | null;
  model: string;
  dimensions: number;
  fetch?: typeof fetch;
}

/** Texts -> vectors, in the order of the texts. Throws platform errors by consequence. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

const OPENAI_URL = 'https://api.openai.com/v1';
/** For a batch of an import; a question has a deadline of its own. */
const TIMEOUT_MS = 30_000;
/** A text may have 8,192 tokens; in the densest script a letter is about one and a half. */
const MOST_CHARACTERS = 5_000;

export function createEmbedder(settings: EmbeddingSettings): Embedder {
  const { model, dimensions } = settings;
  const client = openClient(settings);
  return {
    model,
    dimensions,
    async embed(texts, signal) {
      const input = texts.map((text) => text.slice(0, MOST_CHARACTERS).toWellFormed());
      try {
        const answer = await client.embeddings.create({ model, input, dimensions }, signal ? { signal } : {});
        return inOrder(answer.data, { count: texts.length, dimensions });
      } catch (error) {
        throw explainFailure(error) ? toPlatformError(error) : error;
      }
    },
  };
}

export function openClient(settings: Pick<EmbeddingSettings, 'apiKey' | 'baseUrl' | 'fetch'>): OpenAI {
  return new OpenAI({
    apiKey: settings.apiKey,
    // Each of these three would otherwise be read from the environment behind our back.
    baseURL: settings.baseUrl ?? OPENAI_URL,
    organization: null,
    project: null,
    // A question does not wait for a second try, and an import has its own.
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    ...(settings.fetch ? { fetch: settings.fetch } : {}),
  });
}

interface Wanted {
  count: number;
  dimensions: number;
}

/** A compatible server that ignores `dimensions` must not fill the index with vectors that nothing can be compared with. */
function inOrder(data: readonly { index: number; embedding: number[] }[], { count, dimensions }: Wanted) {
  const vectors = Array.from({ length: count }, (_, index) => data.find((each) => each.index === index)?.embedding);
  return vectors.map((vector) => {
    if (!vector) throw new Error(`The embedding model answered ${data.length} of ${count} texts`);
    if (vector.length !== dimensions)
      throw new Error(
        `The embedding model gives ${vector.length} numbers, not ${dimensions}: change KNOWLEDGE_EMBEDDING_DIMENSIONS`,
      );
    return Float32Array.from(vector);
  });
}
