import { describe, expect, it } from 'vitest';
import { assessmentOf } from '../../tickets/assessment.fake.ts';
import { withoutMarks } from '../../tickets/draft.ts';
import type { Intent } from '../../tickets/intent.ts';
import { fakeAction, fakeArticle, fakeConversation, fakeDraftInput, fakeRecord } from './draft-input.fake.ts';
import { draftLocally } from './drafter.ts';

const SKIPPING = fakeArticle(1, {
  title: 'Bean Club: skip a box or pause',
  text: 'Can I skip the next box?\n\nYes. You can skip a box until 23:59 two days before the billing date.\n\n1. Go to Account > Bean Club.\n2. Press Skip next box.\n\nYou are not charged for a skipped box.',
});
const RETURNS = fakeArticle(2, {
  title: 'Return an item',
  text: 'How long do I have?\n\nYou can return any item within 30 days of delivery. The label costs €4.50.',
  score: 6,
});
const skipQuestion = fakeConversation({ subject: 'Bean Club', newest: 'Can I skip a box of the Bean Club?' });

const ORDER_STATUS: Intent = {
  label: 'order_status',
  name: 'Order status',
  description: 'Wants to know where an order is.',
  examples: ['a', 'b', 'c'],
  risk: 'low',
  specialist: 'orders',
  group: 'Support',
  required_fields: ['order_number'],
  rollout: 'supervised',
  action: null,
  priority: null,
};

