import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes-between.ts';
import { sampleShown } from './shown.fake.ts';

const before = sampleShown();

describe('what changed since the last draft', () => {
  it('is nothing when nothing a person would notice changed', () => {
    expect(changesBetween(before, sampleShown({ confidence: 0.9 }))).toEqual([]);
  });

  it('names a new message, another intent, another reply, other actions, sources and risks', () => {
    const after = sampleShown({
      base: { ...before.base, lastPublicCommentId: 99 },
      intentName: 'Damaged item',
      assessment: { ...before.assessment, intent: 'damaged', risks: ['billing_exception', 'legal'] },
      draft: { ...before.draft, text: before.draft.text.replace('grinder', 'kettle') },
      proposals: before.proposals.map((proposal) => ({ ...proposal, preview: 'Refund 20.00 EUR for order 1042' })),
      sources: [],
    });
    expect(changesBetween(before, after)).toEqual([
      'The customer wrote again.',
      'It is now read as “Damaged item” (before: “Refund request”).',
      'The reply differs in 1 word (4 %).',
      'New action: Refund 20.00 EUR for order 1042.',
      'No longer proposed: Refund 89.00 EUR for order 1042.',
      'Other sources were found, or an article was changed.',
      'New risk: legal.',
    ]);
  });

  it('says so when the reply was written anew', () => {
    const after = sampleShown({ draft: { ...before.draft, text: 'Something else entirely.' } });
    expect(changesBetween(before, after)).toEqual(['The reply was written anew.']);
  });
});
