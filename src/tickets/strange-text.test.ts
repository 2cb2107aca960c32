import { describe, expect, it } from 'vitest';
import { mixedWords, strangenessOf } from './strange-text.ts';

describe('text that is not what it looks like', () => {
  it.each([
    ['a direction override', 'refund \u202e00.24\u202c EUR', ['2 × direction change (U+202E, U+202C)']],
    ['zero-width characters', 'pay\u200bpal', ['1 × invisible character (U+200B)']],
    ['hidden tags', 'hi\u{e0041}\u{e0042}', ['2 × hidden tag (U+E0041, U+E0042)']],
    ['control characters', 'a\u0007b\u001b', ['2 × control character (U+0007, U+001B)']],
    ['look-alike letters', 'Log in at p\u0430ypal', ['look-alike letters of two alphabets in “p\u0430ypal”']],
  ])('names %s with their codes', (_what, text, found) => {
    expect(strangenessOf(text)).toEqual(found);
  });

  it.each(['Hello, 42.00 EUR – “fine”', 'Привет, как дела?', 'Ελληνικά and English', 'مرحبا 12', '👩‍👩‍👧 你好 naïve'])(
    'has nothing against %s',
    (text) => {
      expect(strangenessOf(text)).toEqual([]);
      expect(mixedWords(text)).toEqual([]);
    },
  );
});
