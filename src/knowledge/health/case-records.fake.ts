import type { CaseRecord, ShownPassage } from './case-records.ts';

export function fakePassage(changes: Partial<ShownPassage> = {}): ShownPassage {
  return {
    articleId: '1',
    title: 'Returns',
    heading: null,
    url: 'https://kettleandpine.example/hc/articles/1',
    updatedAt: '2026-01-01T00:00:00.000Z',
    quote: 'You can return unused items within 30 days.',
    visibility: 'public',
    cited: true,
    ...changes,
  };
}

/** A question that was answered from an article. */
export function fakeRecord(changes: Partial<CaseRecord> = {}): CaseRecord {
  return {
    turnId: 1,
    ticketId: 1,
    at: new Date('2026-11-01T00:00:00Z'),
    subject: 'Return',
    words: 'How long can I return my kettle?',
    language: 'en',
    intent: 'return_item',
    risks: [],
    draftKind: 'answer',
    answerability: 0.9,
    shown: [fakePassage()],
    citesAnything: true,
    decision: null,
    finalText: null,
    ...changes,
  };
}
