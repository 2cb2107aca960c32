import { describe, expect, it } from 'vitest';
import { firstNameOf, replyWordsIn } from './reply-words.ts';

describe('firstNameOf', () => {
  it.each([
    ['Anna de Wit', 'Anna'],
    ['Mei-Ling Chen', 'Mei-Ling'],
    ['Élodie', 'Élodie'],
    ['anna@shop.example', null],
    ['SUPPORT', null],
    ['Growth Team 24', 'Growth'],
    ['Customer 1042', null],
    ['', null],
  ])('%s -> %s', (name, first) => {
    expect(firstNameOf(name)).toBe(first);
  });
});

describe('replyWordsIn', () => {
  it.each(['en', 'de', 'nl', 'fr', 'es'])('has words in %s that promise no time', (language) => {
    const { words } = replyWordsIn(language);
    expect(words.notFound).not.toMatch(/\d|today|hour|heute|vandaag|aujourd|hoy/i);
    expect(words.ask(words.fields['order_number'] ?? '')).toContain('?');
  });

  it('uses English and says so when it has no words in the language', () => {
    expect(replyWordsIn('fi').language).toBe('en');
  });
});
