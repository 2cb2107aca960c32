import { describe, expect, it } from 'vitest';
import type { Draft } from '../../tickets/draft.ts';
import { fakeDraftInput } from './draft-input.fake.ts';
import { reviseLocally } from './revise.ts';

const draft: Draft = {
  kind: 'answer',
  text: 'Hi Anna,\n\nReturns are free [1]. You have 30 days to return it [1].\n1. Open the returns page [1].\n\nKind regards',
  language: 'en',
  confidence: 0.8,
  reason: null,
};
const revise = (problems: string[]) => reviseLocally({ ...fakeDraftInput(), draft, problems });

describe('reviseLocally', () => {
  it('takes out the sentence that a problem quotes and keeps the rest', () => {
    const revised = revise(['No source backs: “Returns are free [1].”']);
    expect(revised.text).toBe(
      'Hi Anna,\n\nYou have 30 days to return it [1].\n1. Open the returns page [1].\n\nKind regards',
    );
    expect(revised.confidence).toBeLessThan(draft.confidence);
    expect(revised.reason).toContain('Taken out');
  });

  it('understands a quotation that was cut short', () => {
    expect(revise(['Disagrees with its source: “You have 30 days to…”']).text).not.toContain('30 days');
  });

  it('takes out a step with its number', () => {
    expect(revise(['No source backs: "Open the returns page"']).text).not.toContain('1.');
  });

  it('hands over when nothing that answers is left', () => {
    const revised = revise(['“Returns are free”', '“You have 30 days to return it”', '“Open the returns page”']);
    expect(revised.kind).toBe('handoff');
  });

  it('hands over when no problem names a sentence', () => {
    expect(revise(['The reply is far too long.'])).toMatchObject({ kind: 'handoff', confidence: 0 });
  });
});
