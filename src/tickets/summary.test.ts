import { describe, expect, it } from 'vitest';
import { summarise } from './summary.ts';

describe('summarise', () => {
  it('keeps the request and drops greeting, small talk and signature', () => {
    const text =
      'Hi team,\nI hope you are well. The weather is awful.\nMy order 1042 arrived with a broken lid. Can you send a new one?\nKind regards\nAnna';
    expect(summarise('lid', text)).toBe('My order 1042 arrived with a broken lid. Can you send a new one?');
  });

  it('uses the subject when the message itself says nothing', () => {
    expect(summarise('Invoice for order 1042', 'Hi,\nthanks!')).toBe('Invoice for order 1042');
  });

  it('lets the classifier say which sentence carries the matter', () => {
    const weightOf = (sentence: string) => (sentence.includes('steam') ? 1 : 0);
    expect(summarise('', 'The steam comes out at the side. It is blue. It is big. It is heavy.', weightOf)).toContain(
      'steam',
    );
  });

  it('never grows past 240 letters', () => {
    expect(summarise('', `Please ${'very '.repeat(100)}help`).length).toBeLessThanOrEqual(241);
  });
});
