import { describe, expect, it } from 'vitest';
import type { Review, ShownReview } from '../review/review.ts';
import { sampleShown } from '../review/shown.fake.ts';
import { nodesOf } from './block-nodes.fake.ts';
import { sampleReview } from './review.fake.ts';
import { reviewCard } from './review-card.ts';

const tom = { kind: 'slack', id: 'U0AGENT1', name: 'Tom Bakker', email: 'tom@kettleandpine.example' } as const;

const ofType = (review: Review, type: string) =>
  nodesOf(reviewCard(review).blocks).filter((node) => node['type'] === type);
const shownText = (review: Review) =>
  ofType(review, 'text')
    .map((node) => String(node['text']))
    .join('\n');
const markupOf = (review: Review) =>
  ofType(review, 'mrkdwn')
    .map((node) => String(node['text']))
    .join('\n');
const actionsOf = (review: Review) =>
  nodesOf(reviewCard(review).blocks).flatMap((node) => (node['action_id'] ? [node['action_id']] : []));

describe('the card of an open question', () => {
  it('shows what is asked, why, the message, the reply, its sources and what a press sets in motion', () => {
    const review = sampleReview();
    const card = reviewCard(review);
    expect(card.text).toBe('Review needed: Refund request on ticket 48213');
    expect(card.metadata).toEqual({ event_type: 'review_card', event_payload: { review: 12, rev: 3 } });
    const text = shownText(review);
    for (const part of [
      'Why you are asked',
      'Noor de Wit wrote about “My grinder arrived broken”',
      'cracked',
      '[1]. Your refund',
      'updated 3 months ago',
      'Order 1042',
      'On approval',
      'Refund 89.00 EUR for order 1042',
      'Send the reply above',
    ]) {
      expect(text).toContain(part);
    }
    const [link] = ofType(review, 'link');
    expect(link).toMatchObject({ text: 'Damaged or wrong item', url: 'https://help.kettleandpine.example/damaged' });
    expect(markupOf(review)).toContain('Refund request (high confidence)');
    expect(markupOf(review)).toContain('VIP, verified sender');
    expect(markupOf(review)).toMatch(/Draft 3 · answer confidence medium \(72 %\) · open until <!date\^/);
    expect(actionsOf(review)).toEqual(['rv_approve', 'rv_edit', 'rv_reject', 'rv_reassign', 'rv_ticket', 'rv_more']);
  });

  it('asks again before money moves, naming the amount', () => {
    const [confirm] = nodesOf(reviewCard(sampleReview()).blocks).flatMap((node) =>
      node['confirm'] ? nodesOf(node['confirm']) : [],
    );
    expect(JSON.stringify(confirm)).toContain('Refund 89.00 EUR for order 1042');
    const harmless = sampleReview({ shown: sampleShown({ proposals: [] }) });
    expect(nodesOf(reviewCard(harmless).blocks).some((node) => node['confirm'])).toBe(false);
  });

  it.each<[string, Partial<ShownReview>, string]>([
    ['the reply had to be cut', { draft: { ...sampleShown().draft, text: 'word '.repeat(520) } }, 'too long'],
    ['the reply hides a direction override', { draft: { ...sampleShown().draft, text: 'Pay \u202e100' } }, 'invisible'],
    [
      'a check refuses the reply',
      { findings: [{ code: 'promise', severity: 'block', words: 'Promises a refund.' }] },
      'checks refuse',
    ],
    [
      'an action is described at too great length',
      { proposals: [{ ...sampleShown().proposals[0]!, preview: 'x'.repeat(201) }] },
      'too long',
    ],
    [
      'there are more actions than fit',
      { proposals: Array.from({ length: 13 }, () => sampleShown().proposals[0]!) },
      'more actions',
    ],
  ])('offers no Approve when %s, and says so', (_why, changes, words) => {
    const review = sampleReview({ shown: sampleShown(changes) });
    expect(actionsOf(review)).toEqual(['rv_edit', 'rv_reject', 'rv_reassign', 'rv_ticket', 'rv_more']);
    expect(shownText(review)).toContain('Approve is not offered here');
    expect(shownText(review)).toContain(words);
  });

  it('offers neither Approve nor Edit when a limit is broken, because editing would not help', () => {
    const proposals = [{ ...sampleShown().proposals[0]!, brokenLimits: ['Over 50 EUR'] }];
    const review = sampleReview({ shown: sampleShown({ proposals }) });
    expect(actionsOf(review)).toEqual(['rv_reject', 'rv_reassign', 'rv_ticket', 'rv_more']);
    expect(shownText(review)).toContain('A limit is broken: Over 50 EUR');
    expect(shownText(review)).toContain('Please decide and answer on the ticket');
  });

  it('shows what should be weighed beside the action it belongs to', () => {
    const proposals = [{ ...sampleShown().proposals[0]!, cautions: ['Bought 40 days ago.'] }];
    expect(shownText(sampleReview({ shown: sampleShown({ proposals }) }))).toContain('⚠ Bought 40 days ago.');
  });

  it('lists findings and sentences without a source', () => {
    const shown = sampleShown({
      findings: [
        { code: 'long', severity: 'warn', words: 'Long for a reply: 300 words.' },
        { code: 'unbacked', severity: 'block', words: 'No source backs: “We ship on Sundays.”' },
      ],
      sentences: [
        { text: 'We ship on Sundays.', citations: [], state: 'unbacked' },
        { text: 'It is free.', citations: [1], state: 'contradicted' },
      ],
    });
    const text = shownText(sampleReview({ shown }));
    expect(text).toContain(
      '✗ No source backs: “We ship on Sundays.”\n⚠ Long for a reply: 300 words.\n⚠ A source disagrees with: “It is free.”',
    );
    expect(text.match(/Sundays/g)).toHaveLength(1);
    expect(shownText(sampleReview())).toContain('every claim in the reply has a source');
  });

  it('says that a long message was cut', () => {
    const review = sampleReview({ shown: sampleShown({ customerMessage: 'word '.repeat(20_000) }) });
    expect(shownText(review)).toMatch(/✂ Cut: 1 \d{3} of 99 999 characters are shown\./);
  });
});

