/** What is in a text that a reader cannot see or is meant to misread, in words for a card. Empty for ordinary text. Pure. */
export function strangenessOf(raw: string): string[] {
  const found: string[] = [];
  for (const [words, pattern] of KINDS) {
    const hits = raw.match(pattern) ?? [];
    if (hits.length > 0) found.push(`${hits.length} × ${words} (${codesOf(hits)})`);
  }
  const mixed = mixedWords(raw);
  if (mixed.length > 0)
    found.push(`look-alike letters of two alphabets in ${mixed.map((word) => `“${word}”`).join(', ')}`);
  return found;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['direction change', /\p{Bidi_Control}/gu],
  ['invisible character', /\u034f|[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]/gu],
  ['hidden tag', /[\u{e0000}-\u{e0fff}]/gu],
  ['control character', /[^\P{Cc}\n\r\t]/gu],
];

const MOST_CODES = 3;

function codesOf(hits: readonly string[]): string {
  const codes = [...new Set(hits)].map(
    (hit) => `U+${(hit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return codes.length > MOST_CODES ? `${codes.slice(0, MOST_CODES).join(', ')}…` : codes.join(', ');
}

const LONGEST_WORD = 40;

/** Words that hold Latin and Cyrillic or Greek letters at once, such as “pаypal” with a Cyrillic а. */
export function mixedWords(raw: string): string[] {
  const words = raw.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const mixed = words.filter(
    (word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
  );
  return [...new Set(mixed)].slice(0, MOST_CODES).map((word) => [...word].slice(0, LONGEST_WORD).join(''));
}
