import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAi } from '../model/openai.ts';
import { silentLog } from '../platform/log.ts';
import { type OpenAiSandbox, startOpenAi } from '../sandbox/openai-server.ts';
import type { DraftSentence } from '../tickets/draft.ts';
import { articleOf, PRICES } from './openai/test-brain.fake.ts';
import { loadPrompt } from './prompt.ts';
import { createSecondReader, type SecondReader } from './second-reader.ts';

const PROMPTS = new URL('../../prompts', import.meta.url).pathname;
const SOURCES = [
  articleOf(1, 'Parcels leave our house on working days before noon.'),
  articleOf(2, 'Sunday delivery does not exist.'),
  {
    n: 3,
    kind: 'record' as const,
    title: 'Order 1042',
    text: 'Order 1042 of Ada Vos was shipped.',
    asOf: '2026-11-27',
  },
];
const sentence = (text: string, state: DraftSentence['state'], citations = [1]): DraftSentence => ({
  text,
  citations,
  state,
});

describe('the second reading, over HTTP', () => {
  let sandbox: OpenAiSandbox;
  let reader: SecondReader;
  beforeEach(async () => {
    sandbox = await startOpenAi({ apiKey: 'test-key' });
    const openAi = createOpenAi({
      ...{ apiKey: 'test-key', baseURL: sandbox.url, smallModel: 'gpt-5.4-mini', strongModel: 'gpt-5.4' },
      ...{ timeoutMs: 3_000, retryDelayMs: 1 },
    });
    const prompt = await loadPrompt(PROMPTS, 'second-reading');
    reader = createSecondReader({ openAi, prompt, prices: PRICES, log: silentLog });
  });
  afterEach(() => sandbox.close());

  it('lowers what a model does not find in the passage, and leaves the rest', async () => {
    const { sentences, thought } = await reader.read(
      [
        sentence('Parcels leave our house before noon [1].', 'backed'),
        sentence('Parcels leave our house by bicycle [1].', 'backed'),
        sentence('Kind regards', 'courtesy', []),
      ],
      SOURCES,
    );
    expect(sentences.map(({ state }) => state)).toEqual(['backed', 'unbacked', 'courtesy']);
    expect(thought).toMatchObject({ brain: 'openai', model: 'gpt-5.4-mini', usage: { calls: 1 } });
    expect(thought?.usage.usd).toBeGreaterThan(0);
    expect(sandbox.requests()).toHaveLength(1);
  });

  it('never raises a verdict, whatever the model says', async () => {
    sandbox.setFaults([{ kind: 'attacker' }]);
    const given = [
      sentence('Parcels leave at night [1].', 'contradicted'),
      sentence('We also sell tea [1].', 'unbacked'),
      sentence('Parcels leave our house before noon [1].', 'backed'),
    ];
    const { sentences } = await reader.read(given, SOURCES);
    expect(sentences).toEqual(given);
  });

  it('shows the model statements and passages only: no records, no drafting prompt, nothing of the ticket', async () => {
    await reader.read(
      [
        sentence('Your order was shipped [3].', 'backed', [3]),
        sentence('Parcels leave before noon [1].', 'backed'),
        sentence('We also sell tea [2].', 'unbacked', [2]),
      ],
      SOURCES,
    );
    const [request] = sandbox.requests();
    expect(request?.input).toContain('Parcels leave before noon');
    expect(request?.input).not.toMatch(/Ada|1042|shipped|tea|Sunday/);
    expect(request?.instructions).not.toContain('reply');
  });

  it('asks nothing when code has nothing to believe', async () => {
    const given = [sentence('We also sell tea [1].', 'unbacked')];
    expect(await reader.read(given, SOURCES)).toEqual({ sentences: given, thought: null });
    expect(sandbox.requests()).toHaveLength(0);
  });

  it.each(['bad-json', 'wrong-schema', 'server-error'] as const)(
    'leaves the verdict of code when the answer is %s',
    async (kind) => {
      sandbox.setFaults([{ kind, times: 20 }]);
      const given = [sentence('Parcels leave our house by bicycle [1].', 'backed')];
      const { sentences, thought } = await reader.read(given, SOURCES);
      expect(sentences).toEqual(given);
      expect(thought).not.toBeNull();
    },
  );
});
