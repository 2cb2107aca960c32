import { describe, expect, it } from 'vitest';
import { fakeArticle } from './draft-input.fake.ts';
import { extract } from './extract.ts';
import { wholeQuestion } from './questions.ts';
import { usableSources } from './usable-sources.ts';

function textsFor(newest: string, ...texts: string[]): string[] {
  const sources = texts.map((text, i) => fakeArticle(i + 1, { text, score: 10 - i, title: `Article ${i + 1}` }));
  const pieces = extract(wholeQuestion({ subject: '', newest, about: '' }), usableSources(sources, 'en').articles);
  return pieces.flatMap((piece) => piece.units.map((unit) => unit.text));
}

describe('extract', () => {
  it('takes the one row of a table that was asked for', () => {
    const table = 'Brew: Espresso; Setting: 4-10\nBrew: French press; Setting: 38-46\nBrew: Moka pot; Setting: 12-18';
    expect(textsFor('Which setting for French press?', table)).toEqual(['Brew: French press; Setting: 38-46']);
  });

  it('brings the sentence along that another hangs on', () => {
    const text =
      'The kettle shows E3.\n\nLimescale covers the sensor of the kettle. This makes code E3 flash in the display.';
    expect(textsFor('Why does code E3 flash in the display?', text).join(' ')).toContain('Limescale covers the sensor');
  });

  it('adds a sentence for a telling word that the main part leaves out', () => {
    const text =
      'Descaling\n\nUse citric acid to descale the kettle. Heat it to 80 degrees.\n\nWhat not to use\n\nPlease do not use vinegar, it attacks the seal.';
    expect(textsFor('How do I descale the kettle, is vinegar fine?', text).join(' ')).toContain('do not use vinegar');
  });

  it('leaves out sentences that point at a picture or a link', () => {
    const text =
      'The reset button is shown in the image below. Press the reset button for ten seconds to reset the kettle.';
    expect(textsFor('How do I reset the kettle with the button?', text)).toEqual([
      'Press the reset button for ten seconds to reset the kettle.',
    ]);
  });

  it('takes no question and nobody’s own experience for an answer', () => {
    const text =
      'Have you looked at the filter of the kettle? I clean the filter of my kettle with a brush. Rinse the filter of the kettle under the tap.';
    expect(textsFor('How do I clean the filter of the kettle?', text)).toEqual([
      'Rinse the filter of the kettle under the tap.',
    ]);
  });

  it('tells one of two lists, the one that speaks of the question', () => {
    const text =
      'Pairing\n\nPairing the scale takes a minute.\n\nPairing with a tablet:\n\n1. Open the settings.\n2. Choose the tablet.\n\nPairing with a phone:\n\n1. Open the app on the phone.\n2. Hold the button.';
    expect(textsFor('How do I start pairing the scale with my phone?', text).join(' ')).not.toContain('tablet');
  });

  it('tells of numbered cases only those that fit', () => {
    const text =
      '1. Scales with a cable: Plug the cable of the scale in again.\n2. Scales with a battery: Charge the battery of the scale for an hour.\n3. Old scales: Send it to us.';
    expect(textsFor('My scale with a battery does not start, charge the battery?', text)).toEqual([
      'Scales with a battery: Charge the battery of the scale for an hour.',
    ]);
  });

  it('leaves out what stands behind a table and says nothing more about the question', () => {
    const text =
      'The grinder has 60 settings for every brew.\n\nBrew: Moka; Setting: 12-18\nBrew: French press; Setting: 38-46\n\nLet the motor rest for ten minutes.';
    expect(
      textsFor('Which of the 60 settings of the grinder is for a French press brew?', text).join(' '),
    ).not.toContain('motor');
  });

  it('takes a yes for an answer only to the question above it', () => {
    const text =
      'How long does the delivery of a parcel take?\n\nThe delivery of a parcel takes two days.\n\nCan I use a locker?\n\nYes. Choose the locker for the delivery of the parcel at the checkout.';
    expect(textsFor('How long does the delivery of my parcel take?', text).join(' ')).not.toContain('Yes');
    expect(textsFor('Can I use a locker for my parcel?', text).join(' ')).toContain('Yes, choose the locker');
  });

  it('gives nothing for no articles', () => {
    expect(textsFor('Anything?')).toEqual([]);
  });
});
