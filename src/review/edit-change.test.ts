import { describe, expect, it } from 'vitest';
import { editChangeOf } from './edit-change.ts';

const DRAFT = 'Hello Eva,\n\nWe have refunded 42.00 EUR for order 1042 [1]. It arrives within five days.';

describe('what an edit did', () => {
  it.each([
    ['none', DRAFT, 0],
    ['none', DRAFT.replace('\n\n', '\n'), 0],
    ['spelling', DRAFT.replace('Hello Eva,', 'hello Eva!'), 2],
    ['wording', DRAFT.replace('It arrives', 'You will have it'), 4],
    ['facts', DRAFT.replace('42.00', '24.00'), 1],
    ['facts', DRAFT.replace('It arrives', 'It does not arrive'), 3],
    ['facts', DRAFT.replace(' [1]', ''), 2],
    ['rewrite', 'Dear Eva, please call us when you have a moment.', 15],
    ['rewrite', '', 16],
  ])('is %s', (kind, after, words) => {
    expect(editChangeOf(DRAFT, after)).toMatchObject({ class: kind, words });
  });

  it('measures the share of the longer text, symmetrically', () => {
    expect(editChangeOf('a b c d', 'a b c x').share).toBe(0.25);
    expect(editChangeOf('a b c x', 'a b c d').share).toBe(0.25);
    expect(editChangeOf('', '').share).toBe(0);
    expect(editChangeOf('', 'a b').share).toBe(1);
  });

  it('takes two long replies in a few milliseconds', () => {
    const long = Array.from({ length: 900 }, (_, index) => `word${index % 37}`).join(' ');
    const before = performance.now();
    editChangeOf(long, long.replaceAll('word7', 'other'));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
