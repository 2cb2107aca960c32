import { describe, expect, it } from 'vitest';
import type { Usage } from '../agents/brain.ts';
import { articleOf } from '../agents/openai/test-brain.fake.ts';
import type { SecondReader } from '../agents/second-reader.ts';
import { silentLog } from '../platform/log.ts';
import { check } from './check.ts';
import { ScriptedBrain } from './scripted-brain.fake.ts';
import type { TurnSoFar } from './stage.ts';

const USAGE: Usage = { calls: 1, inputTokens: 10, cachedTokens: 0, outputTokens: 5, usd: 0.01 };

/** Takes "backed" from every sentence that has the word. */
function readerAgainst(word: string): SecondReader & { asked: number } {
  return {
    asked: 0,
    async read(sentences) {
      this.asked += 1;
      return {
        sentences: sentences.map((each) => (each.text.includes(word) ? { ...each, state: 'unbacked' } : each)),
        thought: { brain: 'openai', model: 'small', promptHash: 'p', usage: USAGE },
      };
    },
  };
}

function soFar(brain: ScriptedBrain): TurnSoFar {
  const sources = [articleOf(1, 'You can return it within 30 days of delivery. Returns are free.')];
  return {
    turn: { id: 1 },
    lease: { caseId: 1 },
    signal: new AbortController().signal,
    results: {
      intake: { language: 'en', newest: 'Can I return it?', subject: '', earlier: [], requester: { name: 'Ada Vos' } },
      assess: { assessment: brain.assessment, intentName: 'x', fellBack: null, overBudget: null },
      retrieve: { sources, answerability: 0.9, features: {}, facts: { orders: [] } },
      draft: { draft: brain.nextDraft, sources, proposals: [], fellBack: null, askedFor: null, askedBefore: 0 },
    },
  } as unknown as TurnSoFar;
}

async function run(brain: ScriptedBrain, secondReader: SecondReader | null) {
  const taxonomy = { version: 1, intents: [], find: () => null } as never;
  const outcome = await check.run(
    { brain, taxonomy, checks: { allowedHosts: [] }, log: silentLog, secondReader },
    soFar(brain),
  );
  if (outcome.kind !== 'next') throw new Error('the stage ended the turn');
  return outcome;
}

describe('the check stage with a second reading', () => {
  it('says who objects, asks for a revision, and keeps the objection when the revision does not help', async () => {
    const brain = new ScriptedBrain();
    const { result, thought } = await run(brain, readerAgainst('30 days'));
    expect(brain.asked.revise).toHaveLength(1);
    expect(result.sentences.map(({ state }) => state)).toEqual(['unbacked']);
    expect(result.findings).toEqual([
      expect.objectContaining({
        code: 'unbacked',
        severity: 'block',
        words: expect.stringMatching(/^A second reading by a model: no source/),
      }),
    ]);
    expect(thought?.usage.calls).toBe(2);
  });

  it('costs one question and changes nothing when the model agrees', async () => {
    const brain = new ScriptedBrain();
    const { result, thought } = await run(brain, readerAgainst('nowhere'));
    expect(result).toMatchObject({ findings: [], revised: false });
    expect(thought?.usage).toEqual(USAGE);
  });

  it('is not needed: without it code decides alone and nothing is spent', async () => {
    const { result, thought } = await run(new ScriptedBrain(), null);
    expect(result.findings).toEqual([]);
    expect(thought).toBeUndefined();
  });
});
