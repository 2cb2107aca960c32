import type { ShownReview } from './review.ts';

const ASSESSMENT: ShownReview['assessment'] = {
  intent: 'refund',
  confidence: 0.86,
  alternatives: [],
  secondIntent: null,
  urgency: 'high',
  sentiment: 'negative',
  language: 'en',
  entities: [{ kind: 'order_number', value: '1042' }],
  missingFields: [],
  risks: ['billing_exception'],
  wantsPerson: false,
  summary: 'Asks for a refund of a broken grinder.',
};

const SOURCES: ShownReview['sources'] = [
  {
    n: 1,
    kind: 'article',
    passageId: 7,
    articleId: 'damaged-or-wrong-item',
    version: 'v1',
    title: 'Damaged or wrong item',
    headingPath: ['Damaged or wrong item', 'What we do'],
    url: 'https://help.kettleandpine.example/damaged',
    visibility: 'public',
    text: 'You can return it within 30 days.',
    updatedAt: '2026-08-01T00:00:00Z',
    score: 0.9,
  },
  {
    n: 2,
    kind: 'action',
    title: 'Refund 89.00 EUR for order 1042',
    text: 'Your refund is on its way.',
    proposalKey: 'refund-1042',
  },
  { n: 3, kind: 'record', title: 'Order 1042', text: 'Delivered.', asOf: '2026-11-20 14:00' },
];

/** A refund question of the demo shop. */
export function sampleShown(changes: Partial<ShownReview> = {}): ShownReview {
  return {
    ticketId: 48213,
    ticketUrl: 'https://kettleandpine.zendesk.example/agent/tickets/48213',
    subject: 'My grinder arrived broken',
    requester: { name: 'Noor de Wit', tier: 'vip', verified: true },
    customerMessage: 'The hopper of my Fir 2 was cracked when I opened the box. I want my 89 euros back.',
    intentName: 'Refund request',
    assessment: ASSESSMENT,
    draft: {
      kind: 'answer',
      text: 'I am sorry that your grinder arrived broken. You can return it within 30 days [1]. Your refund of 89.00 EUR is on its way [2].',
      language: 'en',
      confidence: 0.72,
      reason: null,
    },
    sentences: [{ text: 'You can return it within 30 days.', citations: [1], state: 'backed' }],
    sources: SOURCES,
    proposals: [
      {
        key: 'refund-1042',
        tool: 'issue-refund',
        toolClass: 'approval-only',
        input: { orderNumber: '1042', amount: 89, currency: 'EUR' },
        preview: 'Refund 89.00 EUR for order 1042',
        reason: 'Arrived damaged',
        moves: 'money',
        cautions: [],
        brokenLimits: [],
      },
    ],
    findings: [],
    reasons: [{ code: 'moves_money', words: 'Refund 89.00 EUR for order 1042: a person has to approve this.' }],
    confidence: 0.72,
    nextStep: 'Approve, edit or reject in Slack. Nothing happens before that.',
    base: { lastPublicCommentId: 1, stamp: '2026-11-20T14:00:00Z', settled: true, tags: [] },
    ...changes,
  };
}
