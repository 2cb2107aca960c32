import { describe, expect, it } from 'vitest';
import { unitsOf } from './units.ts';

const textsOf = (text: string) => unitsOf(text).map((unit) => `${unit.kind}: ${unit.text}`);

describe('unitsOf', () => {
  it('reads headings, sentences and steps with the words that lead them', () => {
    const units = unitsOf(
      'Skip a box\n\nYou can skip one. It is free.\n\nFollow these steps:\n\n1. Log in.\n2. Press Skip.',
    );
    expect(units.map((unit) => unit.text)).toEqual(['You can skip one.', 'It is free.', 'Log in.', 'Press Skip.']);
    expect(units.map((unit) => unit.heading)).toEqual(['Skip a box', 'Skip a box', 'Skip a box', 'Skip a box']);
    expect(units.at(-1)).toMatchObject({ kind: 'step', lead: 'Follow these steps:' });
  });

  it('leaves out tables of contents', () => {
    expect(textsOf('In this article:\n\n- First part\n- Second part\n\nThe answer is 42.')).toEqual([
      'sentence: The answer is 42.',
    ]);
  });

  it('keeps a nested item with its parent', () => {
    expect(textsOf('1. Choose one:\n  - red\n  - blue\n2. Save.')).toEqual([
      'step: Choose one: red; blue',
      'step: Save.',
    ]);
  });

  it('knows a table row', () => {
    expect(textsOf('Brew: French press; Setting: 38-46')).toEqual(['row: Brew: French press; Setting: 38-46']);
  });

  it('joins a bare "Yes." with the sentence it belongs to', () => {
    expect(textsOf('Yes. You can skip a box.')).toEqual(['sentence: Yes, you can skip a box.']);
  });
});
