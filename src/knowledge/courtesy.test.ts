import { describe, expect, it } from 'vitest';
import { isCourtesy } from './courtesy.ts';

describe('isCourtesy', () => {
  it.each([
    'Dear Ms van den Berg,',
    "I'm sorry to hear that.",
    'I could not find the answer in our help centre, so I have passed your question to a colleague.',
    'Vielen Dank für Ihre Nachricht.',
    'Bedankt voor je bericht.',
    'Merci pour votre message, une collègue vous répondra ici.',
    'Gracias por su mensaje.',
    'Met vriendelijke groet, Tom',
  ])('knows %s', (sentence) => {
    expect(isCourtesy(sentence)).toBe(true);
  });

  it.each([
    'We will refund you.',
    'Thank you, your order is cancelled.',
    'A colleague will reply today.',
    'Hi, you will receive a refund',
    'You will get a free grinder.',
    'Your account is open again.',
    'Sorry, we will send a new one.',
  ])('does not take a claim for courtesy: %s', (sentence) => {
    expect(isCourtesy(sentence)).toBe(false);
  });
});
