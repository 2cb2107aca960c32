import { describe, expect, it } from 'vitest';
import { sentencesOf } from './sentences.ts';

describe('sentencesOf', () => {
  it('cuts at end marks and line breaks', () => {
    expect(sentencesOf('Hi there\nMy kettle leaks! is that normal? Thanks.')).toEqual([
      'Hi there',
      'My kettle leaks!',
      'is that normal?',
      'Thanks.',
    ]);
  });

  it('keeps decimals, addresses, versions and abbreviations whole', () => {
    expect(sentencesOf('I paid 3.50 at shop.example.com, e.g. for v2.1. Why?')).toEqual([
      'I paid 3.50 at shop.example.com, e.g. for v2.1.',
      'Why?',
    ]);
  });

  it('keeps initials whole but not units', () => {
    expect(sentencesOf('Ask J. Smith. Heat it to 80 °C. Wait.')).toEqual([
      'Ask J. Smith.',
      'Heat it to 80 °C.',
      'Wait.',
    ]);
  });

  it('tells the number "no." from the answer "no"', () => {
    expect(sentencesOf('Is it invoice no. 5? No. We checked.')).toEqual(['Is it invoice no. 5?', 'No.', 'We checked.']);
  });

  it('keeps a list number with its sentence', () => {
    expect(sentencesOf('1. Open the app.\n2. Press reset.')).toEqual(['1. Open the app.', '2. Press reset.']);
  });

  it('cuts Chinese and Japanese text, which has no spaces after the mark', () => {
    expect(sentencesOf('我收到了。谢谢！')).toEqual(['我收到了。', '谢谢！']);
  });

  it('drops lines without a letter or digit', () => {
    expect(sentencesOf('Hello\n---\n***')).toEqual(['Hello']);
  });
});
