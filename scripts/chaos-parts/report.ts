import { styleText } from 'node:util';
import { CRASH_POINTS } from '../../src/platform/crash-point.ts';
import { countBreaches, RULES, type Rule } from './checker.ts';
import type { ChaosResult } from './run.ts';

/** What a run came to, for people. */
export function reportOf(result: ChaosResult): string {
  const { options, breaches, evidence, disasters, crashes } = result;
  const counts = countBreaches(breaches);
  const head = `${options.tickets} tickets, queue on ${options.backend}, seed ${options.seed}${options.unsafe ? ', PROTECTION OFF' : ''}: ${result.seconds.toFixed(0)} s`;
  return [
    styleText('bold', head),
    '',
    ...Object.keys(counts).map((rule) => line(RULES[rule as Rule], counts[rule as Rule])),
    ...(result.unfinished === null ? [] : [styleText('red', `  not at rest: ${JSON.stringify(result.unfinished)}`)]),
    '',
    `Played    ${played(result)}`,
    `Broken    ${result.faults} calls spoiled; ${listOf(disasters)}; ${result.restarts} processes started again, ${result.fallen} of them fallen by their own fault`,
    `Crashed   ${listOf(crashes)}`,
    ...Object.entries(result.quarantined).map(([reason, count]) =>
      styleText('red', `  in quarantine: ${count} because of: ${reason}`),
    ),
    ...(evidence.tickets.length === 0 ? [] : [`Log       ${result.logFile}`]),
    ...breaches
      .slice(0, 30)
      .map(({ rule, ticketId, what }) => styleText('red', `  ${RULES[rule]}: ticket ${ticketId}: ${what}`)),
  ].join('\n');
}

function line(name: string, count: number): string {
  const text = `  ${name.padEnd(26)} ${String(count).padStart(5)}`;
  return count === 0 ? styleText('green', text) : styleText('red', text);
}

function played({ evidence }: ChaosResult): string {
  const writes = evidence.tickets.flatMap((ticket) => ticket.writes);
  const count = (by: string, comment: string): number =>
    writes.filter((write) => write.by === by && write.comment === comment).length;
  const taken = evidence.presses.filter((press) => press.told === 'taken').length;
  return [
    `${count('customer', 'public')} customer messages`,
    `${count('colleague', 'public')} human replies`,
    `${count('bot', 'private')} notes`,
    `${evidence.cards.length} cards (${evidence.cards.filter((card) => card.withdrawn).length} taken back)`,
    `${evidence.presses.length} presses (${taken} decided)`,
    `${count('bot', 'public')} replies`,
    `${evidence.refunds.length} refunds`,
  ].join(', ');
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** For machines: the same, without colours. */
export function jsonOf(result: ChaosResult): unknown {
  const { options, breaches, disasters, crashes, restarts, fallen, quarantined, faults, seconds, unfinished } = result;
  return {
    options,
    counts: countBreaches(breaches),
    breaches,
    unfinished,
    played: played(result),
    disasters,
    crashes,
    crashPoints: CRASH_POINTS,
    restarts,
    fallen,
    quarantined,
    faults,
    seconds: Math.round(seconds),
    logFile: result.logFile,
  };
}

/** What decides the exit code: any breach, or work that never ended. With the protection off, the absence of duplicates. */
export function isGood({ options, breaches, unfinished }: ChaosResult): boolean {
  if (!options.unsafe) return breaches.length === 0 && unfinished === null;
  const counts = countBreaches(breaches);
  return counts.answeredTwice + counts.noteTwice + counts.cardTwice > 0;
}
