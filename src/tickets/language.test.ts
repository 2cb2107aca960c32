import { describe, expect, it } from 'vitest';
import { detectLanguage, languageOfLocale } from './language.ts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'My parcel never came and nobody answers me.'],
    ['de', 'Guten Tag, meine Bestellung ist leider nicht angekommen.'],
    ['nl', 'Goedemiddag, waar blijft mijn bestelling van vorige week?'],
    ['fr', 'Bonjour, je voudrais annuler ma commande, merci.'],
    ['es', 'Hola, quiero devolver el molinillo que compré la semana pasada.'],
    ['zh', '你好，我上周订购的咖啡研磨机还没有收到，请问什么时候可以送到我的地址？'],
  ])('recognises %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('does not let links, addresses and codes decide', () => {
    expect(detectLanguage('Hoi, https://www.shop.example/order/status?id=1042 werkt niet meer bij mij thuis')).toBe(
      'nl',
    );
  });

  it('falls back to the locale of the requester for a text that is too short to tell', () => {
    expect(detectLanguage('refund', 'en-GB')).toBe('en');
    expect(detectLanguage('#1042 ???', 'nl')).toBe('nl');
    expect(detectLanguage('refund')).toBe('und');
  });

  it('tells a short sentence by its everyday words, whatever the locale says', () => {
    expect(detectLanguage('Wo ist mein Paket?', 'en-US')).toBe('de');
    expect(detectLanguage('where is my order', 'de')).toBe('en');
  });
});

describe('languageOfLocale', () => {
  it('keeps the primary language only', () => {
    expect(languageOfLocale('en-US')).toBe('en');
    expect(languageOfLocale('DE_at')).toBe('de');
    expect(languageOfLocale('')).toBeNull();
    expect(languageOfLocale(null)).toBeNull();
  });
});
