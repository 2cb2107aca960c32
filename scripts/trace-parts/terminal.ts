import { styleText } from 'node:util';
import type { TicketTrace, TracedSpan, TracedStage, Usage } from './read-trace.ts';

const dim = (text: string): string => styleText('dim', text);

export function traceText({ ticketId, turns, total }: TicketTrace, full: boolean): string {
  const lines = [
    styleText('bold', `Ticket ${ticketId}`),
    `${turns.length} ${turns.length === 1 ? 'turn' : 'turns'} · ${costOf(total)}`,
  ];
  for (const { id, state, reason, startedAt, stages } of turns) {
    lines.push('', styleText('bold', `turn ${id} · ${state}`) + dim(` · ${startedAt.toISOString()}`));
    if (reason !== null) lines.push(`  ${reason}`);
    for (const stage of stages) lines.push(...stageLines(stage, full));
  }
  return lines.join('\n');
}

function stageLines(stage: TracedStage, full: boolean): string[] {
  const who = [stage.model ?? stage.brain, stage.promptHash === null ? null : `prompt ${stage.promptHash}`].filter(
    (each) => each !== null,
  );
  const cost = stage.usage !== null && stage.usage.calls > 0 ? [costOf(stage.usage)] : [];
  const head = `  ${stage.stage.padEnd(9)} ${`${stage.ms} ms`.padStart(9)}`;
  return [
    `${head}  ${dim([...who, ...cost].join(' · '))}`.trimEnd(),
    ...stage.says.map((line) => `${' '.repeat(23)}${line}`),
    ...stage.spans.flatMap((span) => spanLines(span, full)),
  ];
}

function spanLines(span: TracedSpan, full: boolean): string[] {
  const error = span.error === null ? '' : styleText('red', ` ${span.error}`);
  const head = `${' '.repeat(23)}${dim(`↳ ${span.name} ${span.ms} ms`)}${error}`;
  if (!full || span.input === null) return [head];
  const indented = (title: string, text: string): string[] => [
    dim(`${' '.repeat(25)}${title}`),
    ...text.split('\n').map((line) => `${' '.repeat(27)}${line}`),
  ];
  return [head, ...indented('to the model', span.input), ...indented('from the model', span.output ?? '')];
}

export function costOf({ calls, inputTokens, cachedTokens, outputTokens, usd }: Usage): string {
  if (calls === 0) return 'no model was asked';
  const n = (value: number): string => value.toLocaleString('en');
  return `${n(calls)} ${calls === 1 ? 'call' : 'calls'}, ${n(inputTokens)} tokens in (${n(cachedTokens)} cached), ${n(outputTokens)} out, ${usd.toFixed(5)} USD`;
}
