import { factsOf } from './facts.ts';

/** Letters and digits together, and version numbers: ESP32, KP-1042, SAVE10, 1.8.19. */
const CODE =
  /(?<![\p{L}\p{N}.])(?:(?=[\p{L}\p{N}._-]*\p{L})(?=[\p{L}\p{N}._-]*\p{N})[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*|\d+(?:\.\d+){2,})(?![\p{L}\p{N}])/gu;
const ADDRESS = /https?:\/\/[^\s)\]>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const CAPITALISED = /(?<=[\p{L}\p{N},;)"”’]\s+["“(]?)\p{Lu}[\p{L}\p{M}'’-]*\p{L}/gu;
/** Above this share of capitals it is German, or a heading: capitals say nothing there. */
const TOO_MANY = 0.35;
const NO_NAMES = new Set([
  'i',
  "i'm",
  "i'll",
  "i've",
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'ok',
]);

/** Pure: names, codes and addresses of the sentence that the source never mentions. */
export function missingNames(sentence: string, source: string): string[] {
  const known = source.toLowerCase();
  const addresses = sentence.match(ADDRESS) ?? [];
  const rest = sentence.replace(ADDRESS, ' ');
  const names = [
    ...addresses.map((address) => address.replace(/[.,;:!?]+$/, '')),
    ...(rest.match(CODE) ?? []),
    ...properNames(factsOf(rest).rest),
  ];
  return names.filter((name) => !known.includes(name.toLowerCase().replace(/['’]s$/, '')));
}

function properNames(text: string): string[] {
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const names = (text.match(CAPITALISED) ?? []).filter((name) => !NO_NAMES.has(name.toLowerCase()));
  return words > 0 && names.length / words > TOO_MANY ? [] : names;
}
