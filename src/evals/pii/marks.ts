import type { Labelled, PiiRow } from './rows.ts';

/** A labelled stretch and what became of it. */
export interface Found extends Labelled {
  /** Every letter and digit of it is hidden. */
  hidden: boolean;
  /** At least one letter or digit of it is hidden. */
  touched: boolean;
}

export interface Marked {
  row: PiiRow;
  /** By UTF-16 unit: hidden or not. */
  cover: Uint8Array;
  personal: Found[];
  mustKeep: Found[];
}

export function markAll(row: PiiRow, stretches: readonly { from: number; to: number }[]): Marked {
  const cover = new Uint8Array(row.text.length);
  for (const { from, to } of stretches) cover.fill(1, from, to);
  const found = (labelled: Labelled): Found => {
    const { hidden, of } = coveredOf(row.text, cover, labelled);
    return { ...labelled, hidden: hidden === of, touched: hidden > 0 };
  };
  return { row, cover, personal: row.personal.map(found), mustKeep: row.mustKeep.map(found) };
}

function coveredOf(text: string, cover: Uint8Array, { from, to }: Labelled): { hidden: number; of: number } {
  let hidden = 0;
  let of = 0;
  for (let i = from; i < to; i++) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(i))) continue;
    of++;
    hidden += cover[i] ?? 0;
  }
  return { hidden, of };
}

/** Words of a text: were they hidden, and should they have been? */
export function tokensOf({ row, cover, personal }: Marked): { hidden: boolean; personal: boolean }[] {
  return [...row.text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const end = index + word.length;
    return {
      hidden: cover.slice(index, end).some((unit) => unit === 1),
      personal: personal.some(({ from, to }) => from < end && to > index),
    };
  });
}

export function countByType(found: readonly Found[]): { type: string; hidden: number; of: number }[] {
  const byType = Map.groupBy(found, ({ type }) => type);
  return [...byType]
    .map(([type, rows]) => ({ type, hidden: rows.filter(({ hidden }) => hidden).length, of: rows.length }))
    .sort((a, b) => b.of - a.of);
}
