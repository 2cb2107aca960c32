import { describe, expect, it } from 'vitest';
import { messageKey } from './effect.ts';

describe('messageKey', () => {
  it('names the message alone, and a later requester of the same message besides', () => {
    expect(messageKey(5001, 77)).toBe('5001:77');
    expect(messageKey(5001, 77, 0)).toBe('5001:77');
    expect(messageKey(5001, 77, 1)).toBe('5001:77:1');
  });
});
