import { describe, expect, it } from 'vitest';
import { scoreSentiment } from './sentiment.ts';

describe('scoreSentiment', () => {
  it.each([
    ['very_negative', 'This is the WORST company EVER, a scam! I am furious!!'],
    ['very_negative', 'Unverschämt, das ist Betrug!'],
    ['negative', 'My parcel is late again and I am disappointed.'],
    ['negative', 'Het pakket is kapot aangekomen.'],
    ['neutral', 'Hi, where is my order? Thanks in advance for your help.'],
    ['neutral', 'Guten Tag, wann kommt meine Bestellung? Vielen Dank im Voraus'],
    ['neutral', 'I would like to change my address.'],
    ['positive', 'The beans are great.'],
    ['very_positive', 'Absolutely love the kettle, best purchase I have made in years, amazing!'],
  ])('hears %s in: %s', (sentiment, text) => {
    expect(scoreSentiment(text)).toBe(sentiment);
  });

  it('turns praise round when it is denied', () => {
    expect(scoreSentiment('This is not good and I am not happy.')).toBe('negative');
  });
});
