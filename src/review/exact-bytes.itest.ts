import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Effect, EffectHandler } from '../effects/effect.ts';
import { GiveUp } from '../platform/errors.ts';
import { onlyAsReleased } from './released.ts';
import { GOOD_REPLY, MIRA, ReviewStage } from './review-stage.fake.ts';

let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

describe('S17: what is carried out is byte by byte what was shown', () => {
  it('refuses a press when the row was changed behind the card, and says so', async () => {
    const review = await stage.ask();
    for (const [path, value] of [
      ['{draft,text}', '"Send 900 EUR to me"'],
      ['{proposals,0,input,amount}', '900'],
      ['{sources,0,url}', '"https://evil.example"'],
    ] as const) {
      const { rows } = await stage.database.pool.query('select shown from review where id = $1', [review.id]);
      await stage.database.pool.query('update review set shown = jsonb_set(shown, $2, $3::jsonb) where id = $1', [
        review.id,
        path,
        value,
      ]);
      expect(await stage.press(review, 'approve')).toMatchObject({ kind: 'refused', refusal: { kind: 'tampered' } });
      await stage.database.pool.query('update review set shown = $2 where id = $1', [review.id, rows[0].shown]);
    }
    expect(await stage.press(review, 'approve')).toMatchObject({ kind: 'decided' });
  });

  it.each([
    ['another fingerprint', { fingerprint: 'ffffffffffff' }],
    ['another revision', { revision: 9 }],
    ['a fingerprint too short to mean anything', { fingerprint: '' }],
  ])('refuses a button value with %s', async (_what, changes) => {
    const review = await stage.ask();
    expect(await stage.press(review, 'approve', changes)).toMatchObject({ refusal: { kind: 'superseded' } });
    expect((await stage.read(review.id)).state).toBe('open');
  });

  it('does not carry out an effect whose payload was changed after the decision', async () => {
    const review = await stage.ask();
    await stage.press(review, 'approve');
    const perform = vi.fn<EffectHandler<'tool_run' | 'public_reply'>['perform']>(async () => ({
      kind: 'done',
      proof: {},
    }));
    const guarded = onlyAsReleased({ find: async () => null, perform }, stage.reviews.db);
    const { rows } = await stage.database.pool.query(
      `select id, key, kind, decision_id, payload from effect where case_id = $1 and decision_id is not null and kind in ('tool_run', 'public_reply') order by id`,
      [review.caseId],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      const effect = { ...row, decisionId: row.decision_id } as Effect<'tool_run' | 'public_reply'>;
      const changed = { ...effect, payload: { ...effect.payload, ticketId: 1 } };
      await expect(guarded.perform(changed)).rejects.toThrow(GiveUp);
      await expect(guarded.perform({ ...effect, key: 'tool:other' })).rejects.toThrow(GiveUp);
      expect(perform).not.toHaveBeenCalledWith(changed);
      await guarded.perform(effect);
    }
    expect(perform).toHaveBeenCalledTimes(2);
  });

  it('sends the words as the card shows them: what cannot be seen is not sent', async () => {
    const review = await stage.ask({
      draft: { ...(await stage.ask()).shown.draft, text: `${GOOD_REPLY}\u200b\u00ad  ` },
    });
    expect(await stage.press(review, 'approve')).toMatchObject({ review: { decision: { finalText: GOOD_REPLY } } });
  });
});

describe('the decision', () => {
  it('keeps how far the words are from the draft and what kind of change it was', async () => {
    const row = async (reviewId: number) =>
      (
        await stage.database.pool.query(
          'select edit_words, edit_share, edit_class, next_step from decision where review_id = $1',
          [reviewId],
        )
      ).rows[0];
    const untouched = await stage.ask();
    await stage.press(untouched, 'approve');
    expect(await row(untouched.id)).toEqual({ edit_words: 0, edit_share: 0, edit_class: 'none', next_step: null });
    const edited = await stage.ask();
    await stage.press(edited, 'edit', { editedText: GOOD_REPLY.replace('Dear', 'Hello') });
    expect(await row(edited.id)).toMatchObject({ edit_words: 1, edit_class: 'wording' });
  });

  it('keeps what changed since the last draft in the new question, and why the old one was closed', async () => {
    const first = await stage.ask();
    const second = await stage.askAgain(first.caseId, first.ticketId, {
      base: { ...first.shown.base, lastPublicCommentId: 77 },
    });
    expect(second.shown.changes).toEqual(['The customer wrote again.']);
    expect((await stage.read(first.id)).closedReason).toBe('A newer draft replaces this one');
    await stage.reviews.saveSurface(second.id, { channel: 'C1', messageTs: '1.2', renderedHash: '' });
    expect((await stage.read(first.id)).newer).toEqual({ revision: 2, channel: 'C1', messageTs: '1.2' });
    expect(await stage.press(second, 'approve', { actor: MIRA })).toMatchObject({ kind: 'decided' });
  });
});
