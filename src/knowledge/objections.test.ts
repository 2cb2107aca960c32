import { describe, expect, it } from 'vitest';
import { weighAbsolutes } from './absolutes.ts';
import { crossesHalves, crossesValues } from './crossed.ts';
import { affirmsDenied } from './denied-words.ts';
import { weighEvidence } from './evidence.ts';

describe('values that change their subject', () => {
  const place = 'Desks are delivered within 9 days, shelves within 4 days.';

  it('are seen when the statement takes the value of the one and the name of the other', () => {
    expect(crossesValues('Shelves are delivered within 9 days', place)).toBe(true);
    expect(crossesValues('Shelves are delivered within 4 days', place)).toBe(false);
    expect(crossesValues('Desks come within 9 days, and shelves within 4 days', place)).toBe(false);
  });

  it('are seen in two halves without any number', () => {
    const halves = 'Members collect in the shop; guests collect at the depot.';
    expect(crossesHalves('Members collect at the depot', halves)).toBe(true);
    expect(crossesHalves('Guests collect at the depot', halves)).toBe(false);
  });
});

describe('what the source names only to deny it', () => {
  it.each([
    ['Broken mirrors are replaced.', 'We do not replace mirrors. Lamps are replaced within a week.', true],
    ['Lamps are replaced.', 'We do not replace mirrors. Lamps are replaced within a week.', false],
    ['The fee is waived.', 'There is no fee.', false],
    ['Mirrors are never replaced.', 'We do not replace mirrors.', false],
    ['Renewal brings a new card.', 'Renewal brings a new card and no new number.', false],
  ])('%s', (sentence, source, expected) => {
    expect(affirmsDenied(sentence, source)).toBe(expected);
  });
});

describe('a promise without limits', () => {
  it('needs a source that gives it without limits', () => {
    expect(weighAbsolutes('You can change the plan at any time.', 'The plan can be changed at renewal only.')).toBe(
      'limited',
    );
    expect(weighAbsolutes('You can change the plan at any time.', 'The plan can be changed in the settings.')).toBe(
      'unsaid',
    );
    expect(weighAbsolutes('You can change the plan at any time.', 'Change the plan whenever you like.')).toBe('held');
    expect(weighAbsolutes('You can change the plan in May.', 'The plan can be changed in May only.')).toBe('held');
  });
});

describe('weighEvidence', () => {
  it.each([
    ['We deliver on Mondays.', 'We deliver from Tuesday to Saturday.', 'contradicted'],
    ['We deliver on Thursdays.', 'We deliver from Tuesday to Saturday.', 'backed'],
    ['Claims must arrive by the end of May.', 'Claims must arrive by 31 May.', 'backed'],
    ['Claims must arrive by the end of May.', 'Claims must arrive by 30 April.', 'contradicted'],
    ['The bill is sent on the 5th of each month.', 'The bill is sent on the 15th of each month.', 'contradicted'],
    ['The offer holds for half a year.', 'The offer holds for 6 months.', 'backed'],
    ['Transfers take 2-4 days.', 'Transfers take two to four days.', 'backed'],
    ['Seniors pay 11 EUR a month.', 'Seniors pay 7 EUR instead of 11 EUR a month.', 'contradicted'],
  ])('%s against: %s', (sentence, source, verdict) => {
    expect(weighEvidence(sentence, source)).toBe(verdict);
  });

  it('takes no heading for a statement', () => {
    const text = 'Do not open the lid while it spins.';
    expect(weighEvidence('You can open the lid.', text, 'Cleaning the lid')).not.toBe('backed');
  });
});
