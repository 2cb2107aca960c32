import { isMet } from './metric.ts';
import type { Metric } from './suite.ts';

/** Figures as people read them. Shared by the terminal and the page, so that both say the same. */

export function figureOf(value: number, unit: Metric['unit']): string {
  if (!Number.isFinite(value)) return 'n/a';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return `${value.toFixed(1)} s`;
  if (unit === 'ms') return `${value.toFixed(2)} ms`;
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}

export function intervalOf({ interval, unit }: Metric): string {
  return interval === null ? '' : `${figureOf(interval[0], unit)} to ${figureOf(interval[1], unit)}`;
}

export function targetOf({ target, unit }: Metric): string {
  if (target === null) return '';
  if (target.atLeast !== undefined) return `at least ${figureOf(target.atLeast, unit)}`;
  return target.atMost === undefined ? '' : `at most ${figureOf(target.atMost, unit)}`;
}

export function verdictOf(metric: Metric): 'kept' | 'missed' | '' {
  const met = isMet(metric);
  if (met === null) return '';
  return met ? 'kept' : 'missed';
}

export function signed(value: number, unit: Metric['unit']): string {
  return `${value > 0 ? '+' : ''}${figureOf(value, unit)}`;
}

export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
