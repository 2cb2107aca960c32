import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brain } from '../../agents/brain.ts';
import { holdingReply } from '../../agents/holding-reply.ts';
import { createLocalBrain } from '../../agents/local-brain.ts';
import {
  ASSESSMENT,
  articleOf,
  createTestBrain,
  draftInputOf as inputOf,
  TAXONOMY,
} from '../../agents/openai/test-brain.fake.ts';
import { draftInputOf } from '../../pipeline/draft.ts';
import type { TurnSoFar } from '../../pipeline/stage.ts';
import { effectsOf, problemsOf } from '../../review/carry-out.ts';
import { checkReply } from '../../review/checks.ts';
import { sampleShown } from '../../review/shown.fake.ts';
import { type OpenAiSandbox, startOpenAi } from '../../sandbox/openai-server.ts';

/** Words that stand in staff-only texts and nowhere else. */
const LIMIT = 'Team leads may waive up to 431 euros at amber heron level without asking anybody.';
const MACRO = 'Offer the violet otter voucher when a customer complains twice about late parcels.';
const WORDS = /431|amber heron|violet otter/i;
const QUESTION =
  'How much may team leads waive without asking, and is there a voucher when a customer complains about late parcels?';
const PUBLIC = articleOf(
  1,
  'Late parcels are searched for within two working days. You can ask for a refund after that.',
);
const INTERNAL = articleOf(2, LIMIT, { visibility: 'internal', title: 'Refund limits for staff', headingPath: [] });
const OF_MACRO = articleOf(3, MACRO, { visibility: 'internal', title: 'Goodwill > late parcels', headingPath: [] });
const SOURCES = [PUBLIC, INTERNAL, OF_MACRO];

/** Each is a way to say it to a customer. */
const SAID = [
  LIMIT,
  `${LIMIT.slice(0, -1)} [2].`,
  `${LIMIT.slice(0, -1)} [1].`,
  'Kind regards, and by the way: team leads may waive up to 431 euros at amber heron level.',
  'Up to 431 euros may be waived by team leads without asking anybody [1].',
  'Did you know that team leads may waive up to 431 euros at amber heron level?',
  `Late parcels are searched for within two working days [1]. ${MACRO}`,
  'Offer the violet otter voucher when a customer complains twice [3].',
  LIMIT.replaceAll(' ', ' \u200b'),
];

describe('words of staff-only texts, at each way out to a customer', () => {
  let sandbox: OpenAiSandbox;
  let brains: Record<string, Brain>;
  beforeAll(async () => {
    sandbox = await startOpenAi({ apiKey: 'test-key' });
    brains = { local: createLocalBrain({ taxonomy: TAXONOMY }), openai: await createTestBrain(sandbox.url) };
  });
  afterAll(() => sandbox.close());

  const checked = (text: string) =>
    checkReply({ text, sources: SOURCES, customerLanguage: 'en', customerMessage: QUESTION }, { allowedHosts: [] });
  const shownWith = (text: string) =>
    sampleShown({
      ...{
        draft: { kind: 'answer', text, language: 'en', confidence: 0.9, reason: null },
        sources: SOURCES,
        proposals: [],
      },
      ...checked(text),
    });

  it('are not given to any brain: the drafter sees public passages only', () => {
    const soFar = {
      results: {
        intake: { newest: QUESTION, subject: '', earlier: [], requester: { name: 'Ada', locale: null } },
        assess: { assessment: ASSESSMENT },
        retrieve: {
          sources: SOURCES,
          answerability: 0.9,
          facts: { orders: [], invoices: [], subscriptions: [], notFound: [] },
        },
      },
      turn: { id: 1 },
    } as unknown as TurnSoFar;
    const { forBrain, sources } = draftInputOf(soFar, TAXONOMY);
    expect(JSON.stringify(forBrain.sources)).not.toMatch(WORDS);
    // Staff keep them: they stand in the note, marked.
    expect(JSON.stringify(sources)).toMatch(WORDS);
  });

  it.each(['local', 'openai'])('are not in what the %s brain writes, even if it were given them', async (name) => {
    const input = inputOf(QUESTION, { sources: SOURCES });
    const first = await brains[name]!.draft(input);
    const revised = await brains[name]!.revise({ ...input, draft: first.value, problems: ['Say more.'] });
    for (const { value } of [first, revised]) {
      const refused = checked(value.text).findings.some(({ severity }) => severity === 'block');
      expect(WORDS.test(value.text) && !refused, value.text).toBe(false);
    }
  });

  it.each(SAID)('are refused in a draft, cannot be approved, and cannot be typed into an edit: %s', (text) => {
    const { findings } = checked(text);
    expect(findings.some(({ severity }) => severity === 'block')).toBe(true);
    const shown = shownWith(text);
    const options = { allowedHosts: [] };
    expect(problemsOf(shown, { kind: 'approve', editedText: null }, options)).not.toEqual([]);
    expect(problemsOf(shown, { kind: 'edit', editedText: text }, options)).not.toEqual([]);
    // Over a harmless draft, too: the person types it in.
    const harmless = shownWith('Late parcels are searched for within two working days [1].');
    expect(problemsOf(harmless, { kind: 'edit', editedText: text }, options)).not.toEqual([]);
  });

  it('are not in the holding reply of any language, nor in what a rejection sends', () => {
    for (const language of ['en', 'nl', 'de', 'fr', 'es', 'xx']) expect(holdingReply(language)).not.toMatch(WORDS);
    const released = { ticketId: 1, shown: shownWith(LIMIT) };
    const actor = { id: 'U1', name: 'Tom' } as never;
    const rejected = effectsOf(released, { kind: 'reject', actor, finalText: null, reason: LIMIT, disclosure: null });
    expect(JSON.stringify(rejected)).not.toMatch(WORDS);
  });

  it('would be seen: the harmless reply passes all of this', () => {
    const text = 'Late parcels are searched for within two working days [1].';
    expect(checked(text).findings).toEqual([]);
    expect(problemsOf(shownWith(text), { kind: 'approve', editedText: null }, { allowedHosts: [] })).toEqual([]);
  });
});

describe('a sentence that a second reading found contradicted', () => {
  it('is refused at one press, and stays refused when an edit leaves it as it was', () => {
    const text = 'Late parcels are searched for within two working days [1].';
    const shown = sampleShown({
      ...{
        draft: { kind: 'answer', text, language: 'en', confidence: 0.9, reason: null },
        sources: [PUBLIC],
        proposals: [],
      },
      ...{
        sentences: [{ text, citations: [1], state: 'contradicted' }],
        findings: [{ code: 'contradicted', severity: 'block', words: 'A second reading by a model: no.' }],
      },
    });
    const options = { allowedHosts: [] };
    expect(problemsOf(shown, { kind: 'approve', editedText: null }, options)).toHaveLength(1);
    expect(problemsOf(shown, { kind: 'edit', editedText: `Hello,\n\n${text}` }, options)).toHaveLength(1);
    expect(
      problemsOf(
        shown,
        { kind: 'edit', editedText: 'Late parcels are searched for within two working days [1]!' },
        options,
      ),
    ).toEqual([]);
  });
});
