import { styleText } from 'node:util';
import type { Comparison } from './baseline.ts';
import { figureOf, intervalOf, shortened, signed, targetOf, verdictOf } from './say.ts';
import type { Item, Metric, Part, SuiteResult, Table } from './suite.ts';

const SHOWN_ITEMS = 8;
const MARK = {
  kept: styleText('green', '✓ kept'),
  missed: styleText('red', '✗ missed'),
  '': '',
} as const;

/** The report for a terminal: what was promised first, then the rest, then what changed. */
export function terminalReport(result: SuiteResult, title: string, comparison: Comparison | null): string {
  const lines = [
    styleText('bold', `${title} · ${result.brain} brain`),
    styleText('dim', `${result.data} · ${result.at}`),
    ...result.parts.flatMap(partLines),
    ...mistakes(result.items),
    ...(comparison === null ? [] : comparisonLines(comparison)),
  ];
  return lines.join('\n');
}

function partLines({ name, about, metrics, tables }: Part): string[] {
  const width = Math.max(20, ...metrics.map(({ label }) => label.length));
  return [
    '',
    styleText('bold', name),
    styleText('dim', about),
    ...metrics.map((metric) => metricLine(metric, width)),
    ...tables.flatMap(tableLines),
  ];
}

function metricLine(metric: Metric, width: number): string {
  const value = figureOf(metric.value, metric.unit).padStart(10);
  const facts = [
    metric.interval === null ? '' : `(${intervalOf(metric)})`,
    metric.target === null ? '' : `promised ${targetOf(metric)}`,
    MARK[verdictOf(metric)],
  ].filter((fact) => fact !== '');
  const note = metric.note === null ? [] : [styleText('dim', `${' '.repeat(6)}${metric.note}`)];
  return [`  ${metric.label.padEnd(width)} ${value}  ${facts.join('  ')}`, ...note].join('\n');
}

function tableLines({ title, columns, rows }: Table): string[] {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]) => `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`;
  return ['', `  ${title}`, styleText('dim', line(columns)), ...rows.map(line)];
}

function mistakes(items: readonly Item[]): string[] {
  const wrong = items.filter((item) => !item.ok);
  if (wrong.length === 0) return [];
  return ['', styleText('bold', `Mistakes: ${wrong.length} of ${items.length} messages`), ...itemLines(wrong)];
}

function itemLines(items: readonly Item[]): string[] {
  const lines = items
    .slice(0, SHOWN_ITEMS)
    .map(({ text, expected, got }) => `  “${shortened(text, 70)}”\n      expected ${expected}, got ${got}`);
  const rest = items.length - SHOWN_ITEMS;
  return rest > 0 ? [...lines, styleText('dim', `  and ${rest} more; --html or --json has all of them`)] : lines;
}

function comparisonLines(comparison: Comparison): string[] {
  const parts = comparison.parts.map(({ part, compared, change, interval, verdict }) => {
    const range = `${signed(interval[0], 'share')} to ${signed(interval[1], 'share')}`;
    const word = { better: styleText('green', 'better'), worse: styleText('red', 'worse'), same: 'no clear change' };
    return `  ${part}: ${signed(change, 'share')} (${range}) over ${compared} messages: ${word[verdict]}`;
  });
  return [
    '',
    styleText('bold', `Compared with the run of ${comparison.at} (${comparison.brain} brain)`),
    ...parts,
    ...comparison.metrics.map(
      ({ label, key, unit, before, now }) => `  ${label} [${key}]: ${figureOf(before, unit)} -> ${figureOf(now, unit)}`,
    ),
    `  ${comparison.mended.length} mended, ${comparison.broken.length} broken`,
    ...itemLines(comparison.broken),
  ];
}
