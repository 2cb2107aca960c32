import { describe, expect, it } from 'vitest';
import { bitsOf, bytesOf, literalOf, similarity, vectorOf } from './vector.ts';

const VECTOR = [0.5, -0.25, 0, 0.1];

describe('vectors as the database keeps them', () => {
  it('are signs where bits are compared', () => {
    expect(bitsOf(VECTOR)).toBe('1001');
  });

  it('point the same way after eight bits a dimension', () => {
    expect(similarity(VECTOR, vectorOf(bytesOf(VECTOR)))).toBeGreaterThan(0.999);
  });

  it('that are nothing resemble nothing', () => {
    expect([...vectorOf(bytesOf([0, 0]))]).toEqual([0, 0]);
    expect(similarity([0, 0], [1, 0])).toBe(0);
  });

  it('are read by pgvector as numbers between brackets', () => {
    expect(literalOf([1, -2, 0])).toBe('[1,-2,0]');
  });
});
