import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { bootstrapMean, type Interval } from './statistics.ts';
import type { Item, Metric, SuiteResult } from './suite.ts';

const Baseline = z.object({
  suite: z.string(),
  brain: z.string(),
  at: z.string(),
  metrics: z.record(z.string(), z.number()),
  /** By item: what came out, and whether it was right. No words of customers are kept. */
  items: z.record(z.string(), z.object({ ok: z.boolean(), got: z.string() })),
});
export type Baseline = z.infer<typeof Baseline>;

export interface Comparison {
  at: string;
  brain: string;
  metrics: { key: string; label: string; unit: Metric['unit']; before: number; now: number }[];
  parts: { part: string; compared: number; change: number; interval: Interval; verdict: 'better' | 'worse' | 'same' }[];
  /** Wrong before and right now, and the other way round. */
  mended: Item[];
  broken: Item[];
}

export function saveBaseline(path: string, { suite, brain, at, parts, items }: SuiteResult): void {
  const baseline: Baseline = {
    suite,
    brain,
    at,
    metrics: Object.fromEntries(parts.flatMap((part) => part.metrics.map(({ key, value }) => [key, value]))),
    items: Object.fromEntries(items.map(({ id, ok, got }) => [id, { ok, got }])),
  };
  writeFileSync(path, `${JSON.stringify(baseline)}\n`);
}

export function loadBaseline(path: string, suite: string): Baseline {
  const parsed = Baseline.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is not a baseline that --save-baseline wrote`);
  if (parsed.data.suite !== suite) throw new Error(`${path} is a baseline of the suite ${parsed.data.suite}`);
  return parsed.data;
}

/** This run beside an earlier one: the same messages in pairs, so that a small real change is seen through the noise. */
export function compare(result: SuiteResult, baseline: Baseline): Comparison {
  const known = result.items.flatMap((item) => {
    const before = baseline.items[item.id];
    return before === undefined ? [] : [{ item, before }];
  });
  const parts = [...new Set(known.map(({ item }) => item.part))].map((part) => {
    const pairs = known.filter(({ item }) => item.part === part);
    const differences = pairs.map(({ item, before }) => Number(item.ok) - Number(before.ok));
    const interval = bootstrapMean(differences);
    const change = differences.reduce((sum, difference) => sum + difference, 0) / pairs.length;
    return { part, compared: pairs.length, change, interval, verdict: verdictOf(interval) };
  });
  return {
    at: baseline.at,
    brain: baseline.brain,
    metrics: changedMetrics(result, baseline),
    parts,
    mended: known.filter(({ item, before }) => item.ok && !before.ok).map(({ item }) => item),
    broken: known.filter(({ item, before }) => !item.ok && before.ok).map(({ item }) => item),
  };
}

function verdictOf([low, high]: Interval): 'better' | 'worse' | 'same' {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'same';
}

function changedMetrics({ parts }: SuiteResult, baseline: Baseline): Comparison['metrics'] {
  return parts
    .flatMap((part) => part.metrics)
    .flatMap(({ key, label, unit, value }) => {
      const before = baseline.metrics[key];
      return before === undefined || before === value ? [] : [{ key, label, unit, before, now: value }];
    });
}
