import { styleText } from 'node:util';
import type { ReadMail } from './read-mail.ts';
import type { Score } from './score.ts';
import type { Target } from './targets.ts';

const MOST_MISTAKES = 10;
const LONGEST_QUOTE = 12;

export function scorePage(path: string, score: Score, targets: readonly Target[]): string {
  const width = Math.max(...targets.map(({ name }) => name.length));
  const values = Math.max(...targets.map(({ value }) => value.length));
  return [
    styleText('bold', `${path}: ${score.examples} mails`),
    ...targets.map(
      ({ name, value, target, met }) =>
        `${met ? styleText('green', '✓') : styleText('red', '✗')} ${name.padEnd(width)}  ${value.padEnd(values)}  ${styleText('dim', target)}`,
    ),
    styleText('dim', `Slowest mail ${score.slowestMs} ms`),
    ...score.mistakes
      .slice(0, MOST_MISTAKES)
      .map(
        ({ id, what, got, right }) =>
          `\n${styleText('yellow', `${id}: ${what}`)}\n  got    ${short(got)}\n  right  ${short(right)}`,
      ),
    ...(score.mistakes.length > MOST_MISTAKES
      ? [`\n… and ${score.mistakes.length - MOST_MISTAKES} more (--json has all)`]
      : []),
  ].join('\n');
}

function short(text: string): string {
  const line = JSON.stringify(text);
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** One mail, as a person would want to see it. */
export function mailPage({ from, subject, machine, parts }: ReadMail): string {
  const { newest, signature, footer, quoted } = parts;
  const verdict = machine
    ? `${styleText('yellow', KIND_WORDS[machine.kind])} (${machine.evidence}). It is not answered.`
    : `${styleText('green', 'A person wrote this.')} It may be answered.`;
  const head = [from ? `From     ${from}` : '', subject ? `Subject  ${subject}` : '', verdict]
    .filter(Boolean)
    .join('\n');
  return [
    head,
    section('Newest text', newest),
    section('Signature', signature),
    section('Footer', footer),
    section('Quoted', firstLines(quoted), 'dim'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const KIND_WORDS = {
  bounce: 'A mail system wrote this',
  auto_reply: 'An automatic reply',
  feedback_report: 'A complaint forwarded by a mailbox provider',
  bulk: 'A newsletter or other mass mail',
} as const;

function section(title: string, text: string, style: 'dim' | 'reset' = 'reset'): string {
  return text === '' ? '' : `${styleText('bold', title)}\n${styleText(style, text)}`;
}

function firstLines(text: string): string {
  const lines = text.split('\n');
  return lines.length <= LONGEST_QUOTE
    ? text
    : [...lines.slice(0, LONGEST_QUOTE), `… ${lines.length - LONGEST_QUOTE} more lines`].join('\n');
}
