import { readFile } from 'node:fs/promises';
import type { Usage } from '@openai/agents';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the API counted. `inputTokens` includes those read from the cache and those written to it. */
export interface TokenCount {
  calls: number;
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
}

export const NO_TOKENS: TokenCount = {
  calls: 0,
  inputTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
};

/** USD for a million tokens. */
const Price = z.strictObject({
  input: z.number().nonnegative(),
  cached_input: z.number().nonnegative().optional(),
  cache_write: z.number().nonnegative().optional(),
  output: z.number().nonnegative(),
});
const PriceFile = z.strictObject({ as_of: z.string(), usd_per_million_tokens: z.record(z.string(), Price) });
export type Price = z.infer<typeof Price>;
export type PriceTable = Readonly<Record<string, Price>>;

/** `priced` is false when the table does not know the model: the zero then means "unknown", not "free". */
export interface Cost {
  usd: number;
  priced: boolean;
}

const MILLION = 1_000_000;

export function costOf(tokens: TokenCount, model: string, prices: PriceTable): Cost {
  const price = priceOf(model, prices);
  if (!price) return { usd: 0, priced: false };
  const { inputTokens, cachedTokens, cacheWriteTokens, outputTokens } = tokens;
  const fresh = Math.max(0, inputTokens - cachedTokens - cacheWriteTokens) * price.input;
  const cached = cachedTokens * (price.cached_input ?? price.input);
  const written = cacheWriteTokens * (price.cache_write ?? price.input);
  return { usd: (fresh + cached + written + outputTokens * price.output) / MILLION, priced: true };
}

/** A dated snapshot costs what its model costs. */
function priceOf(model: string, prices: PriceTable): Price | undefined {
  return prices[model] ?? prices[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')];
}

export function countTokens(usage: Usage): TokenCount {
  const { requests: calls, inputTokens, outputTokens } = usage;
  const cachedTokens = sumOf(usage, 'cached_tokens');
  return { calls, inputTokens, cachedTokens, cacheWriteTokens: sumOf(usage, 'cache_write_tokens'), outputTokens };
}

function sumOf(usage: Usage, name: string): number {
  let sum = 0;
  for (const details of usage.inputTokensDetails) sum += details[name] ?? 0;
  return sum;
}

export async function loadPrices(path: string): Promise<PriceTable> {
  const parsed = PriceFile.safeParse(parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a valid price list:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.usd_per_million_tokens;
}
