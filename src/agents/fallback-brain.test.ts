import { describe, expect, it } from 'vitest';
import { createBreaker } from '../platform/breaker.ts';
import { AccessRefused, GiveUp, RetryLater } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import type { Draft } from '../tickets/draft.ts';
import { FakeBrain } from './brain.fake.ts';
import { FailedThought } from './failed-thought.ts';
import { createFallbackBrain } from './fallback-brain.ts';
import { ASSESSMENT, conversationOf, draftInputOf } from './openai/test-brain.fake.ts';

const REPLY: Draft = { kind: 'answer', text: 'Two days [1].', language: 'en', confidence: 0.8, reason: null };
const ASKED = { conversation: conversationOf('Where is my parcel?') };
const SPENT = { calls: 1, inputTokens: 100, cachedTokens: 0, outputTokens: 5, usd: 0.01 };

function setUp(timeoutMs = 1_000) {
  let now = 0;
  const preferred = new FakeBrain('openai', { assessment: ASSESSMENT, draft: REPLY });
  const fallback = new FakeBrain('local', { assessment: { ...ASSESSMENT, summary: 'local' }, draft: REPLY });
  const breaker = createBreaker({ now: () => new Date(now) }, { threshold: 2, pauseMs: 1_000 });
  const brain = createFallbackBrain({ preferred, fallback, breaker, log: silentLog, timeoutMs });
  const pass = (ms: number): void => {
    now += ms;
  };
  return { preferred, fallback, brain, pass };
}

describe('the fallback brain', () => {
  it('passes on what the preferred brain thinks', async () => {
    const { brain, fallback } = setUp();
    expect(await brain.assess(ASKED)).toMatchObject({ brain: 'openai', fellBack: null });
    expect(await brain.draft(draftInputOf('Where?'))).toMatchObject({ brain: 'openai', value: REPLY });
    expect(fallback.calls).toBe(0);
  });

  it('lets the fallback assess when the preferred brain fails, says why, and keeps the bill', async () => {
    const { brain, preferred } = setUp();
    const cause = new FailedThought({ usage: SPENT, model: 'gpt-5.4-mini' }, {});
    preferred.assessment = new GiveUp('The model declined to answer.', { cause });
    const thought = await brain.assess(ASKED);
    expect(thought).toMatchObject({ brain: 'local', fellBack: 'The model declined to answer.', usage: SPENT });
    expect(thought.value.summary).toBe('local');
  });

  it('R20: makes a failed draft a handoff in the language of the customer', async () => {
    const { brain, preferred } = setUp();
    preferred.written = new RetryLater('The model could not be reached.', 5_000);
    const input = draftInputOf('Waar is mijn pakket?', { assessment: { ...ASSESSMENT, language: 'nl' } });
    for (const thought of [await brain.draft(input), await brain.revise({ ...input, draft: REPLY, problems: [] })]) {
      expect(thought).toMatchObject({ brain: 'local', model: null });
      expect(thought.value).toMatchObject({ kind: 'handoff', language: 'nl', confidence: 0 });
      expect(thought.value.text).toContain('collega');
      expect(thought.value.reason).toContain('No reply was drafted. The model');
    }
  });

  it('R19: leaves a dead model alone after repeated failures, and tries again after the pause', async () => {
    const { brain, preferred, pass } = setUp();
    preferred.assessment = new RetryLater('The model could not be reached.', 0);
    await brain.assess(ASKED);
    await brain.assess(ASKED);
    expect((await brain.assess(ASKED)).fellBack).toContain('left alone');
    expect(preferred.calls).toBe(2);
    pass(1_000);
    preferred.assessment = ASSESSMENT;
    expect((await brain.assess(ASKED)).fellBack).toBeNull();
    expect((await brain.assess(ASKED)).fellBack).toBeNull();
    expect(preferred.calls).toBe(4);
  });

  it('does not count bad answers against a model that is there, but does count a refused key', async () => {
    const { brain, preferred } = setUp();
    preferred.assessment = new GiveUp('The model declined to answer.');
    for (let at = 0; at < 4; at += 1) await brain.assess(ASKED);
    expect(preferred.calls).toBe(4);
    preferred.assessment = new AccessRefused('OpenAI refused the API key.');
    for (let at = 0; at < 4; at += 1) await brain.assess(ASKED);
    expect(preferred.calls).toBe(6);
  });

  it('R21: does not wait longer than the time limit for a brain that ignores its signal', async () => {
    const { brain, preferred } = setUp(20);
    preferred.gate = new Promise(() => undefined);
    expect((await brain.assess(ASKED)).fellBack).toBe('The model did not answer in time.');
  });

  it('gives up with the caller, without a fallback', async () => {
    const { brain, preferred, fallback } = setUp();
    preferred.gate = new Promise(() => undefined);
    const caller = new AbortController();
    const asked = brain.assess(ASKED, caller.signal);
    caller.abort(new Error('superseded'));
    await expect(asked).rejects.toThrow('superseded');
    expect(fallback.calls).toBe(0);
  });

  it('survives a bug in the preferred brain', async () => {
    const { brain, preferred } = setUp();
    preferred.assessment = new TypeError('x is undefined');
    expect((await brain.assess(ASKED)).fellBack).toBe(
      'The model could not be used because of an error in this software.',
    );
  });
});
