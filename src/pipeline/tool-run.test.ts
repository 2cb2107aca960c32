import { beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../effects/effect.ts';
import { AGENT_ID, BOT_ID, CUSTOMER_ID, FakeHelpdesk } from '../tickets/helpdesk.fake.ts';
import { FakeBackoffice } from '../tools/backoffice.fake.ts';
import { inputDigest } from '../tools/input-digest.ts';
import { createToolRun } from './tool-run.ts';

const INPUT = { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR', reason: 'Refund request' };
const TICKET = 17;

describe('an approved tool run', () => {
  let helpdesk: FakeHelpdesk;
  let backoffice: FakeBackoffice;
  let effect: Effect<'tool_run'>;

  beforeEach(async () => {
    helpdesk = new FakeHelpdesk();
    helpdesk.open(TICKET, 'Please refund my beans');
    backoffice = new FakeBackoffice();
    const { comments } = await helpdesk.read(TICKET);
    const base = { lastPublicCommentId: comments[0]?.id ?? 0, stamp: '', settled: true, tags: [] };
    const idempotencyKey = `deskhand-17:1-issue_refund:${inputDigest('issue_refund', INPUT)}`;
    const payload = { ticketId: TICKET, base, tool: 'issue_refund', input: INPUT, idempotencyKey, preview: 'Refund' };
    const row = { id: 1, caseId: 1, turnId: 1, reviewId: 1, decisionId: 7, state: 'sending', attempts: 1 } as const;
    effect = { ...row, key: 'tool:17:1', kind: 'tool_run', payload };
  });

  it('moves the money while the ticket stands as it was shown, whatever notes were left on it', async () => {
    helpdesk.say(TICKET, BOT_ID, 'Draft reply', false);
    helpdesk.say(TICKET, AGENT_ID, 'I am on it.', false);
    expect(await createToolRun(backoffice, helpdesk).perform(effect)).toMatchObject({ kind: 'done' });
    expect(backoffice.refunds.size).toBe(1);
  });

  it.each([
    ['the customer', CUSTOMER_ID],
    ['a colleague', AGENT_ID],
  ])('moves nothing when %s wrote after the approval was asked', async (_who, authorId) => {
    helpdesk.say(TICKET, authorId, 'Please wait with that.');
    expect(await createToolRun(backoffice, helpdesk).perform(effect)).toMatchObject({ kind: 'superseded' });
    expect(backoffice.refunds.size).toBe(0);
  });

  it('moves nothing when the ticket is gone', async () => {
    helpdesk.tickets.delete(TICKET);
    expect(await createToolRun(backoffice, helpdesk).perform(effect)).toMatchObject({ kind: 'superseded' });
  });
});
