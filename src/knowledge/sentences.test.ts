import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

describe('splitSentences', () => {
  it('keeps citation marks with the sentence they follow', () => {
    expect(splitSentences('Send it back [1]. It costs nothing. [2][3] Thanks!')).toEqual([
      'Send it back [1].',
      'It costs nothing. [2][3]',
      'Thanks!',
    ]);
    expect(splitSentences('Send it back.\n[1]\nThanks.')).toEqual(['Send it back. [1]', 'Thanks.']);
  });

  it('does not stop at abbreviations, decimals, addresses and list numbers', () => {
    expect(
      splitSentences('It takes approx. 3.5 days, e.g. Monday to Thursday. See kettle.example.com for more.'),
    ).toHaveLength(2);
    expect(splitSentences('1. Open the lid. Rinse it.\n2. Close it.')).toEqual([
      '1. Open the lid.',
      'Rinse it.',
      '2. Close it.',
    ]);
    expect(splitSentences('Das gilt z. B. für Mühlen. Nicht für Bohnen.')).toHaveLength(2);
  });

  it('joins lines that were only wrapped and splits the others', () => {
    expect(splitSentences('Hi Anna,\nyou can return\nit.\n\nKind regards')).toEqual([
      'Hi Anna, you can return it.',
      'Kind regards',
    ]);
  });

  it('reads full stops of other scripts', () => {
    expect(splitSentences('退货需三十天。谢谢！')).toEqual(['退货需三十天。', '谢谢！']);
  });
});
