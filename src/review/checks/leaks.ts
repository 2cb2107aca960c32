import { contentWords } from '../../knowledge/content-words.ts';
import { COURTESY_WORDS } from '../../knowledge/courtesy-words.ts';
import { splitSentences } from '../../knowledge/sentences.ts';
import type { Finding, Source } from '../../tickets/draft.ts';
import { block, type CitedSentence, isInternal, textOfSource } from './reply.ts';

/** So many words in a row shared with a staff-only passage and with nothing public are a quotation and not a coincidence. */
const QUOTED_WORDS = 5;
/** A sentence whose words are to this share those of a staff-only passage retells it, when at least two of them are in nothing public. */
const RETOLD_SHARE = 0.6;
const RETOLD_WORDS = 4;
/** "KP-INTERNAL-7731", "#support-review": names that only staff know. */
const CODE =
  /(?<![\p{L}\p{N}])(?:#\p{L}[\p{L}\p{N}_-]{3,}|(?=[\p{L}\p{N}_-]*\p{N})(?=[\p{L}\p{N}_-]*\p{L})[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*)(?![\p{L}\p{N}])/gu;

/** Words of staff-only passages, quoted, retold or named. The drafter never sees them; this is for the day when it does. */
export function leakFindings(text: string, sentences: readonly CitedSentence[], sources: readonly Source[]): Finding[] {
  const open = sources.filter((source) => !isInternal(source)).map(textOfSource);
  const inOpen = new Set(open.flatMap(contentWords));
  return sources
    .filter(isInternal)
    .filter((source) => leaks(text, sentences, { secret: textOfSource(source), open, inOpen }))
    .map((source) => block('internal_text', `Repeats words of the staff-only source [${source.n}].`));
}

interface Known {
  secret: string;
  open: readonly string[];
  /** The words of all of them. */
  inOpen: ReadonlySet<string>;
}

function leaks(text: string, sentences: readonly CitedSentence[], known: Known): boolean {
  return (
    quotes(text, known) ||
    namesCode(text, known) ||
    sentences.some(({ plain, state }) => state !== 'courtesy' && retells(plain, known))
  );
}

function quotes(text: string, { secret, open }: Known): boolean {
  const said = new Set(windowsOf(text));
  const published = new Set(open.flatMap(windowsOf));
  return windowsOf(secret).some((window) => said.has(window) && !published.has(window) && claims(window) >= 2);
}

/** "Thank you for your message" stands in staff articles too. */
function claims(window: string): number {
  return contentWords(
    window
      .split(' ')
      .filter((word) => !COURTESY_WORDS.has(word))
      .join(' '),
  ).length;
}

function namesCode(text: string, { secret, open }: Known): boolean {
  const said = text.toLowerCase();
  return (secret.match(CODE) ?? [])
    .map((code) => code.toLowerCase())
    .some((code) => said.includes(code) && code.length > 3 && !open.some((each) => each.toLowerCase().includes(code)));
}

/** Compared with each two neighbouring sentences: a whole page has nearly every word. */
function retells(sentence: string, { secret, inOpen }: Known): boolean {
  const words = [...new Set(contentWords(sentence))];
  if (words.length < RETOLD_WORDS) return false;
  const places = splitSentences(secret);
  return places.some((place, at) => {
    const there = new Set(contentWords(`${place} ${places[at + 1] ?? ''}`));
    const shared = words.filter((word) => there.has(word));
    return shared.length / words.length >= RETOLD_SHARE && shared.filter((word) => !inOpen.has(word)).length >= 2;
  });
}

function windowsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, Math.max(0, words.length - QUOTED_WORDS + 1))
    .map((_, start) => words.slice(start, start + QUOTED_WORDS).join(' '));
}
