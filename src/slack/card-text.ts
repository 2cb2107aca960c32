import { strangenessOf } from '../tickets/strange-text.ts';
import { type CleanText, cleanText } from '../tickets/visible-text.ts';

export interface CutText extends CleanText {
  /** Length before the cut; null when nothing was cut. */
  cutFrom: number | null;
}

/** For a quote on a card: cut, and with a note of what is not what it looks like. */
export function quotedText(raw: string, max: number): CutText & { strange: string[] } {
  return { ...cutText(raw, max), strange: strangenessOf(raw) };
}

/** At most `max` UTF-16 units, ending on a whole character as people see it. */
export function cutText(raw: string, max: number): CutText {
  const { text, deceptive } = cleanText(raw);
  if (text.length <= max) return { text, deceptive, cutFrom: null };
  return { text: wholeCharacters(text.slice(0, max)), deceptive, cutFrom: text.length };
}

/** One line with an ellipsis: for titles, labels and reasons. */
export function shortText(raw: string, max: number): string {
  const line = cutText(raw.replace(/\s+/g, ' '), max - 1);
  const text = line.text.replaceAll('\n', ' ');
  return line.cutFrom === null ? text : `${text}…`;
}

/** Without the last one, which the cut may have gone through. */
function wholeCharacters(text: string): string {
  const parts = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  const whole = parts
    .slice(0, -1)
    .map((part) => part.segment)
    .join('');
  // One endless "character" of combining marks: then any cut is as good as another.
  return whole === '' ? text.toWellFormed() : whole;
}

/**
 * Words of our own settings (the name of an intent, a tier) for places where Slack reads markup. Only letters, digits and harmless
 * punctuation come through, so nothing in them can be a mention, a link, an emoji or formatting.
 */
export function plainWords(raw: string, max = 60): string {
  const words = cleanText(raw)
    .text.replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{M}\p{N} ,'’()-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return shortText(words, max) || 'unknown';
}

/** A number in groups of three, "98 304". */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}
