import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ReviewStage } from './review-stage.fake.ts';

let stage: ReviewStage;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());

describe('a rejection carries out its next step', () => {
  it('leaves the ticket with people', async () => {
    const review = await stage.ask();
    await stage.press(review, 'reject', { reason: 'The facts are wrong' });
    const note = (await stage.effects(review.caseId)).find(({ kind }) => kind === 'staff_note');
    expect(note?.payload['noteHtml']).toMatch(/Mira rejected the draft.*waits for a person.*The facts are wrong/s);
  });

  it.each([
    ['hands it to a group', { kind: 'group', group: 'Billing' } as const, { group: 'Billing', status: 'open' }],
    ['closes it', { kind: 'close' } as const, { group: null, status: 'solved' }],
  ])('%s in the same write as the note', async (_what, nextStep, payload) => {
    const review = await stage.ask();
    await stage.press(review, 'reject', { reason: 'Why', nextStep });
    const writes = (await stage.effects(review.caseId)).filter(({ key }) => key.startsWith('rejected:'));
    expect(writes).toMatchObject([{ kind: 'ticket_update', payload }]);
    expect(writes[0]?.payload['noteHtml']).toContain('Why');
    expect((await stage.read(review.id)).decision?.nextStep).toBeTruthy();
  });

  it('opens the turn again for a new draft with the note, and asks again as a new revision', async () => {
    const review = await stage.ask();
    for (const name of ['assess', 'draft', 'check', 'route', 'act'])
      await stage.database.pool.query(`insert into step (turn_id, stage, result, ms) values ($1, $2, '{}', 1)`, [
        review.turnId,
        name,
      ]);
    stage.rung.length = 0;
    await stage.press(review, 'reject', { reason: 'Tone: be warmer', nextStep: { kind: 'redraft' } });
    const turn = await stage.database.pool.query('select state, round, redraft_note from turn where id = $1', [
      review.turnId,
    ]);
    expect(turn.rows).toEqual([{ state: 'open', round: 1, redraft_note: 'Tone: be warmer' }]);
    const steps = await stage.database.pool.query('select stage from step where turn_id = $1', [review.turnId]);
    expect(steps.rows).toEqual([{ stage: 'assess' }]);
    expect(stage.rung).toContain('ticket.changed');
  });
});
