import { createHash } from 'node:crypto';
import { z } from 'zod';
import { countTokensIn } from './tokens.ts';
import { stemsOf } from './words.ts';

export const EmbeddingsRequest = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  dimensions: z.number().int().min(1).max(3_072).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
});
export type EmbeddingsRequest = z.infer<typeof EmbeddingsRequest>;

/** Small, because what the vectors can show is only that shared words come out near. */
export const DIMENSIONS = 256;

export function embeddingsBody(request: EmbeddingsRequest) {
  const texts = [request.input].flat();
  const tokens = texts.reduce((sum, text) => sum + countTokensIn(text), 0);
  return {
    object: 'list',
    model: request.model,
    data: texts.map((text, index) => {
      const vector = vectorOf(text, request.dimensions ?? DIMENSIONS);
      return {
        object: 'embedding',
        index,
        embedding: request.encoding_format === 'base64' ? toBase64(vector) : [...vector],
      };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** [documented] The limits of one request. Null when it keeps to them. */
export function limitProblem({ model, input, dimensions }: EmbeddingsRequest): string | null {
  const tokens = [input].flat().map(countTokensIn);
  const most = Math.max(...tokens);
  if (most > 8_192) return `This model's maximum context length is 8192 tokens, however you requested ${most} tokens.`;
  if (tokens.reduce((sum, each) => sum + each, 0) > 300_000)
    return 'Requested too many tokens: the maximum is 300000 tokens per request.';
  if (dimensions !== undefined && !model.startsWith('text-embedding-3'))
    return 'This model does not support specifying dimensions.';
  return null;
}

/** A few words that mean the same, so that a demo can show what search by words cannot find. The real model knows all of them. */
const SAME: readonly (readonly string[])[] = [
  ['parcel', 'package', 'shipment', 'paket', 'pakket', 'colis'],
  ['refund', 'reimburse', 'rückerstattung', 'terugbetaling', 'remboursement'],
  ['kettle', 'wasserkocher', 'waterkoker', 'bouilloire'],
  ['descale', 'limescale', 'entkalken', 'ontkalken', 'détartrer'],
  ['invoice', 'bill', 'rechnung', 'factuur', 'facture'],
  ['return', 'zurücksenden', 'retourneren', 'retourner'],
];
const CONCEPTS = new Map(
  SAME.flatMap((group) => group.flatMap((word) => [...stemsOf(word)].map((stem) => [stem, group[0] ?? '']))),
);

/** Each word adds one to a place that its hash names; length 1, as the real ones have. */
export function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const stem of new Set([...stemsOf(text)].map((each) => CONCEPTS.get(each) ?? each))) {
    const hash = createHash('sha256').update(stem).digest();
    const at = hash.readUInt32LE(0) % dimensions;
    vector[at] = (vector[at] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer).toString('base64');
}
