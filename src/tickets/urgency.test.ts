import { describe, expect, it } from 'vitest';
import { scoreUrgency } from './urgency.ts';

describe('scoreUrgency', () => {
  it.each([
    ['urgent', 'URGENT: please change the address today, it ships tonight!!'],
    ['high', 'I need an answer as soon as possible'],
    ['high', 'Bitte dringend um Rückruf'],
    ['high', 'Het is voor morgen, kan dat nog?'],
    ['normal', 'Where is my order?'],
    ['normal', 'Do you ship to Norway?'],
    ['low', 'No rush, but which filter fits the Cairn?'],
    ['low', 'Geen haast hoor, wanneer kan ik het ophalen?'],
  ])('says %s for: %s', (urgency, text) => {
    expect(scoreUrgency(text)).toBe(urgency);
  });

  it('treats danger as urgent however calmly it is told', () => {
    expect(scoreUrgency('The kettle gave me a shock.', ['health'])).toBe('urgent');
    expect(scoreUrgency('Someone is in my account.', ['account_takeover'])).toBe('urgent');
  });
});
