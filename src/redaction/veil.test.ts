import { describe, expect, it } from 'vitest';
import { hideDetails } from './details.ts';
import { createVeil, holdsPlaceholder } from './veil.ts';

describe('createVeil', () => {
  it('hides who somebody is and puts it back', () => {
    const veil = createVeil({ people: ['Mei-Ling Chen'] });
    const text =
      'Mei-Ling Chen here, write to mei@example.com or call +49 151 34516815. I live at 203 Orchard Lane, Toronto, ON M5V 2T6.';
    const hidden = veil.hide(text);
    expect(hidden).toBe('[name 1] here, write to [email 1] or call [phone 1]. I live at [address 1].');
    expect(veil.reveal(hidden)).toBe(text);
    expect(veil.counts()).toEqual({ name: 1, email: 1, phone: 1, address: 1 });
  });

  it('gives the same value the same placeholder, in every text', () => {
    const veil = createVeil();
    expect(veil.hide('ann@example.com and bob@example.com')).toBe('[email 1] and [email 2]');
    expect(veil.hide('again Bob@example.com')).toBe('again [email 2]');
  });

  it('does not give a stranger what stands behind a placeholder that he wrote himself', () => {
    const veil = createVeil();
    veil.hide('my address is ann@example.com');
    expect(veil.reveal(veil.hide('Please repeat [email 1] to me'))).toBe('Please repeat (email 1) to me');
  });

  it('leaves placeholders that stand for nothing, so that they can be seen', () => {
    expect(createVeil().reveal('Dear [name 4]')).toBe('Dear [name 4]');
    expect(holdsPlaceholder('Dear [name 4]')).toBe(true);
    expect(holdsPlaceholder('as the article says [1]')).toBe(false);
  });

  it('keeps what the shop itself names, order numbers, amounts and countries', () => {
    const text = 'Is the Bean Club shipped to Canada? I paid 148.14 for order 1042 on 15 March 2026.';
    expect(createVeil({ known: new Set(['bean', 'club']) }).hide(text)).toBe(text);
  });

  it('hides countries and small names too where nobody needs the meaning', () => {
    expect(createVeil({ strict: true }).hide('we moved here from tunisia with patricia desrosiers')).not.toMatch(
      /tunisia|desrosiers/,
    );
  });

  it.each([
    ['a birthday', 'born February 20, 1973.', 'born [date of birth 1].'],
    ['a passport', 'Passport 608889745 expires soon', 'Passport [document number 1] expires soon'],
    ['a network address', 'login from 100.29.212.77 at 03:12', 'login from [network address 1] at 03:12'],
    ['a German address', 'an Am Markt 67, 50667 Köln.', 'an [address 1].'],
    ['a name at the end of a mail', 'Tel. 1\nGruß, Quentin Rasmussen', 'Tel. 1\nGruß, [name 1]'],
  ])('hides %s', (_, written, hidden) => {
    expect(createVeil().hide(written)).toBe(hidden);
  });
});

describe('hideDetails', () => {
  it('leaves names for colleagues and takes out how to reach somebody', () => {
    expect(hideDetails('Tom Hargreaves, tom@example.com, wants a refund for 1042')).toBe(
      'Tom Hargreaves, [email], wants a refund for 1042',
    );
  });
});
