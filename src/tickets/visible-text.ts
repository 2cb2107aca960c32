/** Text that others wrote, made fit to be shown: what cannot be seen is taken out, what is too long is cut and says so. */
export interface CleanText {
  text: string;
  /** It held characters that make it look like something else: direction overrides, control characters, invisible tags. */
  deceptive: boolean;
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
