import { describe, expect, it } from 'vitest';
import { isOpenAt, openTimeBetween, parseBusinessHours } from './business-hours.ts';

const OFFICE = parseBusinessHours('Mon-Fri 09:00-17:00 Europe/Amsterdam');

describe('business hours', () => {
  it('are read, or refused when they cannot be understood', () => {
    expect(OFFICE).toMatchObject({ from: 540, to: 1_020, timeZone: 'Europe/Amsterdam' });
    expect([...(parseBusinessHours('Sat-Mon 10:00-12:30 UTC')?.days ?? [])]).toEqual([6, 0, 1]);
    for (const wrong of [
      '',
      'always',
      'Mon-Fri 17:00-09:00 UTC',
      'Mon-Fri 09:00-17:00 Mars/Olympus',
      'Foo 1:00-2:00 UTC',
    ])
      expect(parseBusinessHours(wrong), wrong).toBeNull();
  });

  it.each([
    ['2026-11-20T07:59:00Z', false],
    ['2026-11-20T08:00:00Z', true],
    ['2026-11-20T15:59:00Z', true],
    ['2026-11-20T16:00:00Z', false],
    ['2026-11-21T10:00:00Z', false],
    // Summer time: an hour earlier.
    ['2026-07-01T07:00:00Z', true],
  ])('at %s: %s', (at, open) => {
    expect(isOpenAt(OFFICE, new Date(at))).toBe(open);
  });

  it('count only the time at work: Friday 16:50 to Monday 09:10 are twenty minutes', () => {
    const friday = new Date('2026-11-20T15:50:00Z');
    const monday = new Date('2026-11-23T08:10:00Z');
    expect(openTimeBetween(OFFICE, friday, monday)).toBe(20 * 60_000);
    expect(openTimeBetween(null, friday, monday)).toBe(monday.getTime() - friday.getTime());
  });
});
