/**
 * Text as the rules compare it: lower case, no accents, straight quotes, one kind of space, and without the invisible
 * characters that people use to slip words past a filter. Patterns for it are written in plain small ASCII letters.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/gu, '')
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\S\n]+/g, ' ');
}
