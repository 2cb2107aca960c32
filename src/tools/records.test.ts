import { describe, expect, it } from 'vitest';
import type { Entity } from '../tickets/assessment.ts';
import { anInvoice, anOrder, aSubscription, someFacts } from './backoffice.fake.ts';
import type { Facts } from './facts.ts';
import { inputDigest } from './input-digest.ts';
import type { Proposal } from './proposal.ts';
import { describeAction, describeFacts } from './records.ts';

function factsWith(changes: Partial<Facts> = {}): Facts {
  return { ...someFacts(), invoices: [anInvoice()], notFound: [], withheld: null, ...changes };
}

const NAMED: Entity[] = [{ kind: 'order_number', value: '1042' }];

describe('describeFacts', () => {
  it('says one fact of an order per sentence', () => {
    const [order] = describeFacts(factsWith(), NAMED);
    expect(order).toEqual({
      kind: 'record',
      title: 'Order 1042',
      asOf: '2026-11-20T12:00:00.000Z',
      text: [
        'Order 1042 was delivered with DHL on 12 November 2026.',
        'The tracking number of order 1042 is JD014600003.',
        'Order 1042 was placed on 8 November 2026.',
        'Order 1042 contains 1 x Cairn brewer.',
        'The total of order 1042 is 64.00 EUR.',
      ].join(' '),
    });
  });

  it('says what was refunded, and what is not there yet', () => {
    const orders = [
      anOrder({ status: 'processing', carrier: null, tracking: null, deliveredAt: null, refundedAmount: 10 }),
    ];
    const text = describeFacts(factsWith({ orders }), NAMED)[0]?.text ?? '';
    expect(text).toContain('Order 1042 is being prepared. Order 1042 has not been shipped yet.');
    expect(text).toContain('10.00 EUR of order 1042 has been refunded.');
    expect(text).not.toContain('tracking');
    expect(text).not.toContain('null');
  });

  it('describes invoices and subscriptions', () => {
    const titles = describeFacts(factsWith(), NAMED).map((record) => record.title);
    expect(titles).toEqual(['Order 1042', 'Invoice INV-2026-0412', 'Subscription Bean Club Duo']);
    const texts = describeFacts(factsWith(), NAMED).map((record) => record.text);
    expect(texts[1]).toBe(
      'Invoice INV-2026-0412 for order 1042 has been paid. Invoice INV-2026-0412 was issued on 8 November 2026 for 64.00 EUR.',
    );
    expect(texts[2]).toContain('Your subscription "Bean Club Duo" will next be charged on 1 December 2026.');
  });

  it('names no next charge for a subscription that is not running', () => {
    const subscriptions = [aSubscription({ status: 'cancelled' })];
    expect(describeFacts(factsWith({ subscriptions }), NAMED).at(-1)?.text).not.toContain('charged');
  });

  it('hands over only the orders that are named, else the newest three', () => {
    const placed = (day: number): string => `2026-11-0${day}T09:00:00.000Z`;
    const orders = [1, 2, 3, 4].map((day) => anOrder({ number: `100${day}`, placedAt: placed(day) }));
    const titles = (entities: Entity[]): string[] =>
      describeFacts(factsWith({ orders, invoices: [], subscriptions: [] }), entities).map((record) => record.title);
    expect(titles([{ kind: 'order_number', value: '1001' }])).toEqual(['Order 1001']);
    expect(titles([])).toEqual(['Order 1004', 'Order 1003', 'Order 1002']);
  });

  it('has nothing to say when the named order is not theirs', () => {
    const entities: Entity[] = [{ kind: 'order_number', value: '77' }];
    const records = describeFacts(factsWith({ invoices: [], subscriptions: [] }), entities);
    expect(records).toEqual([]);
  });
});

describe('describeAction', () => {
  const input = { orderNumber: '1042', customerId: 'cus_1', amount: 42, currency: 'EUR', reason: 'Refund request' };
  const proposal: Proposal = {
    key: `issue_refund:${inputDigest('issue_refund', input)}`,
    tool: 'issue_refund',
    toolClass: 'approval-only',
    input,
    preview: 'Refund 42.00 EUR for order 1042',
    reason: 'Refund request',
    moves: 'money',
    cautions: [],
    brokenLimits: [],
  };

  it('gives the sentence that is true once the action is done', () => {
    expect(describeAction(proposal)).toEqual({
      kind: 'action',
      title: 'Refund 42.00 EUR for order 1042',
      text: 'We have refunded 42.00 EUR for order 1042 to your original payment method.',
      proposalKey: proposal.key,
    });
  });

  it('says nothing of a tool it does not know or an input it cannot read', () => {
    expect(describeAction({ ...proposal, tool: 'gone' })).toBeNull();
    expect(describeAction({ ...proposal, input: {} })).toBeNull();
  });
});
