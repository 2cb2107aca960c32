/** A text as the words that say what it is about. */
export interface Described<T> {
  item: T;
  terms: readonly string[];
}

export interface Cluster<T> {
  items: T[];
  /** The words that hold it together, most telling first. */
  terms: string[];
}

type Vector = Map<string, number>;

interface Growing<T> {
  items: T[];
  sum: Vector;
}

/** Cosine to the middle of a cluster from which a text belongs to it. */
const ALIKE = 0.3;
const TERMS = 4;

/** Pure: texts about the same thing, largest group first. One pass over the longest texts first, so that clear ones lead. */
export function clusterByTerms<T>(texts: readonly Described<T>[]): Cluster<T>[] {
  const weightOf = rarityOf(texts);
  const groups: Growing<T>[] = [];
  for (const { item, terms } of [...texts].sort((a, b) => b.terms.length - a.terms.length)) {
    const vector = vectorOf(terms, weightOf);
    const closest = closestTo(vector, groups);
    if (closest) join(closest, item, vector);
    else groups.push({ items: [item], sum: vector });
  }
  return groups
    .sort((a, b) => b.items.length - a.items.length)
    .map(({ items, sum }) => ({ items, terms: heaviest(sum) }));
}

function rarityOf<T>(texts: readonly Described<T>[]): (term: string) => number {
  const inTexts = new Map<string, number>();
  for (const { terms } of texts) for (const term of new Set(terms)) inTexts.set(term, (inTexts.get(term) ?? 0) + 1);
  return (term) => Math.log(1 + texts.length / (inTexts.get(term) ?? 1));
}

function vectorOf(terms: readonly string[], weightOf: (term: string) => number): Vector {
  const vector: Vector = new Map([...new Set(terms)].map((term) => [term, weightOf(term)]));
  const length = Math.hypot(...vector.values()) || 1;
  return new Map([...vector].map(([term, weight]) => [term, weight / length]));
}

function closestTo<T>(vector: Vector, groups: readonly Growing<T>[]): Growing<T> | null {
  let best: Growing<T> | null = null;
  let most = ALIKE;
  for (const group of groups) {
    const likeness = cosine(vector, group.sum);
    if (likeness >= most) [best, most] = [group, likeness];
  }
  return best;
}

/** The first is of length 1. */
function cosine(first: Vector, second: Vector): number {
  let dot = 0;
  for (const [term, weight] of first) dot += weight * (second.get(term) ?? 0);
  return dot / (Math.hypot(...second.values()) || 1);
}

function join<T>(group: Growing<T>, item: T, vector: Vector): void {
  group.items.push(item);
  for (const [term, weight] of vector) group.sum.set(term, (group.sum.get(term) ?? 0) + weight);
}

function heaviest(sum: Vector): string[] {
  return [...sum]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TERMS)
    .map(([term]) => term);
}
