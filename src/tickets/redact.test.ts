import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it('hides card numbers, IBANs, passwords and keys, and says what it found', () => {
    const { text, found } = redact(
      'Card 4111 1111 1111 1111, IBAN NL91 ABNA 0417 1643 00, my password is hunter22, key sk-proj-abcdefgh12345678',
    );
    expect(text).toBe('Card [card number], IBAN [IBAN], my password is [password], key [API key]');
    expect(found).toEqual(['card number', 'IBAN', 'API key', 'password']);
  });

  it('leaves order, tracking and phone numbers alone', () => {
    const text = 'Order 1042, tracking 00340434161094015902, phone +31 30 123 4567, 4111 1111 1111 1112';
    expect(redact(text).text).toBe(text);
  });
});
