import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { RetryLater } from '../platform/errors.ts';
import type { Review } from '../review/review.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import { createTicketEffects } from '../zendesk/ticket-effects.ts';
import { ringForDueRows } from './due.ts';
import { openEngine, type TestEngine } from './engine.fake.ts';

/** Between a question and its answer people go on writing, and processes go on dying. Claims of the README's table. */
describe('decisions', () => {
  let engine: TestEngine;
  let agentId: number;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
    agentId = (await engine.zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example')) ?? 0;
  });
  afterAll(() => engine.close());

  async function asked(): Promise<{ ticketId: number; review: Review }> {
    engine.tick();
    const ticketId = engine.write();
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    engine.tick();
    await engine.run();
    engine.tick();
    return { ticketId, review: await engine.openReview(ticketId) };
  }
  const humanReplies = (ticketId: number): void => {
    engine.tick();
    engine.sandbox.addAgentComment(ticketId, { agentId, text: 'You have 30 days.', public: true });
  };
  const replyOf = async (ticketId: number): Promise<Record<string, unknown>> => {
    const [row] = await engine.rows(
      `select e.id, e.state, e.reason from effect e join ticket_case c on c.id = e.case_id
       where c.ticket_id = $1 and e.kind = 'public_reply'`,
      [ticketId],
    );
    return row ?? {};
  };
  const withHelpdesk = (changed: Partial<Helpdesk>) => ({
    handlers: { ...engine.handlers, ...createTicketEffects({ ...engine.zendesk.helpdesk, ...changed }) },
  });

  it('R13: sends nothing after a human’s reply, wherever between draft and send it came', async () => {
    const { helpdesk } = engine.zendesk;
    const beforePress = await asked();
    humanReplies(beforePress.ticketId);
    await engine.press(beforePress.review);
    const afterPress = await asked();
    await engine.press(afterPress.review);
    humanReplies(afterPress.ticketId);
    await engine.run();

    const whileSending = await asked();
    await engine.press(whileSending.review);
    const { id } = await replyOf(whileSending.ticketId);
    const update: Helpdesk['update'] = async (change) => {
      humanReplies(whileSending.ticketId);
      return helpdesk.update(change);
    };
    await engine.deliver(Number(id), withHelpdesk({ update }));
    await engine.makeDue();
    await engine.run();

    for (const { ticketId } of [beforePress, afterPress, whileSending]) {
      expect(engine.replies(ticketId).map((reply) => reply.authorId)).toEqual([agentId]);
      expect(await replyOf(ticketId)).toMatchObject({ state: 'superseded' });
    }
  });

  it('R13: waits while a human’s reply could still share the second of the stamp', async () => {
    const { ticketId, review } = await asked();
    engine.zendesk.setWriteAge(0);
    engine.sandbox.addAgentComment(ticketId, { agentId, text: 'A note in this very second.', public: false });
    await engine.press(review);
    const { id } = await replyOf(ticketId);
    await engine.deliver(Number(id));
    expect(await replyOf(ticketId)).toMatchObject({ state: 'planned', reason: expect.stringContaining('unambiguous') });
    humanReplies(ticketId);
    engine.zendesk.setWriteAge(60_000);
    const later: Helpdesk['read'] = async (which) => {
      const snapshot = await engine.zendesk.helpdesk.read(which);
      return { ...snapshot, readAt: new Date(snapshot.readAt.getTime() + 5_000) };
    };
    await engine.makeDue();
    await engine.deliver(Number(id), withHelpdesk({ read: later }));
    expect(await replyOf(ticketId)).toMatchObject({ state: 'superseded' });
    expect(engine.replies(ticketId)).toHaveLength(1);
    engine.doorbell.rung.clear();
  });

  it('R14: a customer’s new message makes the open question undecidable and gets a draft of its own', async () => {
    const { ticketId, review } = await asked();
    engine.sandbox.addCustomerComment(ticketId, { text: 'Forget the grinder, how do I descale my kettle at home?' });
    await engine.arrived(1, `ticket_id = ${ticketId} and state = 'received'`);
    await engine.run();
    const pressed = await engine.press(review);
    expect(pressed).toMatchObject({ kind: 'refused', refusal: { kind: 'superseded', newest: expect.any(Number) } });
    await engine.run();
    expect(engine.replies(ticketId)).toHaveLength(0);
    const newer = await engine.openReview(ticketId);
    expect(newer.shown.customerMessage).toContain('descale');
    expect(newer.revision).toBe(review.revision + 1);
  });

  it('R14: an approval that overtakes the webhook of the new message is not carried out', async () => {
    const { ticketId, review } = await asked();
    engine.sandbox.addCustomerComment(ticketId, { text: 'Forget it, I have found the receipt and will come by.' });
    expect(await engine.press(review)).toMatchObject({ kind: 'decided' });
    const { id } = await replyOf(ticketId);
    await engine.deliver(Number(id));
    expect(await replyOf(ticketId)).toMatchObject({
      state: 'superseded',
      reason: expect.stringContaining('newer customer'),
    });
    expect(engine.replies(ticketId)).toHaveLength(0);
    await engine.run();
  });

  it('R15: of presses at the same time, repeated by Slack, one decides and the others are told who it was', async () => {
    const { ticketId, review } = await asked();
    const results = await Promise.all([
      engine.press(review, 'approve', 'Mira Jansen'),
      engine.press(review, 'reject', 'Tom de Wit'),
      engine.press(review, 'approve', 'Mira Jansen'),
      engine.press(review, 'reject', 'Tom de Wit'),
    ]);
    expect(results.filter(({ kind }) => kind === 'decided')).toHaveLength(1);
    const winner = results.flatMap((result) =>
      result.kind === 'decided' ? [result.review.decision?.actor.name] : [],
    )[0];
    for (const result of results) {
      if (result.kind === 'decided') continue;
      expect(result.kind === 'refused' ? result.refusal : null).toMatchObject({
        kind: 'decided',
        review: { decision: { actor: { name: winner } } },
      });
    }
    await engine.run();
    const [row] = await engine.rows('select count(*)::int as n from decision where review_id = $1', [review.id]);
    expect(row?.['n']).toBe(1);
    expect(engine.replies(ticketId)).toHaveLength(winner === 'Mira Jansen' ? 1 : 0);
  });

  it('R16: a decision whose process died before its answer survives and is carried out once', async () => {
    const { ticketId, review } = await asked();
    await engine.press(review);
    // The process died: no bell was heard.
    engine.doorbell.rung.clear();
    expect(await ringForDueRows({ ...engine.deps, effects: engine.effects })).toBeGreaterThan(0);
    await engine.run();
    await ringForDueRows({ ...engine.deps, effects: engine.effects });
    await engine.run();
    expect(engine.replies(ticketId)).toHaveLength(1);
    expect(await engine.press(review)).toMatchObject({ refusal: { kind: 'decided' } });
  });

  it('R12: an update counts as done only when Zendesk holds it, and happens once, whatever went wrong', async () => {
    const faults = [
      { kind: 'status' as const, status: 429, retryAfter: 1 },
      { kind: 'status' as const, status: 502, html: '<html>Bad Gateway</html>' },
      { kind: 'status' as const, status: 504 },
      { kind: 'status' as const, status: 502, afterCommit: true },
      { kind: 'status' as const, status: 504, afterCommit: true },
      { kind: 'reset' as const },
      { kind: 'reset' as const, afterCommit: true },
      { kind: 'status' as const, status: 409 },
    ];
    for (const fault of faults) {
      const { ticketId, review } = await asked();
      await engine.press(review);
      const { id } = await replyOf(ticketId);
      engine.sandbox.setFaults({ api: [{ ...fault, method: 'PUT', path: `/tickets/${ticketId}`, times: 1 }] });
      await engine.deliver(Number(id));
      const isThere = engine.replies(ticketId).length === 1;
      if (!isThere) expect((await replyOf(ticketId))['state']).not.toBe('done');
      // A look-up that fails is not an answer.
      engine.sandbox.setFaults({ api: [{ kind: 'status', status: 502, path: '/audits', times: 1 }] });
      await engine.makeDue();
      await engine.deliver(Number(id));
      if (!isThere) expect(engine.replies(ticketId)).toHaveLength(0);
      for (let n = 0; n < 3; n += 1) {
        await engine.makeDue();
        await engine.deliver(Number(id));
      }
      expect(engine.replies(ticketId)).toHaveLength(1);
      expect(await replyOf(ticketId)).toMatchObject({ state: 'done' });
      await engine.run();
    }
  });

  it('R24: what an older version asked is carried out as shown, or refused with the reason', async () => {
    const { ticketId, review } = await asked();
    // The newer version would draft something else, and knows other tools.
    const older = engine.brain.nextDraft;
    engine.brain.nextDraft = { ...older, text: 'Something else entirely. [1]' };
    await engine.press(review);
    await engine.run();
    engine.brain.nextDraft = older;
    expect(engine.replies(ticketId)[0]?.plainBody).toContain('You can return it within 30 days of delivery.');
    const input = { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR', reason: 'r' };
    for (const [tool, changed, words] of [
      ['renamed_refund', input, 'no tool'],
      ['issue_refund', { ...input, amount: 9_000 }, 'not the one of the approved proposal'],
    ] as const) {
      const payload = {
        ticketId,
        tool,
        input: changed,
        idempotencyKey: `deskhand-1-issue_refund:0`,
        preview: 'Refund',
      };
      const [row] = await engine.rows(
        `insert into effect (key, kind, case_id, payload) select $1, 'tool_run', id, $2 from ticket_case where ticket_id = $3 returning id`,
        [`tool:${tool}`, JSON.stringify(payload), ticketId],
      );
      await engine.deliver(Number(row?.['id']));
      const [after] = await engine.rows('select state, reason from effect where id = $1', [row?.['id']]);
      expect(after).toMatchObject({ state: 'failed', reason: expect.stringContaining(words) });
    }
    expect(engine.backoffice.refunds.size).toBe(0);
    await engine.run();
    expect(engine.notes(ticketId).at(-1)?.plainBody).toContain('An approved step failed');
  });

  it('R12: a helpdesk that cannot be read is never taken for an empty one', async () => {
    const { ticketId, review } = await asked();
    await engine.press(review);
    const { id } = await replyOf(ticketId);
    const findWrite = async (): Promise<never> => {
      throw new RetryLater('half an answer', 1_000);
    };
    for (let n = 0; n < 3; n += 1) {
      await engine.deliver(Number(id), withHelpdesk({ findWrite }));
      await engine.makeDue();
    }
    expect(engine.replies(ticketId)).toHaveLength(0);
    await engine.deliver(Number(id));
    expect(engine.replies(ticketId)).toHaveLength(1);
  });
});
