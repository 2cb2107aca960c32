import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { onlyAsReleased } from '../review/released.ts';
import { undoRun } from '../review/undo.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { ANNA } from '../tools/backoffice.fake.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';
import { createToolRun } from './tool-run.ts';

const INTENT = { description: 'd', examples: ['a', 'b', 'c'], specialist: 'account', group: 'Support', risk: 'medium' };
const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { ...INTENT, label: 'account_access', name: 'Account access', rollout: 'supervised', action: 'unlock_account' },
      { ...INTENT, label: 'return_item', name: 'Return an item', rollout: 'supervised' },
    ],
  }),
  'test',
);
const MIRA = { kind: 'slack' as const, id: 'U0MIRA', name: 'Mira Jansen', email: null };

describe('undoing what was approved', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    engine.backoffice.account = { status: 'locked', lockedBecause: 'wrong_passwords' };
    engine.backoffice.findCustomer = async (email) => ({ ...ANNA, email });
    Object.assign(engine.deps, { taxonomy: TAXONOMY, backoffice: engine.backoffice });
    const handler = createToolRun(engine.backoffice, engine.zendesk.helpdesk);
    engine.handlers.tool_run = onlyAsReleased(handler, engine.deps.reviews.db);
    engine.brain.assessment = assessmentOf({ intent: 'account_access' });
  });
  afterAll(() => engine.close());

  async function unlocked() {
    engine.tick();
    const ticketId = engine.write('Hello, my account is locked, please unlock it. Thanks, Ana');
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.tick();
    await engine.run();
    engine.tick();
    const review = await engine.openReview(ticketId);
    await engine.press(review);
    await engine.run();
    engine.tick();
    const after = await engine.deps.reviews.find(review.id);
    return { ticketId, review: after ?? review };
  }
  const undo = (reviewId: number, effectId: number) =>
    undoRun(
      { db: engine.deps.reviews.db, doorbell: engine.doorbell },
      { reviewId, effectId, actor: MIRA, surface: 'slack' },
    );

  it('is offered for what was done, runs as a decision of its own, once, and is told on the ticket', async () => {
    const { ticketId, review } = await unlocked();
    const offered = review.carriedOut.flatMap((each) => each.undo ?? []);
    expect(offered).toMatchObject([{ preview: 'Lock the account of ana@example.net' }]);
    const effectId = offered[0]?.effectId ?? 0;

    const presses = await Promise.all([undo(review.id, effectId), undo(review.id, effectId)]);
    expect(presses.map(({ kind }) => kind).sort()).toEqual(['planned', 'refused']);
    await engine.run();
    expect([...engine.backoffice.changes.values()].map(({ kind }) => kind)).toEqual(['account_unlock', 'account_lock']);
    expect(engine.notes(ticketId).some(({ body }) => body.includes('Mira Jansen took back'))).toBe(true);
    expect(engine.replies(ticketId)).toHaveLength(1);
    const after = await engine.deps.reviews.find(review.id);
    expect(after?.decision).toMatchObject({ kind: 'approve' });
    expect(after?.carriedOut.map(({ preview, state, undo: more }) => [preview, state, more])).toEqual([
      ['Unlock the account of ana@example.net', 'done', undefined],
      ['Reply to the customer', 'done', undefined],
      ['Undo: Lock the account of ana@example.net', 'done', undefined],
    ]);
    const audit = await engine.rows(`select actor from audit where action = 'undo approved'`);
    expect(audit).toEqual([{ actor: 'slack:U0MIRA Mira Jansen' }]);
  });

  it('is refused after a day, for a reply, and for what is of another question', async () => {
    const { review } = await unlocked();
    const effectId = review.carriedOut.flatMap((each) => each.undo ?? [])[0]?.effectId ?? 0;
    expect(await undo(review.id + 1_000, effectId)).toMatchObject({ kind: 'refused' });
    expect(await undo(review.id, effectId + 1)).toMatchObject({ kind: 'refused' });
    await engine.rows(`update effect set finished_at = now() - interval '25 hours' where id = $1`, [effectId]);
    expect(await undo(review.id, effectId)).toMatchObject({ reason: expect.stringContaining('24 hours') });
  });
});
