import { describe, expect, it } from 'vitest';
import { type DraftAnswer, toDraft } from './draft-form.ts';
import { articleOf } from './test-brain.fake.ts';

const SOURCES = [articleOf(1, 'Two days.'), articleOf(2, 'Free over 50 euros.')];
const ANSWER: DraftAnswer = { kind: 'answer', reply: 'Two days [1].', citations: [1], missing: null, confidence: 0.7 };

const draftOf = (more: Partial<DraftAnswer>) => toDraft({ ...ANSWER, ...more }, SOURCES, 'en');

describe('what becomes of a written draft', () => {
  it('keeps a draft that cites what it was given', () => {
    expect(draftOf({})).toEqual({
      kind: 'answer',
      text: 'Two days [1].',
      language: 'en',
      confidence: 0.7,
      reason: null,
    });
  });

  it('takes out invented marks, says so, and is no longer sure', () => {
    const draft = draftOf({ reply: 'Two days [1]. Always free [7][12].', confidence: 1, missing: 'The price.' });
    expect(draft).toMatchObject({ kind: 'answer', text: 'Two days [1]. Always free.', confidence: 0.3 });
    expect(draft.reason).toBe('The model cited sources that were not supplied: [7] [12]. The price.');
  });

  it('makes an answer without any source a handoff', () => {
    for (const reply of ['Two days.', 'Two days [9].']) {
      expect(draftOf({ reply })).toMatchObject({
        kind: 'handoff',
        confidence: 0,
        reason: expect.stringContaining('none of the sources'),
      });
    }
  });

  it('does not trust a list of citations that the text does not carry', () => {
    expect(draftOf({ reply: 'Two days.', citations: [1, 2] }).kind).toBe('handoff');
  });

  it('lets a question stand without a source', () => {
    expect(draftOf({ kind: 'clarify', reply: 'Which order is it?', citations: [] })).toMatchObject({
      kind: 'clarify',
      text: 'Which order is it?',
    });
  });

  it('fills an empty reply with the holding reply', () => {
    expect(draftOf({ reply: '  ' })).toMatchObject({ kind: 'handoff', reason: 'The model left the reply empty.' });
    expect(draftOf({ kind: 'handoff', reply: '', missing: null }).text).toContain('a colleague');
  });
});
