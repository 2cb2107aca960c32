import { describe, expect, it } from 'vitest';
import { Assessment } from '../../tickets/assessment.ts';
import { conversationOf, TAXONOMY } from './test-brain.fake.ts';
import { type TriageAnswer, toAssessment, triageForm } from './triage-form.ts';

const ANSWER: TriageAnswer = {
  summary: 'Asks for money back.',
  intent: 'refund_request',
  confidence: 1,
  alternatives: [],
  secondIntent: null,
  urgency: 'normal',
  sentiment: 'neutral',
  language: 'en',
  entities: [],
  missingFields: [],
  risks: [],
  wantsPerson: false,
};
const CONVERSATION = conversationOf('Refund order #1042 please, it was EUR 42.50.', {
  earlier: [{ from: 'customer', text: 'My invoice is INV-2026-77.' }],
});

const assessmentOf = (more: Partial<TriageAnswer>) => toAssessment({ ...ANSWER, ...more }, CONVERSATION, TAXONOMY);

describe('what becomes of a triage form', () => {
  it('is a valid assessment whose confidence is capped', () => {
    const assessment = assessmentOf({});
    expect(Assessment.parse(assessment)).toEqual(assessment);
    expect(assessment.confidence).toBe(0.9);
  });

  it('keeps only values that stand in the ticket as words of their own', () => {
    const entity = (value: string) => ({ kind: 'order_number' as const, value });
    const { entities } = assessmentOf({
      entities: ['1042', '104', '1', 'inv-2026-77', 'EUR 42.50', '9999', ' ', '.*'].map(entity),
    });
    expect(entities.map(({ value }) => value)).toEqual(['1042', 'inv-2026-77', 'EUR 42.50']);
  });

  it('keeps only missing fields that the intent requires', () => {
    expect(assessmentOf({ missingFields: ['order_number', 'password'] }).missingFields).toEqual(['order_number']);
    expect(assessmentOf({ intent: 'unknown', missingFields: ['order_number'] }).missingFields).toEqual([]);
  });

  it('orders alternatives and leaves out the intent itself', () => {
    const alternatives = [
      { label: 'refund_request', confidence: 0.8 },
      { label: 'order_status', confidence: 0.2 },
      { label: 'unknown', confidence: 0.9 },
    ];
    expect(assessmentOf({ alternatives }).alternatives).toEqual([{ label: 'order_status', confidence: 0.2 }]);
  });

  it('drops a second intent that is no second one', () => {
    expect(assessmentOf({ secondIntent: 'refund_request' }).secondIntent).toBeNull();
    expect(assessmentOf({ secondIntent: 'unknown' }).secondIntent).toBeNull();
    expect(assessmentOf({ secondIntent: 'order_status' }).secondIntent).toBe('order_status');
  });

  it.each([
    ['EN', 'en'],
    ['nl-NL', 'nl'],
    ['english', 'und'],
    ['', 'und'],
  ])('reads the language %j as %s', (said, code) => {
    expect(assessmentOf({ language: said }).language).toBe(code);
  });

  it('refuses labels that are not in the taxonomy', () => {
    expect(triageForm(TAXONOMY).safeParse({ ...ANSWER, intent: 'free_money' }).success).toBe(false);
  });
});
