import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EffectStore } from '../effects/effect-store.ts';
import { finishEffect } from '../effects/finish-effect.ts';
import { type RescueResult, rescue } from './rescue.ts';
import type { RescueKind, Review } from './review.ts';
import { MIRA, ReviewStage, TOM } from './review-stage.fake.ts';

let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

/** An approved refund that the back office refused, with the reply that speaks of it behind. */
async function failedRefund(): Promise<{ review: Review; refundId: number }> {
  const review = await stage.ask();
  await stage.press(review, 'approve');
  const refundId = await idOf(review, 'tool_run');
  await end(refundId, 'failed');
  return { review: await stage.read(review.id), refundId };
}

async function idOf(review: Review, kind: string): Promise<number> {
  const { rows } = await stage.database.pool.query('select id from effect where review_id = $1 and kind = $2', [
    review.id,
    kind,
  ]);
  return rows[0].id;
}

async function end(effectId: number, state: 'done' | 'failed'): Promise<void> {
  const effect = await new EffectStore(stage.database).claim(effectId, 'test', 8_000);
  if (!effect) throw new Error('The effect is not due');
  const reason = state === 'failed' ? 'The refund service said no' : null;
  await finishEffect(stage.reviews.db, effect, { end: { state, reason, proof: null }, follow: async () => [] });
}

const press = (review: Review, kind: RescueKind, actor = MIRA): Promise<RescueResult> =>
  rescue(
    { db: stage.reviews.db, doorbell: stage.deps.doorbell },
    { reviewId: review.id, revision: review.revision, fingerprint: review.fingerprint.slice(0, 12), kind, actor },
  );
const statesOf = async (review: Review) =>
  (await stage.effects(review.caseId))
    .filter(({ kind }) => kind === 'tool_run' || kind === 'public_reply')
    .map(({ kind, state }) => `${kind} ${state}`);
const notesOf = async (review: Review) =>
  (await stage.effects(review.caseId)).filter(({ key }) => key.startsWith('rescue:')).map(({ payload }) => payload);

describe('an approved step that failed', () => {
  it('takes what came after it along when it is tried again, and ends well', async () => {
    const { review, refundId } = await failedRefund();
    expect(await statesOf(review)).toEqual(['tool_run failed', 'public_reply superseded']);
    expect(await press(review, 'retry')).toEqual({ kind: 'done' });
    expect(await statesOf(review)).toEqual(['tool_run unknown', 'public_reply planned']);
    // The next worker looks for the refund before it makes one: the first try may have gone through after all.
    expect(await new EffectStore(stage.database).claim(refundId, 'a', 8_000)).toMatchObject({ mayHaveHappened: true });
    await stage.database.pool.query('update effect set lease_until = null where id = $1', [refundId]);
    await end(refundId, 'done');
    await end(await idOf(review, 'public_reply'), 'done');
    const after = await stage.read(review.id);
    expect(after.carriedOut.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(after.rescue).toMatchObject({ kind: 'retry', actor: MIRA });
    expect(await press(review, 'retry', TOM)).toMatchObject({ kind: 'refused', by: { actor: MIRA } });
    expect(await notesOf(review)).toMatchObject([{ noteHtml: expect.stringContaining('try again what failed') }]);
  });

  it('stays where it is when a person takes it over, and is never tried again', async () => {
    const { review } = await failedRefund();
    expect(await press(review, 'take_over', TOM)).toEqual({ kind: 'done' });
    for (const kind of ['retry', 'take_over'] as const)
      expect(await press(review, kind)).toMatchObject({ kind: 'refused', by: { kind: 'take_over', actor: TOM } });
    expect(await statesOf(review)).toEqual(['tool_run failed', 'public_reply superseded']);
    expect(await notesOf(review)).toMatchObject([{ addTags: ['ai_step__taken_over'] }]);
    expect(await stage.audit('failed step taken over')).toMatchObject([{ actor: 'slack:U0TOM Tom' }]);
  });

  it('may fail again, and be tried again', async () => {
    const { review, refundId } = await failedRefund();
    await press(review, 'retry');
    await end(refundId, 'failed');
    expect(await press(review, 'retry', TOM)).toEqual({ kind: 'done' });
    expect(await stage.read(review.id)).toMatchObject({ rescue: { actor: TOM } });
  });

  it.each([
    ['retry', 'retry'],
    ['retry', 'take_over'],
    ['take_over', 'take_over'],
  ] as const)('hears one of fifty who press %s and %s at the same time', async (one, other) => {
    const { review } = await failedRefund();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => press(review, n % 2 ? one : other, { ...TOM, id: `U0P${n}` })),
    );
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    // Forty-nine are told who it was.
    expect(results.filter((result) => result.kind === 'refused' && result.by !== null)).toHaveLength(49);
    expect(await notesOf(review)).toHaveLength(1);
  });

  it('is not touched by a press on what did not fail, nor by a card that shows something else', async () => {
    const open = await stage.ask();
    expect(await press(open, 'retry')).toEqual({ kind: 'refused', by: null });
    await stage.press(open, 'approve');
    expect(await press(open, 'retry')).toEqual({ kind: 'refused', by: null });
    const { review } = await failedRefund();
    expect(await press({ ...review, fingerprint: 'f'.repeat(64) }, 'retry')).toEqual({ kind: 'refused', by: null });
    expect(await press({ ...review, revision: 2 }, 'take_over')).toEqual({ kind: 'refused', by: null });
  });
});
