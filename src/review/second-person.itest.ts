import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Review } from './review.ts';
import { GOOD_REPLY, MIRA, ReviewStage, TOM } from './review-stage.fake.ts';
import { sampleShown } from './shown.fake.ts';

const exception = sampleShown().proposals.map((proposal) => ({ ...proposal, cautions: ['More than 75 EUR.'] }));
const EDITED = `${GOOD_REPLY} Kind regards`;
let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

const releases = async (review: Review) =>
  (await stage.effects(review.caseId)).filter(({ kind }) => kind === 'tool_run' || kind === 'public_reply');

describe('a high risk that somebody edited', () => {
  it('releases nothing, asks again with their words and name, and is decided by somebody else', async () => {
    const review = await stage.ask({ proposals: exception });
    const first = await stage.press(review, 'edit', { rule: 'edited', editedText: EDITED });
    expect(first).toMatchObject({ kind: 'passed_on', review: { state: 'open', revision: 2 } });
    if (first.kind !== 'passed_on') throw new Error('not passed on');
    expect(await releases(review)).toEqual([]);
    expect(await stage.read(review.id)).toMatchObject({
      state: 'superseded',
      closedReason: 'Mira changed the reply; a second person has to decide',
    });
    expect(first.review.shown).toMatchObject({ draft: { text: EDITED }, preparedBy: { id: MIRA.id, name: 'Mira' } });
    expect(first.review.shown.changes?.[0]).toBe('Mira edited the reply.');

    expect(await stage.press(first.review, 'approve', { rule: 'edited' })).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'same_person' },
    });
    expect(await releases(review)).toEqual([]);
    expect(await stage.press(first.review, 'approve', { rule: 'edited', actor: TOM })).toMatchObject({
      kind: 'decided',
      review: { decision: { actor: TOM, finalText: EDITED } },
    });
    expect(await releases(review)).toHaveLength(2);
    expect(await stage.audit('review passed on')).toMatchObject([{ actor: 'slack:U0MIRA Mira', reviewId: review.id }]);
  });

  it('may still be rejected by whoever prepared it', async () => {
    const review = await stage.ask({ proposals: exception });
    const passed = await stage.press(review, 'edit', { rule: 'edited', editedText: EDITED });
    if (passed.kind !== 'passed_on') throw new Error('not passed on');
    expect(await stage.press(passed.review, 'reject', { rule: 'edited' })).toMatchObject({ kind: 'decided' });
    expect(await releases(review)).toEqual([]);
  });

  it('still goes past the checks: what they refuse is not passed on', async () => {
    const review = await stage.ask({ proposals: exception });
    const result = await stage.press(review, 'edit', { rule: 'edited', editedText: 'Pay at https://evil.example/pay' });
    expect(result).toMatchObject({ kind: 'refused', refusal: { kind: 'blocked' } });
    expect((await stage.read(review.id)).state).toBe('open');
  });

  it('is passed on once when many edit at the same time', async () => {
    const review = await stage.ask({ proposals: exception });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        stage.press(review, 'edit', { rule: 'edited', editedText: EDITED, actor: n % 2 ? MIRA : TOM }),
      ),
    );
    expect(results.filter(({ kind }) => kind === 'passed_on')).toHaveLength(1);
    const { rows } = await stage.database.pool.query('select count(*)::int as n from review where case_id = $1', [
      review.caseId,
    ]);
    expect(rows[0].n).toBe(2);
  });
});

describe('four eyes where asked', () => {
  it('takes two people for an untouched approval', async () => {
    const review = await stage.ask({ proposals: exception });
    const first = await stage.press(review, 'approve', { rule: 'always' });
    if (first.kind !== 'passed_on') throw new Error('not passed on');
    expect(first.review.shown.changes).toEqual(['Mira approved this; a second person has to as well.']);
    expect(await stage.press(first.review, 'approve', { rule: 'always' })).toMatchObject({
      refusal: { kind: 'same_person' },
    });
    expect(await stage.press(first.review, 'approve', { rule: 'always', actor: TOM })).toMatchObject({
      kind: 'decided',
    });
  });

  it.each(['off', 'edited'] as const)('takes one when the rule is %s', async (rule) => {
    const review = await stage.ask({ proposals: exception });
    expect(await stage.press(review, 'approve', { rule })).toMatchObject({ kind: 'decided' });
  });

  it('takes one for what is no exception, edited or not', async () => {
    const review = await stage.ask();
    expect(await stage.press(review, 'edit', { rule: 'always', editedText: EDITED })).toMatchObject({
      kind: 'decided',
    });
  });
});
