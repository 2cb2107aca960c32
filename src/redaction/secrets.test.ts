import { describe, expect, it } from 'vitest';
import { hideSecrets } from './secrets.ts';

describe('hideSecrets', () => {
  it('hides cards, bank accounts, passwords and keys, and says what it found', () => {
    const { text, found } = hideSecrets(
      'Card 4111 1111 1111 1111, IBAN NL91 ABNA 0417 1643 00, my password is hunter22, key sk-proj-abcdefgh12345678',
    );
    expect(text).toBe('Card [card number], IBAN [IBAN], my password is [password], key [API key]');
    expect(found).toEqual(['card number', 'IBAN', 'password', 'API key']);
  });

  it.each([
    ['a card with dots', 'use 4111.1111.1111.1111 now', 'use [card number] now'],
    ['an American Express card', '3782 822463 10005', '[card number]'],
    ['a card of nineteen digits', 'card 4415101282806639538 please', 'card [card number] please'],
    ['the code beside a card', 'cvv 779 and security code: 1234', 'cvv [card code] and security code: [card code]'],
    ['an IBAN written together and small', 'to gb10nwbk10435447327162.', 'to [IBAN].'],
    ['a French IBAN in groups', 'FR76 3000 6000 0112 3456 7890 189, thanks', '[IBAN], thanks'],
    ['a social security number', "I believe it's 148-13-9113.", "I believe it's [social security number]."],
    ['one without hyphens after its name', 'SSN 148139113', 'SSN [social security number]'],
    [
      'a password without "is"',
      'User ann, password Falcon_6875. Please test',
      'User ann, password [password]. Please test',
    ],
    ['a password before its name', 'Tulip!62x is my password', '[password] is my password'],
    ['a password of letters only', 'password: correcthorse', 'password: [password]'],
    ['a German password', 'mein Passwort lautet Sommer2024!', 'mein Passwort lautet [password]!'],
    [
      'a key of a shop',
      'Requests with shpkey_MzWCDakduM7fWFTU00laGaxs return 403',
      'Requests with [API key] return 403',
    ],
    ['a private key', 'x -----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- y', 'x [API key] y'],
  ])('hides %s', (_, written, hidden) => {
    expect(hideSecrets(written).text).toBe(hidden);
  });

  it.each([
    'Order 1042, tracking 00340434161094015902, phone +31 30 123 4567, 4111 1111 1111 1112',
    'My password is wrong and my PIN was entered three times, then my passcode was denied.',
    'Please reset my password for order ORD-2023-03235, ticket #77738, part KIT-0645-BLK',
    'tracking 1ZAAKGC87919632524 for W5091483, version 2.1.50.8, 148.14 euros on 15 March 2026',
    'The password page says “Username or password incorrect”.',
  ])('leaves numbers and words alone that an answer needs: %s', (text) => {
    expect(hideSecrets(text)).toEqual({ text, found: [] });
  });

  it('reads fifty thousand characters of hostile text in no time to speak of', () => {
    for (const piece of ['1 ', 'A', '4111-', 'password ', 'a@', '+1 ']) {
      const started = performance.now();
      hideSecrets(piece.repeat(50_000 / piece.length));
      expect(performance.now() - started, piece).toBeLessThan(3_000);
    }
  });
});
