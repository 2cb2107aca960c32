import { describe, expect, it } from 'vitest';
import { storable } from './storable.ts';

describe('storable', () => {
  it('replaces what Postgres refuses, however deep it lies, and leaves the rest alone', () => {
    const at = new Date(0);
    const value = { text: 'a\u0000b', list: ['\ud83d', '😊'], at, n: 3, none: null };
    expect(storable(value)).toEqual({ text: 'a\uFFFDb', list: ['\uFFFD', '😊'], at, n: 3, none: null });
  });
});
