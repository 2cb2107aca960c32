import type { Draft } from '../../tickets/draft.ts';
import type { ReviseInput } from '../brain.ts';
import { handOver, letterOf } from './drafter.ts';

const MARK = /\[\d{1,2}\]/;
/** Shorter quotations are words of the problem itself rather than of the draft. */
const SHORTEST_QUOTE = 8;

/**
 * The local brain cannot rephrase. It takes out the sentences that a problem names (in quotes, or word for word) and
 * hands over when nothing that answers is left, or when no problem names a sentence.
 */
export function reviseLocally(input: ReviseInput): Draft {
  const { draft, problems } = input;
  const named = quotesIn(problems);
  const kept = draft.text.split('\n').map((line) => withoutNamed(line, named, problems));
  const text = tidy(kept.join('\n'));
  const changed = text !== tidy(draft.text);
  if (changed && MARK.test(text)) {
    const reason = `Taken out after the check: ${problems.join(' ')}`.slice(0, 500);
    return { ...draft, text, confidence: draft.confidence * 0.8, reason };
  }
  const reason = `The draft could not be mended: ${problems.join(' ')}`.slice(0, 500);
  return handOver(letterOf(input), reason);
}

function quotesIn(problems: readonly string[]): string[] {
  return problems
    .flatMap((problem) => [...problem.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/g)].map((match) => plain(match[1] ?? '')))
    .filter((quote) => quote.length >= SHORTEST_QUOTE);
}

function withoutNamed(line: string, named: readonly string[], problems: readonly string[]): string {
  return line
    .split(/(?<=[.!?…])\s+/)
    .filter((sentence) => !isNamed(plain(sentence), named, problems))
    .join(' ');
}

function isNamed(sentence: string, named: readonly string[], problems: readonly string[]): boolean {
  if (sentence.length < SHORTEST_QUOTE) return false;
  if (problems.some((problem) => plain(problem).includes(sentence))) return true;
  return named.some((quote) => sentence.includes(quote) || quote.includes(sentence));
}

function plain(text: string): string {
  return text
    .replace(/\[\d{1,2}\]/g, '')
    .replace(/^\s*(?:\d{1,2}\.|-)\s+/, '')
    .replace(/[^\p{L}\p{N}%€£$]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** A list marker whose text went is dropped, and empty lines close up. */
function tidy(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:\d{1,2}\.|-)\s*$/.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
