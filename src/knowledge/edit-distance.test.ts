import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['kettle', 'kettle', 0],
    ['ketle', 'kettle', 1],
    ['retrun', 'return', 1],
    ['opne', 'open', 1],
    ['grindr', 'grander', 2],
    ['', 'ab', 2],
    ['cat', 'dog', 3],
  ])('from %s to %s takes %i', (first, second, steps) => {
    expect(editDistance(first, second, 3)).toBe(steps);
    expect(editDistance(second, first, 3)).toBe(steps);
  });

  it('does not look further than asked', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
    expect(editDistance('a', 'abcdef', 2)).toBe(3);
  });
});
