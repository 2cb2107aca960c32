import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parseBusinessHours } from './business-hours.ts';
import { reassign, remindLater } from './change-review.ts';
import { expireReviews } from './expire.ts';
import { type ReminderRules, remindAboutReviews } from './remind.ts';
import type { Review } from './review.ts';
import { MIRA, ReviewStage } from './review-stage.fake.ts';

const MINUTE = 60_000;
const RULES: ReminderRules = {
  remindAfterMs: 15 * MINUTE,
  escalateAfterMs: 45 * MINUTE,
  escalateTo: 'S0LEADS1',
  hours: null,
};
let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

/** So many minutes after the question was asked. */
const look = (review: Review, minutes: number, rules = RULES) =>
  remindAboutReviews(stage.reviews.db, rules, new Date(review.openedAt.getTime() + minutes * MINUTE));
const notes = async (review: Review) =>
  (await stage.effects(review.caseId))
    .filter(({ kind }) => kind === 'slack_note')
    .map(({ payload }) => `${payload['note']} ${payload['mention']}`);
const deps = () => ({ db: stage.reviews.db, doorbell: stage.deps.doorbell });

describe('an open question in time', () => {
  it('reminds once, escalates once, and then is quiet', async () => {
    const review = await stage.ask();
    await stage.database.pool.query(`update review set expires_at = now() + interval '1 day' where id = $1`, [
      review.id,
    ]);
    for (const minute of [1, 14]) await look(review, minute);
    expect(await notes(review)).toEqual([]);
    for (const minute of [16, 17, 44]) await look(review, minute);
    expect(await notes(review)).toEqual(['reminder null']);
    for (const minute of [46, 60, 600, 1_000]) await look(review, minute);
    expect(await notes(review)).toEqual(['reminder null', 'escalation S0LEADS1']);
    expect((await stage.audit('review escalation')).some((entry) => entry['reviewId'] === review.id)).toBe(true);
  });

  it('reminds once although two workers look at the same time', async () => {
    const review = await stage.ask();
    await Promise.all([look(review, 20), look(review, 20), look(review, 20)]);
    expect(await notes(review)).toEqual(['reminder null']);
  });

  it('is quiet about what was decided', async () => {
    const review = await stage.ask();
    await stage.press(review, 'approve');
    await look(review, 20);
    expect(await notes(review)).toEqual([]);
  });

  it('keeps to the hours: what falls due at night is said in the morning', async () => {
    const review = await stage.ask();
    const hours = parseBusinessHours('Mon-Fri 09:00-17:00 Europe/Amsterdam');
    const at = (iso: string) => remindAboutReviews(stage.reviews.db, { ...RULES, hours }, new Date(iso));
    await stage.database.pool.query(
      `update review set opened_at = '2026-11-20T15:55:00Z', expires_at = '2027-01-01' where id = $1`,
      [review.id],
    );
    await at('2026-11-20T22:00:00Z');
    await at('2026-11-23T08:05:00Z');
    expect(await notes(review)).toEqual([]);
    await at('2026-11-23T08:15:00Z');
    expect(await notes(review)).toEqual(['reminder null']);
  });

  it('calls the person it was reassigned to, and starts their time anew', async () => {
    const review = await stage.ask();
    await look(review, 20);
    const request = { reviewId: review.id, revision: 1, fingerprint: review.fingerprint.slice(0, 12), actor: MIRA };
    expect(await reassign(deps(), { ...request, to: 'U0TOM00001' })).toBe(true);
    expect(await stage.read(review.id)).toMatchObject({ askedOf: 'U0TOM00001', state: 'open' });
    await look(review, 14);
    expect(await notes(review)).toEqual(['reminder null', 'reassigned U0TOM00001']);
    await look(review, 16);
    expect(await notes(review)).toEqual(['reminder null', 'reassigned U0TOM00001', 'reminder U0TOM00001']);
    expect(await reassign(deps(), { ...request, fingerprint: 'ffffffffffff', to: 'U1' })).toBe(false);
  });

  it('rings one person’s own bell, once, and not for what is closed', async () => {
    const [open, closed] = [await stage.ask(), await stage.ask()];
    for (const { id, openedAt } of [open, closed])
      expect(
        await remindLater(deps(), { reviewId: id, slackId: 'U0MIRA', at: new Date(openedAt.getTime() + 5 * MINUTE) }),
      ).toBe(true);
    await stage.press(closed, 'reject');
    for (const minute of [4, 6, 7]) await look(open, minute);
    expect(await notes(open)).toEqual(['snoozed U0MIRA']);
    expect(await notes(closed)).toEqual([]);
    expect(await remindLater(deps(), { reviewId: closed.id, slackId: 'U0MIRA', at: new Date() })).toBe(false);
  });

  it('S20: expires to people with a note and can then not be carried out', async () => {
    const review = await stage.ask();
    await stage.database.pool.query(`update review set expires_at = now() - interval '1 second' where id = $1`, [
      review.id,
    ]);
    expect(await stage.press(review, 'approve')).toMatchObject({ refusal: { kind: 'expired' } });
    await expireReviews(stage.reviews.db);
    await look(review, 100);
    const kinds = (await stage.effects(review.caseId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['slack_card', 'staff_note', 'slack_card_refresh']);
    expect((await stage.read(review.id)).state).toBe('expired');
  });
});
