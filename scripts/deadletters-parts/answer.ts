import type { Database } from '../../src/platform/database.ts';
import {
  type DeadLetter,
  type LetterRef,
  listDeadLetters,
  readRef,
  replayDeadLetter,
  showDeadLetter,
} from '../../src/upkeep/dead-letters.ts';

export interface Answer {
  text: string;
  exitCode: 0 | 1 | 2;
}

export const USAGE = `Usage: ./scripts/deadletters list [--json]
       ./scripts/deadletters show REF [--json]          for example inbox:12, turn:5, effect:9
       ./scripts/deadletters replay REF|all [--json]

Needs DATABASE_URL. \`replay\` gives a row back to the workers with a clean count and leaves an entry in the audit; what may already
have happened at Zendesk, Slack or the back office is looked for there before it is done again.
Exit code 0: done; 1: nothing there, or refused; 2: not understood.`;

export async function answerDeadLetters(database: Database, args: readonly string[], by: string): Promise<Answer> {
  const json = args.includes('--json');
  const [command, which, ...rest] = args.filter((argument) => argument !== '--json');
  if (rest.length > 0) return { text: USAGE, exitCode: 2 };
  if (command === 'list' && which === undefined) return list(database, json);
  if (command === 'replay' && which === 'all') return replayAll(database, by, json);
  const ref = readRef(which ?? '');
  if (command === 'show' && ref) return show(database, ref, json);
  if (command === 'replay' && ref) return replay(database, { ref, by, json });
  return { text: USAGE, exitCode: 2 };
}

async function list(database: Database, json: boolean): Promise<Answer> {
  const letters = await listDeadLetters(database);
  if (json) return { text: JSON.stringify(letters, null, 2), exitCode: 0 };
  if (letters.length === 0) return { text: 'Nothing is in quarantine.', exitCode: 0 };
  return { text: letters.map(lineOf).join('\n'), exitCode: 0 };
}

function lineOf({ ref, what, state, reason, attempts, ticketId, since }: DeadLetter): string {
  const ticket = ticketId === null ? 'no ticket' : `ticket ${ticketId}`;
  const when = since.toISOString().slice(0, 16).replace('T', ' ');
  return `${ref.padEnd(12)} ${state.padEnd(7)} ${when}  ${ticket}, ${what}, ${attempts} attempts: ${reason ?? 'no reason given'}`;
}

async function show(database: Database, ref: LetterRef, json: boolean): Promise<Answer> {
  const row = await showDeadLetter(database, ref);
  if (!row) return { text: json ? 'null' : 'There is no such row.', exitCode: 1 };
  if (json) return { text: JSON.stringify(row, null, 2), exitCode: 0 };
  const lines = Object.entries(row).map(([name, value]) => `${name.padEnd(18)} ${wordsOf(value)}`);
  return { text: lines.join('\n'), exitCode: 0 };
}

function wordsOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '-');
}

interface Replay {
  ref: LetterRef;
  by: string;
  json: boolean;
}

async function replay(database: Database, { ref, by, json }: Replay): Promise<Answer> {
  const replayed = await replayDeadLetter(database, ref, by);
  const exitCode = replayed.kind === 'replayed' ? 0 : 1;
  if (json) return { text: JSON.stringify(replayed), exitCode };
  if (replayed.kind === 'refused') return { text: `Not replayed. ${replayed.reason}`, exitCode };
  const also = replayed.also > 0 ? ` So will ${replayed.also} that waited for it.` : '';
  return { text: `${ref.kind}:${ref.id} will be tried again.${also}`, exitCode };
}

async function replayAll(database: Database, by: string, json: boolean): Promise<Answer> {
  const results: { ref: string; kind: string }[] = [];
  for (const letter of await listDeadLetters(database)) {
    const ref = readRef(letter.ref);
    if (ref) results.push({ ref: letter.ref, kind: (await replayDeadLetter(database, ref, by)).kind });
  }
  if (json) return { text: JSON.stringify(results), exitCode: 0 };
  const count = results.filter(({ kind }) => kind === 'replayed').length;
  return { text: `${count} of ${results.length} will be tried again.`, exitCode: 0 };
}