describe('the card after a decision', () => {
  const decidedAt = new Date('2026-11-20T14:07:00Z');
  const decision = { id: 1, kind: 'approve', actor: tom, finalText: 'Text', reason: null, decidedAt } as const;

  it('says who approved when, and what became of each step', () => {
    const review = sampleReview({
      state: 'approved',
      decision,
      carriedOut: [
        { preview: 'Refund 89.00 EUR for order 1042', state: 'done', reason: null },
        { preview: 'Reply to the customer', state: 'failed', reason: 'The ticket is closed' },
      ],
    });
    expect(reviewCard(review).text).toBe('Refund request on ticket 48213: approved by <@U0AGENT1>');
    expect(markupOf(review)).toContain(
      '✓ *Approved* by <@U0AGENT1> · <!date^1795183620^{date_short_pretty} {time}|2026-11-20 14:07 UTC>',
    );
    expect(shownText(review)).toContain('✓ Refund 89.00 EUR for order 1042: done');
    expect(shownText(review)).toContain('✗ Reply to the customer: failed: The ticket is closed.');
    expect(actionsOf(review)).toEqual(['rv_retry', 'rv_takeover', 'rv_ticket', 'rv_more']);
    expect(JSON.stringify(reviewCard(review).blocks)).toContain(
      'Reply to the customer. What was approved is done once more',
    );
  });

  it('offers "Try again" and "Take over" only for what failed, and until somebody has taken it over', () => {
    const failed = [{ preview: 'Reply to the customer', state: 'failed' as const, reason: 'Closed.' }];
    const base = { state: 'approved' as const, decision, carriedOut: failed };
    const rescue = { actor: tom, at: decidedAt };
    expect(actionsOf(sampleReview({ ...base, rescue: { ...rescue, kind: 'retry' } }))).toContain('rv_retry');
    const taken = sampleReview({ ...base, rescue: { ...rescue, kind: 'take_over' } });
    expect(actionsOf(taken)).toEqual(['rv_ticket', 'rv_more']);
    expect(markupOf(taken)).toContain('✋ *Taken over* by <@U0AGENT1>');
    const done = sampleReview({ ...base, carriedOut: [{ ...failed[0]!, state: 'done' }] });
    expect(actionsOf(done)).toEqual(['rv_ticket', 'rv_more']);
  });

  it('shows the edited text in place of the draft', () => {
    const edited = { ...decision, kind: 'edit', finalText: 'A kinder reply.' } as const;
    const text = shownText(sampleReview({ state: 'edited', decision: edited }));
    expect(text).toContain('as Tom Bakker edited it');
    expect(text).toContain('A kinder reply.');
    expect(text).not.toContain('I am sorry');
    expect(text).not.toContain('The checks found');
  });

  it('shows why it was rejected, and what was not done', () => {
    const rejected = {
      ...decision,
      kind: 'reject',
      finalText: null,
      reason: 'The facts are wrong: <!channel>',
    } as const;
    const review = sampleReview({ state: 'rejected', decision: rejected });
    expect(shownText(review)).toContain('Reason: The facts are wrong: <!channel>');
    expect(shownText(review)).toContain('Was proposed\nRefund 89.00 EUR for order 1042');
    expect(markupOf(review)).toContain('✗ *Rejected* by <@U0AGENT1>');
    expect(markupOf(review)).not.toContain('channel');
  });

  it.each(['superseded', 'expired'] as const)('has no buttons that decide when it is %s', (state) => {
    expect(actionsOf(sampleReview({ state }))).toEqual(['rv_ticket', 'rv_more']);
    expect(markupOf(sampleReview({ state }))).toMatch(/sent/);
  });

  it('names somebody of the console by name, never as markup', () => {
    const actor = { kind: 'console', id: '<!here>', name: '<!here> *Mira*', email: null } as const;
    const review = sampleReview({ state: 'approved', decision: { ...decision, actor } });
    expect(reviewCard(review).text).not.toContain('<');
    expect(markupOf(review)).toContain('by here Mira');
  });
});

