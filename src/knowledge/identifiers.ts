/** "3rd", "10am", "250ml": a number with its unit names nothing. */
const MEASURE =
  /^\d+(?:[.,]\d+)?(?:st|nd|rd|th|am|pm|x|k?g|mg|[ckm]?m|k?w|m?ah?|m?l|in|ft|lbs?|h|hrs?|mins?|m?s|secs?|[kmgt]i?b|k?hz|v|days?|weeks?|months?|years?)$/i;
/** Letters and digits together, or capitals joined by a line: "E-14", "KP-250-BLK", "0x80070005", "ERR_CONNECTION_RESET". */
const CODE =
  /(?<![\p{L}\p{N}_])(?:(?=[\p{L}\p{N}_./-]*\d)(?=[\p{N}_./-]*\p{L})[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*|[A-Z]{2,}(?:[_-][A-Z]{2,})+)(?![\p{L}\p{N}_])/gu;
/** What somebody puts between quotation marks was copied from a screen or a page. */
const QUOTED = /["“”„«]([^"“”„«»\n]{4,60})["“”»]/gu;
const MOST = 8;

/** Pure: what must be found letter by letter, in lower case. */
export function identifiersIn(text: string): string[] {
  const codes = Array.from(text.matchAll(CODE), ([code]) => code).filter(
    (code) => code.length >= 3 && !MEASURE.test(code) && !isAddress(code),
  );
  const quoted = Array.from(text.matchAll(QUOTED), ([, inside]) => (inside ?? '').trim());
  return [...new Set([...codes, ...quoted].map((each) => each.toLowerCase()))]
    .filter((each) => each !== '')
    .slice(0, MOST);
}

function isAddress(code: string): boolean {
  return /^www\.|\.[a-z]{2,}$/i.test(code);
}

/** Pure: as Postgres matches it, as a whole and not inside a longer one. */
export function patternOf(identifier: string): string {
  return `(?<![[:alnum:]_])${identifier.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![[:alnum:]_])`;
}
