import type { Fact } from '../facts.ts';
import type { Claim } from './claims.ts';

const FAMILY = 4;

/** Pure: so many values for one sentence are a family of products or plans, each with its own; a help center in disorder has two or three. */
export function withoutFamilies<Pair extends { first: Claim; second: Claim }>(found: readonly Pair[]): Pair[] {
  const values = new Map<Claim, Set<string>>();
  const note = (claim: Claim, { fact }: Claim): void => {
    const seen = values.get(claim) ?? new Set(claim.fact ? [asText(claim.fact)] : []);
    values.set(claim, fact ? seen.add(asText(fact)) : seen);
  };
  for (const { first, second } of found) {
    note(first, second);
    note(second, first);
  }
  const isFamily = (claim: Claim): boolean => (values.get(claim)?.size ?? 0) >= FAMILY;
  return found.filter(({ first, second }) => !isFamily(first) && !isFamily(second));
}

function asText({ from, to }: Fact): string {
  return `${from} ${to}`;
}
