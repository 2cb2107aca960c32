import type { Draft } from '../../tickets/draft.ts';
import { sentencesOf } from '../../tickets/sentences.ts';
import type { ReviseInput } from '../brain.ts';
import { closestArticle, draftLocally, handOver, letterOf } from './drafter.ts';
import { usableSources } from './usable-sources.ts';

/** Shorter quotations are words of the problem itself rather than of the draft. */
const SHORTEST_QUOTE = 8;
const FEWEST_WORDS = 4;

/**
 * The local brain cannot rephrase. It drafts again without the sentences that a problem names (in quotes, or word for word), and
 * hands over when nothing that answers is left, or when no problem names a sentence.
 */
export function reviseLocally(input: ReviseInput): Draft {
  const { draft, problems } = input;
  const refused = refusedBy(problems);
  const again = refused === null ? null : draftLocally(input, refused);
  if (again?.kind === 'answer' && again.text !== draft.text) {
    const reason = `Taken out after the check: ${problems.join(' ')}`.slice(0, 500);
    return { ...again, confidence: Math.min(again.confidence, draft.confidence) * 0.8, reason };
  }
  const reason = `The draft could not be mended: ${problems.join(' ')}`.slice(0, 500);
  const letter = letterOf(input);
  return handOver(letter, reason, closestArticle(input, usableSources(input.sources, letter.language)));
}

/** Null when no problem names anything, so that nothing could be left out. */
function refusedBy(problems: readonly string[]): ((text: string) => boolean) | null {
  const quotes = problems.flatMap(quotesIn);
  const whole = problems.map(plain);
  const isNamed = (text: string): boolean =>
    text.length >= SHORTEST_QUOTE &&
    (whole.some((problem) => problem.includes(text)) ||
      quotes.some((quote) => text.includes(quote) || quote.includes(text) || holdsWords(text, quote)));
  if (quotes.length === 0) return null;
  return (text) => isNamed(plain(text)) || sentencesOf(text).some((sentence) => isNamed(plain(sentence)));
}

/** A row of a table is told in other order and with other marks, but with its own words. */
function holdsWords(text: string, quote: string): boolean {
  const words = quote.split(' ');
  const there = new Set(text.split(' '));
  return words.length >= FEWEST_WORDS && words.every((word) => there.has(word));
}

function quotesIn(problem: string): string[] {
  return [...problem.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/g)]
    .map((match) => plain(match[1] ?? ''))
    .filter((quote) => quote.length >= SHORTEST_QUOTE);
}

function plain(text: string): string {
  return text
    .replace(/\[\d{1,2}\]/g, '')
    .replace(/^\s*(?:\d{1,2}\.|-)\s+/, '')
    .replace(/[^\p{L}\p{N}%€£$]+/gu, ' ')
    .trim()
    .toLowerCase();
}
