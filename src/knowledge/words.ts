/** Languages written without spaces between words: cut here, because Postgres cannot. */
const UNSPACED = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);
const UNSPACED_LETTERS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** "en-US" and "en_gb" are both "en". */
export function primaryLanguage(locale: string): string {
  return locale.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

/** The text as search reads it: words inside addresses and names of code apart, and those of unspaced scripts. */
export function spaceWords(text: string, language: string): string {
  const opened = openAddresses(text);
  if (!UNSPACED.has(language)) return opened;
  const words = new Intl.Segmenter(language, { granularity: 'word' }).segment(opened);
  return Array.from(words, (part) => part.segment).join(' ');
}

/** "https://www.example.com/help/delete_account" is one word to Postgres; a question would never meet it. */
const ADDRESS =
  /\b(?:https?:\/\/|www\.)[^\s<>"'()\]]+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/[^\s<>"'()\]]*)?|(?<=^|[\s"'(>])(?:~|\.{0,2})\/[^\s<>"'()\]]+/gu;
const NOT_TELLING = /^(?:https?|www|com|org|net|html?|php|aspx?|index)$/i;

function openAddresses(text: string): string {
  return text.replace(ADDRESS, (address) =>
    address
      .split(/[^\p{L}\p{N}]+/u)
      .filter((part) => part !== '' && !NOT_TELLING.test(part))
      .join(' '),
  );
}

export function countWords(text: string): number {
  const words = text.match(WORD)?.length ?? 0;
  // Without spaces a whole sentence looks like one word; two letters are about one word there.
  return UNSPACED_LETTERS.test(text) ? Math.max(words, Math.ceil(text.length / 2)) : words;
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}
