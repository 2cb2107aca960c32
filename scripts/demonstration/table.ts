import { styleText } from 'node:util';
import type { CaseOutcome } from './outcome.ts';

const ROUTE_STYLE = { automatic: 'green', review: 'yellow', person: 'magenta' } as const;

/** The finished cases, one line each and the reason below it: readable at 120 columns. */
export function tableOf(outcomes: readonly CaseOutcome[]): string {
  const header = row(['ticket', 'subject', 'intent', 'urgency', 'route', 'sources', 'time']);
  return [styleText('bold', header), ...outcomes.flatMap(linesOf)].join('\n');
}

const WIDTHS = [8, 34, 30, 8, 10, 22, 7];

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => fit(cell, WIDTHS[index] ?? 10)).join(' ');
}

function fit(text: string, width: number): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat.padEnd(width);
}

function linesOf(outcome: CaseOutcome): string[] {
  const { assessment } = outcome;
  const intent = assessment ? `${assessment.intent} ${Math.round(assessment.confidence * 100)} %` : '–';
  const records = outcome.sources
    .filter((source) => source.kind === 'record' && (outcome.draft?.text ?? '').includes(`[${source.n}]`))
    .map((source) => source.title);
  const sources = [...records, ...outcome.cited.map((cited) => cited.title)].join(', ') || '–';
  const time = outcome.ms === null ? '–' : `${(outcome.ms / 1_000).toFixed(1)} s`;
  const cells = [
    `#${outcome.ticketId}`,
    outcome.subject,
    intent,
    assessment?.urgency ?? '–',
    outcome.route,
    sources,
    time,
  ];
  const style = ROUTE_STYLE[outcome.route as keyof typeof ROUTE_STYLE];
  const line = style ? styleText(style, row(cells)) : styleText('dim', row(cells));
  const why = outcome.reasons.map((reason) => reason.words).join(' ');
  return [line, styleText('dim', `         ${why.length > 118 ? `${why.slice(0, 117)}…` : why}`)];
}