describe('draftLocally', () => {
  it('answers with the sentences and steps of the article, each with its number, in order', () => {
    const draft = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING, RETURNS] }));
    expect(draft.kind).toBe('answer');
    expect(draft.text).toBe(
      [
        'Hi Anna,',
        '',
        'Thank you for your message.',
        '',
        'Yes, you can skip a box until 23:59 two days before the billing date [1].',
        '1. Go to Account > Bean Club [1].',
        '2. Press Skip next box [1].',
        '',
        'If anything is unclear, just reply to this message.',
        '',
        'Kind regards',
      ].join('\n'),
    );
  });

  it('says nothing that the article does not say', () => {
    const draft = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING] }));
    const facts = draft.text
      .split('\n')
      .filter((line) => line.includes('[1]'))
      .map((line) => withoutMarks(line).replace(/^\d\. /, ''));
    for (const fact of facts) expect(SKIPPING.text.replace('Yes. You', 'Yes, you')).toContain(fact);
  });

  it('answers two questions from two articles', () => {
    const newest = 'Can I skip a box of the Bean Club? And how many days do I have to return an item after delivery?';
    const draft = draftLocally(
      fakeDraftInput({ conversation: fakeConversation({ newest }), sources: [SKIPPING, RETURNS] }),
    );
    expect(draft.text).toContain('[1]');
    expect(draft.text).toContain('within 30 days of delivery [2]');
  });

  it('never quotes a staff-only article', () => {
    const secret = fakeArticle(1, {
      visibility: 'internal',
      title: 'Skip a box',
      text: 'Skip a box for VIPs after the billing date, code KP-7.',
    });
    const draft = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [secret] }));
    expect(draft.kind).toBe('handoff');
    expect(draft.text).not.toContain('KP-7');
  });

  it('hands over when the sources most likely do not hold the answer', () => {
    const draft = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING], answerability: 0.1 }));
    expect(draft).toMatchObject({ kind: 'handoff', confidence: 0 });
    expect(draft.text).toContain('I could not find the answer in our help centre');
    expect(draft.reason).toContain('do not hold the answer');
  });

  it("hands over in the customer's language when the articles are in another", () => {
    const conversation = fakeConversation({ newest: 'Kann ich eine Lieferung vom Bean Club auslassen?' });
    const draft = draftLocally(
      fakeDraftInput({ conversation, sources: [SKIPPING], assessment: assessmentOf({ language: 'de' }) }),
    );
    expect(draft).toMatchObject({ kind: 'handoff', language: 'de' });
    expect(draft.text).toContain('Guten Tag Anna,');
    expect(draft.reason).toContain("not in the customer's language");
  });

  it('asks one question when something is needed', () => {
    const draft = draftLocally(fakeDraftInput({ askFor: 'order_number', sources: [SKIPPING] }));
    expect(draft.kind).toBe('clarify');
    expect(draft.text).toContain('could you please tell us your order number?');
    expect(draft.text.match(/\?/g)).toHaveLength(1);
  });

  it('tells how the named order stands before any article, and nothing of other orders', () => {
    const sources = [
      fakeRecord(
        1,
        'Order 1042',
        'Order 1042 has been shipped with PostNL. Order 1042 has not been delivered yet. Order 1042 contains 1 x Cairn.',
      ),
      fakeRecord(2, 'Order 1001', 'Order 1001 was delivered with PostNL.'),
    ];
    const assessment = assessmentOf({ entities: [{ kind: 'order_number', value: '1042' }] });
    const draft = draftLocally(fakeDraftInput({ sources, assessment, intent: ORDER_STATUS, answerability: 0.1 }));
    expect(draft.text).toContain(
      'Order 1042 has been shipped with PostNL [1]. Order 1042 has not been delivered yet [1].',
    );
    expect(draft.text).not.toContain('1001');
    expect(draft.confidence).toBeGreaterThanOrEqual(0.7);
  });

  it('keeps records out of a reply that is not about them', () => {
    const sources = [SKIPPING, fakeRecord(2, 'Order 1042', 'Order 1042 has been shipped with PostNL.')];
    const draft = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources }));
    expect(draft.text).not.toContain('1042');
  });

  it('tells a record that nobody named only when the request was understood', () => {
    const sources = [fakeRecord(1, 'Order 1042', 'Order 1042 has been shipped with PostNL.')];
    const told = (confidence: number) =>
      draftLocally(
        fakeDraftInput({
          sources,
          assessment: assessmentOf({ confidence }),
          intent: { ...ORDER_STATUS, required_fields: ['order_number'] },
          answerability: 0.1,
        }),
      ).text.includes('1042');
    expect(told(0.9)).toBe(true);
    expect(told(0.3)).toBe(false);
  });

  it('says what will be true once the proposal is approved', () => {
    const sources = [fakeAction(1, 'Refund 12.50 EUR for order 1058')];
    expect(draftLocally(fakeDraftInput({ sources })).text).toContain('We have refunded 12.50 EUR for order 1058 [1].');
  });

  it('tells only the action of a request that has been decided, and answers other questions beside it', () => {
    const refund = fakeArticle(1, {
      title: 'Refunds',
      text: 'To ask for a refund of the beans, send us a photo of the beans.',
    });
    const sources = [refund, { ...SKIPPING, n: 3 }, fakeAction(2, 'Refund 12.50 EUR for order 1058')];
    const draftFor = (newest: string) =>
      draftLocally(fakeDraftInput({ conversation: fakeConversation({ newest }), sources })).text;
    expect(draftFor('Could you please refund the beans?')).not.toContain('photo');
    const both = draftFor('Could you please refund the beans? And can I skip a box of the Bean Club?');
    expect(both).toContain('We have refunded 12.50 EUR');
    expect(both).toContain('you can skip a box');
    expect(both).not.toContain('photo');
  });

  it('tells how an order stands as a lead only, to somebody who wants it changed', () => {
    const sources = [fakeRecord(1, 'Order 1042', 'Order 1042 is being prepared. Order 1042 has not been shipped yet.')];
    const assessment = assessmentOf({ entities: [{ kind: 'order_number', value: '1042' }] });
    const draftFor = (newest: string) =>
      draftLocally(
        fakeDraftInput({ conversation: fakeConversation({ newest }), sources, assessment, answerability: 0.1 }),
      );
    const change = draftFor('Please send order 1042 to my new address.');
    expect(change.text).toContain('has not been shipped yet [1]');
    expect(change.confidence).toBeLessThan(0.5);
    expect(draftFor('Where is order 1042 now?').confidence).toBeGreaterThanOrEqual(0.7);
  });

  it('says nothing of an order to somebody who asks something else about it', () => {
    const sources = [fakeRecord(1, 'Order 1042', 'Order 1042 was delivered with DHL. Order 1042 contains 1 x Tarn.')];
    const assessment = assessmentOf({ entities: [{ kind: 'order_number', value: '1042' }] });
    const conversation = fakeConversation({ newest: 'The kettle of order 1042 shows E3. What is that?' });
    const draft = draftLocally(fakeDraftInput({ conversation, sources, assessment, answerability: 0.1 }));
    expect(draft.kind).toBe('handoff');
  });

  it('says nothing twice', () => {
    const twin = fakeArticle(2, { title: 'Skipping', text: SKIPPING.text, score: 9 });
    const text = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING, twin] })).text;
    expect(text.match(/until 23:59/g)).toHaveLength(1);
  });

  it('thanks for praise instead of quoting an article', () => {
    const conversation = fakeConversation({ newest: 'Just wanted to say that the box was wonderful.' });
    const draft = draftLocally(
      fakeDraftInput({
        conversation,
        // Records are looked up for everybody, and a field that a wrong guess of the intent misses is not asked for.
        sources: [SKIPPING, fakeRecord(2, 'Order 1042', 'Order 1042 has been shipped.')],
        assessment: assessmentOf({ sentiment: 'positive' }),
        askFor: 'order_number',
      }),
    );
    expect(draft.text).toContain('lovely to read');
    expect(draft.text).not.toContain('[');
  });

  it('is less sure when the sources are less likely to answer', () => {
    const sure = draftLocally(fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING], answerability: 0.9 }));
    const unsure = draftLocally(
      fakeDraftInput({ conversation: skipQuestion, sources: [SKIPPING], answerability: 0.3 }),
    );
    expect(unsure.confidence).toBeLessThan(sure.confidence);
  });
});

describe('a message that says nothing', () => {
  const newest = 'It still doesn’t work. Can you help?';
  const vague = (changes: Parameters<typeof fakeConversation>[0] = {}, confidence = 0.37) =>
    draftLocally(
      fakeDraftInput({
        conversation: fakeConversation({ newest, ...changes }),
        assessment: assessmentOf({ confidence, missingFields: ['order_number', 'product'] }),
        answerability: 0.1,
      }),
    );

  it('is asked which product it is about', () => {
    expect(vague()).toMatchObject({ kind: 'clarify' });
    expect(vague().text).toContain('which product it is about');
  });

  it('is not asked a second time, nor when it was understood', () => {
    expect(vague({ earlier: [{ from: 'staff', text: 'Which product is it?' }] }).kind).toBe('handoff');
    expect(vague({}, 0.8).kind).toBe('handoff');
  });
});
