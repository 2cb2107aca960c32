import { wilson } from './statistics.ts';
import type { Metric, Target } from './suite.ts';

export interface Said {
  key: string;
  label: string;
  target?: Target;
  note?: string;
}

/** So many of so many, with its interval. */
export function share({ key, label, target, note }: Said, hits: number, of: number): Metric {
  const value = of === 0 ? 0 : hits / of;
  return { key, label, value, unit: 'share', interval: wilson(hits, of), target: target ?? null, note: note ?? null };
}

/** Any other figure. */
export function figure({ key, label, target, note }: Said, value: number, unit: Metric['unit'] = 'number'): Metric {
  return { key, label, value, unit, interval: null, target: target ?? null, note: note ?? null };
}

/** Whether a figure keeps what was promised; null when nothing was promised. */
export function isMet({ value, target }: Metric): boolean | null {
  if (target === null) return null;
  return value >= (target.atLeast ?? -Infinity) && value <= (target.atMost ?? Infinity);
}
