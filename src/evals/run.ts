import { writeFileSync } from 'node:fs';
import { type Comparison, compare, loadBaseline, saveBaseline } from './baseline.ts';
import { isMet } from './metric.ts';
import type { Options } from './options.ts';
import { htmlReport } from './report-html.ts';
import { terminalReport } from './report-terminal.ts';
import type { Suite, SuiteInput, SuiteResult } from './suite.ts';

export interface Ran {
  result: SuiteResult;
  comparison: Comparison | null;
  /** The report for stdout, as asked for. */
  output: string;
  /** True when no promised figure is missed. */
  kept: boolean;
}

export interface Surroundings extends Pick<SuiteInput, 'openAi' | 'progress'> {
  now: Date;
}

/** Measures, compares, and writes what was asked for. */
export async function runSuite(suite: Suite, options: Options, { now, openAi, progress }: Surroundings): Promise<Ran> {
  // Read first: an unreadable baseline must not cost the time of a run.
  const baseline = options.baseline === null ? null : loadBaseline(options.baseline, suite.name);
  const { parts, items } = await suite.run({ ...options, openAi, progress });
  const result: SuiteResult = {
    suite: suite.name,
    data: options.data,
    brain: options.brain,
    at: now.toISOString(),
    parts,
    items,
  };
  const comparison = baseline === null ? null : compare(result, baseline);
  if (options.saveBaseline !== null) saveBaseline(options.saveBaseline, result);
  if (options.html !== null) {
    writeFileSync(options.html, htmlReport({ result, title: suite.title, question: suite.question, comparison }));
  }
  const kept = parts.every((part) => part.metrics.every((metric) => isMet(metric) !== false));
  return { result, comparison, output: outputOf(options, suite, { result, comparison, kept }), kept };
}

function outputOf({ json }: Options, suite: Suite, ran: Omit<Ran, 'output'>): string {
  if (!json) return terminalReport(ran.result, suite.title, ran.comparison);
  const { result, comparison, kept } = ran;
  const mistakes = result.items.filter((item) => !item.ok);
  return JSON.stringify(
    { ...result, kept, items: undefined, judged: result.items.length, mistakes, comparison },
    null,
    1,
  );
}
