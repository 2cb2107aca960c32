/** Reciprocal rank: the usual constant. What is first in one list and nowhere in the other stays behind what both have early. */
const RANK_CONSTANT = 60;

export interface Placed {
  id: number;
  articleKey: number;
}

export interface Fused extends Placed {
  score: number;
}

export interface Leg {
  ranking: readonly Placed[];
  weight: number;
}

/** Pure: several rankings -> one. Only places count, as scores of different kinds cannot be compared. */
export function fuse(legs: readonly Leg[]): Fused[] {
  const fused = new Map<number, Fused>();
  for (const { ranking, weight } of legs) {
    for (const [rank, { id, articleKey }] of ranking.entries()) {
      const before = fused.get(id)?.score ?? 0;
      fused.set(id, { id, articleKey, score: before + weight / (RANK_CONSTANT + rank + 1) });
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score || a.id - b.id);
}
