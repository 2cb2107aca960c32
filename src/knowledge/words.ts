/** Languages written without spaces between words: cut here, because Postgres cannot. */
const UNSPACED = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);
const UNSPACED_LETTERS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** "en-US" and "en_gb" are both "en". */
export function primaryLanguage(locale: string): string {
  return locale.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

/** The text as search reads it: words of unspaced scripts set apart by spaces, everything else as it is. */
export function spaceWords(text: string, language: string): string {
  if (!UNSPACED.has(language)) return text;
  const words = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  return Array.from(words, (part) => part.segment).join(' ');
}

export function countWords(text: string): number {
  const words = text.match(WORD)?.length ?? 0;
  // Without spaces a whole sentence looks like one word; two letters are about one word there.
  return UNSPACED_LETTERS.test(text) ? Math.max(words, Math.ceil(text.length / 2)) : words;
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}
