import { Usage } from '@openai/agents';
import { describe, expect, it } from 'vitest';
import { costOf, countTokens, loadPrices } from './usage.ts';

const PRICES = { big: { input: 2, cached_input: 0.5, cache_write: 2.5, output: 10 }, plain: { input: 1, output: 4 } };
const TOKENS = {
  calls: 1,
  inputTokens: 1_000_000,
  cachedTokens: 400_000,
  cacheWriteTokens: 200_000,
  outputTokens: 100_000,
};

describe('what a thought costs', () => {
  it('charges fresh, cached, cache-written and answered tokens each at their own price', () => {
    const { usd, priced } = costOf(TOKENS, 'big', PRICES);
    expect(usd).toBeCloseTo(0.4 * 2 + 0.4 * 0.5 + 0.2 * 2.5 + 0.1 * 10, 12);
    expect(priced).toBe(true);
  });

  it('charges all input in full where no other price is known', () => {
    expect(costOf(TOKENS, 'plain', PRICES).usd).toBeCloseTo(1 + 0.4, 12);
  });

  it('adds up what the calls of one thought counted', () => {
    const usage = new Usage();
    for (const cached of [0, 1_280]) {
      const input_tokens_details = { cached_tokens: cached, cache_write_tokens: 100 };
      usage.add(
        new Usage({ requests: 1, input_tokens: 1_500, output_tokens: 20, total_tokens: 1_520, input_tokens_details }),
      );
    }
    expect(countTokens(usage)).toEqual({
      calls: 2,
      inputTokens: 3_000,
      cachedTokens: 1_280,
      cacheWriteTokens: 200,
      outputTokens: 40,
    });
  });

  it('prices a dated snapshot as its model', () => {
    expect(costOf(TOKENS, 'big-2026-03-17', PRICES)).toEqual(costOf(TOKENS, 'big', PRICES));
  });

  it('flags a model that nobody has priced', () => {
    expect(costOf(TOKENS, 'big-mini', PRICES)).toEqual({ usd: 0, priced: false });
  });

  it('reads the list of this project', async () => {
    const prices = await loadPrices(new URL('../../prompts/prices.yaml', import.meta.url).pathname);
    for (const price of Object.values(prices)) expect(price.output).toBeGreaterThan(price.input);
  });
});
