import { describe, expect, it } from 'vitest';
import { issueRefund } from './approval-only/issue-refund.ts';
import { FakeBackoffice } from './backoffice.fake.ts';
import { mayRun, runTool } from './permission.ts';

const INPUT = { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR', reason: 'Refund request' };

describe('mayRun', () => {
  it('lets look-ups and texts for staff run at once', () => {
    const none = { decisionId: null, policyAllows: false };
    expect(mayRun('read-only', none)).toEqual({ ok: true });
    expect(mayRun('draft-only', none)).toEqual({ ok: true });
  });

  it('lets automatic tools run only when policy allows it, whatever was decided', () => {
    expect(mayRun('automatic', { decisionId: null, policyAllows: true })).toEqual({ ok: true });
    expect(mayRun('automatic', { decisionId: 7, policyAllows: false }).ok).toBe(false);
  });

  it('never lets policy stand in for a person', () => {
    expect(mayRun('approval-only', { decisionId: null, policyAllows: true }).ok).toBe(false);
    expect(mayRun('approval-only', { decisionId: 7, policyAllows: false })).toEqual({ ok: true });
  });

  it.each([0, -1, 1.5, Number.NaN])('does not take %s for a decision', (decisionId) => {
    expect(mayRun('approval-only', { decisionId, policyAllows: true }).ok).toBe(false);
  });
});

describe('runTool', () => {
  it('does not touch the back office without a decision', async () => {
    const backoffice = new FakeBackoffice();
    const run = { input: INPUT, context: { backoffice, idempotencyKey: 'k' } };
    const result = await runTool(issueRefund, run, { decisionId: null, policyAllows: true });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining('decision of a person') });
    expect(backoffice.calls).toEqual([]);
  });

  it('runs on a decision', async () => {
    const backoffice = new FakeBackoffice();
    const run = { input: INPUT, context: { backoffice, idempotencyKey: 'k' } };
    const result = await runTool(issueRefund, run, { decisionId: 7, policyAllows: false });
    expect(result).toEqual({ kind: 'done', output: { refundId: 'rf:k' } });
  });

  it('refuses an input that the schema does not know, and says what is wrong', async () => {
    const backoffice = new FakeBackoffice();
    const run = { input: { ...INPUT, amount: '20', payTo: 'NL00' }, context: { backoffice, idempotencyKey: 'k' } };
    const result = await runTool(issueRefund, run, { decisionId: 7, policyAllows: false });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/amount.*payTo/) });
    expect(backoffice.calls).toEqual([]);
  });
});
