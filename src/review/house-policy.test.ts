import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FLOOR, parseHousePolicy } from './house-policy.ts';

const OURS = readFileSync('prompts/policy.yaml', 'utf8');

describe('parseHousePolicy', () => {
  it('reads the policy that comes with the product', () => {
    const policy = parseHousePolicy(OURS, 'prompts/policy.yaml');
    expect(Object.keys(policy.alwaysAPerson).sort()).toEqual([...FLOOR].sort());
    expect(policy.mostClarifications).toBe(2);
  });

  it.each(FLOOR)('S19: does not let a file take %s away from people', (risk) => {
    const without = OURS.replace(new RegExp(`^  ${risk}:.*\n`, 'm'), '');
    expect(() => parseHousePolicy(without, 'policy')).toThrow(/do not take it out/);
  });

  it('lets staff reword a reason and add a risk', () => {
    const changed = OURS.replace('It has a legal side.', 'Legal reads this first.').replace(
      '  spam:',
      '  vip: Our best customers talk to people.\n  spam:',
    );
    expect(parseHousePolicy(changed, 'policy').alwaysAPerson).toMatchObject({
      legal: 'Legal reads this first.',
      vip: 'Our best customers talk to people.',
    });
  });

  it.each([
    ['a risk that does not exist', OURS.replace('  spam:', '  aliens: Hello.\n  spam:')],
    ['a limit below nothing', OURS.replace('usd_per_day: 50', 'usd_per_day: -1')],
    ['a switch that nobody knows', `${OURS}\napprove_refunds_alone: true\n`],
    ['an empty reason', OURS.replace('It has a legal side.', '""')],
  ])('refuses %s', (_what, text) => {
    expect(() => parseHousePolicy(text, 'policy')).toThrow(/policy is not a valid policy/);
  });
});
