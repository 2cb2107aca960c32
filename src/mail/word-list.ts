import { fold } from '../tickets/fold.ts';

/** Text as the word lists compare it: folded, trimmed, and without the stars and lines that mail programs draw around words. */
export function plain(text: string): string {
  return fold(text)
    .replace(/[*_=#~|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** One pattern that matches any of the phrases, written in their own language and folded here. */
export function anyOf(phrases: readonly string[]): string {
  return phrases
    .map((phrase) => plain(phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length)
    .join('|');
}

/** A list written for reading: phrases between semicolons, each in its own language as people write it. */
export function phrases(list: string): string[] {
  return list
    .split(/[;\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
