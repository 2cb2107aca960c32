import { describe, expect, it } from 'vitest';
import { FakeBackoffice } from './backoffice.fake.ts';
import { inputDigest } from './input-digest.ts';
import { findApprovedRun, runApprovedTool } from './tool-effect.ts';

const INPUT = { orderNumber: '1042', customerId: 'cus_1', amount: 20, currency: 'EUR', reason: 'Refund request' };
const RUN = {
  tool: 'issue_refund',
  input: INPUT,
  idempotencyKey: `deskhand-5-issue_refund:${inputDigest('issue_refund', INPUT)}`,
  decisionId: 7,
};

describe('runApprovedTool', () => {
  it('carries out exactly what was shown and gives the proof, which can be found again', async () => {
    const backoffice = new FakeBackoffice();
    const done = await runApprovedTool(backoffice, RUN);
    expect(done).toEqual({ kind: 'done', proof: { refundId: `rf:${RUN.idempotencyKey}` } });
    expect(backoffice.refunds.get(RUN.idempotencyKey)).toMatchObject({ amount: 20, orderNumber: '1042' });
    expect(await findApprovedRun(backoffice, RUN)).toEqual({ refundId: `rf:${RUN.idempotencyKey}` });
  });

  it('finds nothing before anything was done', async () => {
    expect(await findApprovedRun(new FakeBackoffice(), RUN)).toBeNull();
  });

  it('does not mind another order of keys, as a JSON column may give it', async () => {
    const input = Object.fromEntries(Object.entries(INPUT).reverse());
    expect(await runApprovedTool(new FakeBackoffice(), { ...RUN, input })).toMatchObject({ kind: 'done' });
  });

  it.each([
    ['the amount', { ...INPUT, amount: 9000 }],
    ['the order', { ...INPUT, orderNumber: '1043' }],
    ['the customer', { ...INPUT, customerId: 'cus_2' }],
    ['an extra field', { ...INPUT, payTo: 'NL00' }],
  ])('refuses a row in which %s was changed after the approval', async (_what, input) => {
    const backoffice = new FakeBackoffice();
    const result = await runApprovedTool(backoffice, { ...RUN, input });
    expect(result).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not the one of the approved proposal'),
    });
    expect(backoffice.calls).toEqual([]);
  });

  it('refuses another tool with the same input', async () => {
    const backoffice = new FakeBackoffice();
    expect(await runApprovedTool(backoffice, { ...RUN, tool: 'cancel_subscription' })).toMatchObject({
      kind: 'refused',
    });
    expect(backoffice.calls).toEqual([]);
  });

  it('refuses without a decision, even with everything else in order', async () => {
    const backoffice = new FakeBackoffice();
    expect(await runApprovedTool(backoffice, { ...RUN, decisionId: null })).toMatchObject({ kind: 'refused' });
    expect(backoffice.calls).toEqual([]);
  });

  it('knows no tools that a person does not approve', async () => {
    expect(await runApprovedTool(new FakeBackoffice(), { ...RUN, tool: 'look_up_order' })).toMatchObject({
      kind: 'refused',
    });
    await expect(findApprovedRun(new FakeBackoffice(), { ...RUN, tool: 'gone' })).rejects.toThrow(
      'There is no tool "gone"',
    );
  });
});
