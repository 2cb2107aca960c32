import { describe, expect, it } from 'vitest';
import { cleanText } from '../tickets/visible-text.ts';
import { cutText, formatCount, plainWords, shortText } from './card-text.ts';

describe('text that others wrote', () => {
  it('keeps words, line breaks, letters of all scripts and whole emoji', () => {
    const text = 'Café\n\nПривет 你好 👩‍👩‍👧 ❤️ €42 “ok”';
    expect(cleanText(text)).toEqual({ text, deceptive: false });
  });

  it.each([
    ['a direction override', 'pay \u202e00.98\u202c now', 'pay 00.98 now'],
    ['an isolate', 'a\u2066b\u2069', 'ab'],
    ['a control character', 'a\u0007b', 'ab'],
    ['a deleted character', 'a\u007fb\u009b', 'ab'],
    ['a message in invisible tags', 'hi\u{e0068}\u{e0069}', 'hi'],
    ['a message in variation selectors', 'hi\u{e0101}\u{e0155}', 'hi'],
  ])('takes out %s and says that it was deceptive', (_what, raw, text) => {
    expect(cleanText(raw)).toEqual({ text, deceptive: true });
  });

  it('takes out left-overs that only take up no room, without alarm', () => {
    expect(cleanText('cof\u00adfee\u200b \ufeffbeans\u200d')).toEqual({ text: 'coffee beans', deceptive: false });
  });

  it('mends line ends, broken surrogates and heaps of empty lines', () => {
    expect(cleanText('a\r\nb\rc\u2028d\n\n\n\n\ne\ud800').text).toBe('a\nb\nc\nd\n\ne\ufffd');
  });

  it('cuts on whole characters and says how long the text was', () => {
    const family = '👩‍👩‍👧';
    const cut = cutText(family.repeat(10), family.length * 2 + 3);
    expect(cut).toEqual({ text: family.repeat(2), deceptive: false, cutFrom: family.length * 10 });
    expect(cutText('short', 10)).toEqual({ text: 'short', deceptive: false, cutFrom: null });
  });

  it('cuts a single endless character all the same', () => {
    const cut = cutText(`a${'\u0301'.repeat(5_000)}`, 100);
    expect(cut.text.length).toBeLessThanOrEqual(100);
    expect(cut.text).not.toBe('');
  });

  it('makes one line of titles', () => {
    expect(shortText('Two\nlines  here', 50)).toBe('Two lines here');
    expect(shortText('x'.repeat(60), 50)).toBe(`${'x'.repeat(48)}…`);
    expect(shortText('x'.repeat(60), 50).length).toBeLessThanOrEqual(50);
  });

  it('leaves nothing in our own labels that Slack could read as markup', () => {
    const words = plainWords('<!channel> *Refund* & `code` <https://evil.example|x> :smile: @here');
    expect(words).not.toMatch(/[<>*&`|:@!#_~/.]/);
    expect(words).toContain('Refund');
    expect(plainWords('***')).toBe('unknown');
  });

  it('groups long numbers', () => {
    expect(formatCount(98_304)).toBe('98 304');
    expect(formatCount(12)).toBe('12');
  });
});
