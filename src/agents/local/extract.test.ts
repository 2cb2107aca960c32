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

  it('gives nothing for no articles', () => {
    expect(textsFor('Anything?')).toEqual([]);
  });
});