describe('each version of a card', () => {
  it('is the same for the same row, and has ids of its own for another', () => {
    const review = sampleReview();
    const decided = sampleReview({ ...review, state: 'superseded' });
    expect(reviewCard(review)).toEqual(reviewCard({ ...review }));
    expect(reviewCard(decided).renderedHash).not.toBe(reviewCard(review).renderedHash);
    const ids = (card: Review) => reviewCard(card).blocks.map((block) => block.block_id);
    expect(ids(decided).filter((id) => ids(review).includes(id))).toEqual([]);
    expect(ids(review)[0]).toMatch(/^rv_header_r3_open_[0-9a-f]{8}$/);
  });
});

describe('S16: text that is not what it looks like', () => {
  it.each([
    ['a direction change', 'Refund \u202e00.24\u202c EUR', 'direction change (U+202E, U+202C)'],
    ['an invisible character', 'pay\u200bpal', 'invisible character (U+200B)'],
    ['look-alike letters', 'Log in at p\u0430ypal', 'look-alike letters of two alphabets in “p\u0430ypal”'],
  ])('is marked on the card: %s', (_what, customerMessage, mark) => {
    const blocks = JSON.stringify(reviewCard(sampleReview({ shown: sampleShown({ customerMessage }) })).blocks);
    expect(blocks).toContain('⚠ Not what it looks like');
    expect(blocks).toContain(mark);
  });

  it('cannot be approved with one press when it stands in the reply', () => {
    const draft = { ...sampleShown().draft, text: 'Please log in at p\u0430ypal.' };
    const blocks = JSON.stringify(reviewCard(sampleReview({ shown: sampleShown({ draft }) })).blocks);
    expect(blocks).not.toContain('rv_approve');
    expect(blocks).toContain('mixes look-alike letters');
  });
});
