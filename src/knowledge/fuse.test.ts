import { describe, expect, it } from 'vitest';
import { fuse, type Placed } from './fuse.ts';

const at = (...ids: number[]): Placed[] => ids.map((id) => ({ id, articleKey: id * 10 }));

describe('two rankings in one', () => {
  it('prefers what both have early to what one has first', () => {
    const fused = fuse([
      { ranking: at(1, 2, 3), weight: 1 },
      { ranking: at(4, 2, 5), weight: 1 },
    ]);
    expect(fused[0]).toMatchObject({ id: 2, articleKey: 20 });
    expect(fused[0]?.score).toBeCloseTo(2 / 62);
  });

  it('keeps what only one of them found', () => {
    const legs = [at(1), at(2)].map((ranking) => ({ ranking, weight: 1 }));
    expect(fuse(legs).map(({ id }) => id)).toEqual([1, 2]);
  });

  it('lets a heavier one decide', () => {
    const fused = fuse([
      { ranking: at(1, 2), weight: 1 },
      { ranking: at(1, 3), weight: 1 },
      { ranking: at(3), weight: 2 },
    ]);
    expect(fused[0]?.id).toBe(3);
  });

  it('keeps the order of a single one', () => {
    expect(fuse([{ ranking: at(7, 3, 9), weight: 1 }]).map(({ id }) => id)).toEqual([7, 3, 9]);
  });
});
