import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAi } from '../model/openai.ts';
import { AccessRefused, GiveUp, RetryLater } from '../platform/errors.ts';
import type { FaultKind } from '../sandbox/openai/faults.ts';
import { type OpenAiSandbox, startOpenAi } from '../sandbox/openai-server.ts';
import type { Brain } from './brain.ts';
import { usageSpentOn } from './failed-thought.ts';
import { conversationOf, createTestBrain, draftInputOf } from './openai/test-brain.fake.ts';

const QUESTION = 'Where is my parcel? I ordered on Monday, order 1042.';

describe('the OpenAI brain when things go wrong', () => {
  let sandbox: OpenAiSandbox;
  let brain: Brain;
  beforeEach(async () => {
    sandbox = await startOpenAi({ apiKey: 'test-key' });
    brain = await createTestBrain(sandbox.url);
  });
  afterEach(() => sandbox.close());

  const assess = () => brain.assess({ conversation: conversationOf(QUESTION) });
  const failure = async (asked: Promise<unknown>): Promise<Error> =>
    asked.then(
      () => new Error('it answered'),
      (error: Error) => error,
    );

  it.each<[FaultKind, typeof RetryLater | typeof GiveUp | typeof AccessRefused, number, string]>([
    ['server-error', RetryLater, 3, 'could not be reached (status 500)'],
    ['bad-gateway', RetryLater, 3, 'could not be reached (status 502)'],
    ['reset', RetryLater, 3, 'could not be reached'],
    ['truncated', RetryLater, 3, 'broken off'],
    ['no-credit', AccessRefused, 1, 'no credit left'],
    ['key-refused', AccessRefused, 1, 'OPENAI_API_KEY'],
    ['incomplete', GiveUp, 1, 'cut off'],
    ['refusal', GiveUp, 1, 'declined'],
    ['bad-json', GiveUp, 1, 'agreed form'],
    ['wrong-schema', GiveUp, 1, 'agreed form'],
    ['empty', GiveUp, 1, 'no answer'],
  ])('R20: turns %s into the right consequence', async (kind, consequence, calls, words) => {
    sandbox.setFaults([{ kind }]);
    const error = await failure(assess());
    expect(error).toBeInstanceOf(consequence);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('parcel');
    expect(sandbox.requests()).toHaveLength(calls);
  });

  it('answers after a passing failure, with two more tries', async () => {
    sandbox.setFaults([
      { kind: 'server-error', times: 1 },
      { kind: 'reset', times: 1 },
    ]);
    expect((await assess()).value.intent).toBe('order_status');
    expect(sandbox.requests()).toHaveLength(3);
  });

  it('waits for a short rate limit and passes a long one on', async () => {
    sandbox.setFaults([{ kind: 'rate-limit', times: 1, ms: 5 }]);
    expect((await assess()).value.intent).toBe('order_status');
    sandbox.setFaults([{ kind: 'rate-limit', ms: 30_000 }]);
    const error = await failure(assess());
    expect(error).toMatchObject({ name: 'RetryLater', afterMs: 30_000, message: 'OpenAI asked to slow down.' });
    expect(sandbox.requests()).toHaveLength(3);
  });

  it('R21: ends a call that hangs at the time limit', async () => {
    const hasty = await createTestBrain(sandbox.url, { timeoutMs: 60 });
    sandbox.setFaults([{ kind: 'hang' }]);
    const error = await failure(hasty.draft(draftInputOf(QUESTION)));
    expect(error).toMatchObject({ name: 'RetryLater', message: 'The model did not answer in time.' });
    expect(sandbox.requests()).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    const port = sandbox.port;
    await sandbox.close();
    const lonely = await createTestBrain(`http://127.0.0.1:${port}/v1`);
    expect(await failure(lonely.draft(draftInputOf(QUESTION)))).toMatchObject({
      name: 'RetryLater',
      message: 'The model could not be reached.',
    });
    sandbox = await startOpenAi();
  });

  it('stops at once when the caller gives up, with the reason of the caller', async () => {
    sandbox.setFaults([{ kind: 'hang' }]);
    const caller = new AbortController();
    const asked = failure(brain.assess({ conversation: conversationOf(QUESTION) }, caller.signal));
    caller.abort(new Error('superseded by a newer message'));
    expect((await asked).message).toBe('superseded by a newer message');
  });

  it('knows what a failed thought cost', async () => {
    sandbox.setFaults([{ kind: 'refusal' }]);
    const usage = usageSpentOn(await failure(assess()));
    expect(usage.inputTokens).toBe(sandbox.requests()[0]!.tokens.input);
    expect(usage.usd).toBeGreaterThan(0);
  });

  it('R20: does not pass on a text of 200 kB', async () => {
    sandbox.setFaults([{ kind: 'huge' }]);
    const { value: assessment } = await assess();
    expect(assessment.summary.length).toBeLessThanOrEqual(500);
    const { value: draft } = await brain.draft(draftInputOf(QUESTION));
    expect(draft).toMatchObject({
      kind: 'handoff',
      reason: 'The model wrote a text that is far too long for a reply.',
    });
  });

  it('believes a hostile model no more than any other', async () => {
    sandbox.setFaults([{ kind: 'attacker' }]);
    const { value: assessment } = await assess();
    expect(assessment.confidence).toBe(0.9);
    expect(assessment.entities).toEqual([]);
    const { value: draft } = await brain.draft(draftInputOf(QUESTION));
    expect(draft.confidence).toBe(0.9);
  });

  it('does not take address, organisation or project from the environment', () => {
    const { client } = createOpenAi({ apiKey: 'k', baseURL: null, smallModel: 'a', strongModel: 'b', timeoutMs: 1 });
    expect(client).toMatchObject({
      baseURL: 'https://api.openai.com/v1',
      organization: null,
      project: null,
      maxRetries: 0,
    });
  });
});
