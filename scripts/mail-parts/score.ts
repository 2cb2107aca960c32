import type { ReadMail } from './read-mail.ts';
import type { Example } from './rows.ts';

export interface Judged {
  example: Example;
  read: ReadMail;
  ms: number;
}

export interface Share {
  of: number;
  right: number;
  /** Null where there is nothing to count. */
  share: number | null;
}

export interface Score {
  examples: number;
  /** Mail that no person wrote: how much of it would have been answered. */
  machineMail: { of: number; reachingReplyPath: number; kindRight: number };
  people: { of: number; heldBack: number };
  newestText: Record<Example['form'] | 'all', Share>;
  quotedTextLeaked: number;
  slowestMs: number;
  mistakes: Mistake[];
}

export interface Mistake {
  id: string;
  what: 'machine mail answered' | 'person held back' | 'newest text wrong' | 'quoted text leaked';
  got: string;
  right: string;
}

/** A line shorter than this may stand in an older mail as well as in the newest. */
const TELLING_LINE = 15;

/** Pure: counts and nothing else. Exact means the same letters in the same order; white space does not count. */
export function scoreOf(judged: readonly Judged[]): Score {
  const machine = judged.filter(({ example }) => example.writtenBy !== 'human');
  const people = judged.filter(({ example }) => example.writtenBy === 'human');
  const mistakes = judged.flatMap(mistakesOf);
  const count = (what: Mistake['what']): number => mistakes.filter((mistake) => mistake.what === what).length;
  return {
    examples: judged.length,
    machineMail: {
      of: machine.length,
      reachingReplyPath: count('machine mail answered'),
      kindRight: machine.filter(({ example, read }) => read.machine?.kind === example.writtenBy).length,
    },
    people: { of: people.length, heldBack: count('person held back') },
    newestText: {
      all: shareOf(judged),
      text: shareOf(judged.filter(({ example }) => example.form === 'text')),
      html: shareOf(judged.filter(({ example }) => example.form === 'html')),
      raw: shareOf(judged.filter(({ example }) => example.form === 'raw')),
    },
    quotedTextLeaked: count('quoted text leaked'),
    slowestMs: Math.round(Math.max(0, ...judged.map(({ ms }) => ms))),
    mistakes,
  };
}

function shareOf(judged: readonly Judged[]): Share {
  const counted = judged.filter(({ example }) => example.right.length > 0);
  const right = counted.filter(isRight).length;
  return { of: counted.length, right, share: counted.length === 0 ? null : right / counted.length };
}

function isRight({ example, read }: Judged): boolean {
  const newest = squeezed(read.parts.newest);
  return example.right.some((text) => squeezed(text) === newest);
}

function mistakesOf(judged: Judged): Mistake[] {
  const { example, read } = judged;
  const { id } = example;
  const mistakes: Mistake[] = [];
  if (example.writtenBy !== 'human') {
    if (!read.machine) mistakes.push({ id, what: 'machine mail answered', got: 'a person', right: example.writtenBy });
    return mistakes;
  }
  if (read.machine) mistakes.push({ id, what: 'person held back', got: read.machine.evidence, right: 'a person' });
  if (example.right.length === 0) return mistakes;
  const right = example.right[0] ?? '';
  if (!isRight(judged)) mistakes.push({ id, what: 'newest text wrong', got: read.parts.newest, right });
  const leaked = leakOf(judged);
  if (leaked !== null) mistakes.push({ id, what: 'quoted text leaked', got: leaked, right });
  return mistakes;
}

/** The first line of the newest text that belongs to an older mail; null when there is none. */
function leakOf({ example, read }: Judged): string | null {
  const newest = squeezed(read.parts.newest);
  if (example.quoted !== null && example.quoted !== '' && newest.includes(squeezed(example.quoted)))
    return example.quoted;
  const right = example.right.map(squeezed);
  const lines = read.parts.newest.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => line.length >= TELLING_LINE && !right.some((text) => text.includes(squeezed(line)))) ?? null
  );
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
