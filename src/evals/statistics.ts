import { createRandom } from '../agents/local/random.ts';

export type Interval = readonly [number, number];

const Z95 = 1.96;

/** Wilson's 95 % interval of a share: honest for small numbers and near 0 and 1, where the usual formula is not. */
export function wilson(hits: number, of: number): Interval {
  if (of === 0) return [0, 1];
  const p = hits / of;
  const spread = Z95 ** 2 / of;
  const centre = (p + spread / 2) / (1 + spread);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / of + spread / (4 * of))) / (1 + spread);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const RESAMPLES = 2_000;

/** 95 % interval of the mean of paired differences (this run minus the baseline, message by message), by bootstrap. */
export function bootstrapMean(differences: readonly number[], seed = 11): Interval {
  if (differences.length === 0) return [0, 0];
  const random = createRandom(seed);
  const means: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    let sum = 0;
    for (let i = 0; i < differences.length; i++) sum += differences[Math.floor(random() * differences.length)] ?? 0;
    means.push(sum / differences.length);
  }
  means.sort((a, b) => a - b);
  return [quantile(means, 0.025), quantile(means, 0.975)];
}

/** Of sorted values. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(sorted.length * share)))] ?? 0;
}

/** How often a member of `higher` outranks one of `lower`; ties count half. 1 is perfect, 0.5 is a coin. */
export function auroc(higher: readonly number[], lower: readonly number[]): number {
  if (higher.length === 0 || lower.length === 0) return Number.NaN;
  const all = [...higher.map((value) => ({ value, up: true })), ...lower.map((value) => ({ value, up: false }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    for (let i = from; i < to; i++) if (all[i]?.up) ranks += (from + 1 + to) / 2;
    from = to;
  }
  return (ranks - (higher.length * (higher.length + 1)) / 2) / (higher.length * lower.length);
}

export interface Judged {
  confidence: number;
  ok: boolean;
}

const BINS = 10;

/** Expected calibration error over bins of equal size: by how much "80 % sure" differs from 80 % right, on average. */
export function calibrationError(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((a, b) => a.confidence - b.confidence);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const rows = sorted.slice(Math.floor((bin * sorted.length) / BINS), Math.floor(((bin + 1) * sorted.length) / BINS));
    const told = rows.reduce((total, row) => total + row.confidence, 0);
    sum += Math.abs(told - rows.filter((row) => row.ok).length);
  }
  return sorted.length === 0 ? 0 : sum / sorted.length;
}

/** The largest share of messages that can be decided, surest first, with at least this share of them right. */
export function shareDecidedAt(precision: number, judged: readonly Judged[]): number {
  const sorted = judged.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let best = 0;
  sorted.forEach((row, i) => {
    if (row.ok) right++;
    if (right / (i + 1) >= precision) best = i + 1;
  });
  return sorted.length === 0 ? 0 : best / sorted.length;
}
