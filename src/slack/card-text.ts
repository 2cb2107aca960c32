/** Text that others wrote, made fit to be shown: what cannot be seen is taken out, what is too long is cut and says so. */
export interface CleanText {
  text: string;
  /** It held characters that make it look like something else: direction overrides, control characters, invisible tags. */
  deceptive: boolean;
}

export interface CutText extends CleanText {
  /** Length before the cut; null when nothing was cut. */
  cutFrom: number | null;
}

/** Control characters but the line break, direction marks and overrides, and everything that takes up no room. */
const INVISIBLE = /[^\P{Cc}\n]|\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/gu;
/** Soft hyphens, zero-width spaces and the like are left-overs of web pages; these are not. */
const DECEPTIVE = /[^\P{Cc}\n]|\p{Bidi_Control}/u;
/** From here on Unicode has only tags and variation selectors, in which whole messages can be hidden. */
const FIRST_TAG = 0xe0000;
/** The joiner is part of many emoji; anywhere else it is one more invisible character. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const PARTS_OF_EMOJI = new Set(['\u200d', '\ufe0f']);

export function cleanText(raw: string): CleanText {
  let deceptive = false;
  const text = raw
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(STRAY_JOINER, '')
    .replace(INVISIBLE, (character) => {
      if (PARTS_OF_EMOJI.has(character)) return character;
      deceptive ||= DECEPTIVE.test(character) || (character.codePointAt(0) ?? 0) >= FIRST_TAG;
      return '';
    })
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text, deceptive };
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
