import { MONTHS } from '../fact-words.ts';

/** A stretch of time that a text names, for example "31 January 2023", "January 2023" or "spring 2021". */
export interface NamedTime {
  words: string;
  /** The last moment of it. */
  end: Date;
}

/** The last month of each, in the north. */
const SEASONS = new Map([
  ['spring', 5],
  ['summer', 8],
  ['autumn', 11],
  ['fall', 11],
  ['winter', 2],
]);
const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const YEAR = String.raw`((?:19|20)\d\d)(?![\d-])`;
const DAY_FIRST = new RegExp(
  String.raw`(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(${MONTH})\.?,?\s+${YEAR}`,
  'giu',
);
const MONTH_FIRST = new RegExp(String.raw`(?<![\p{L}\d])(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+${YEAR}`, 'giu');
const MONTH_ONLY = new RegExp(String.raw`(?<![\p{L}\d]|\d\s|\.\s)(${MONTH})\.?,?\s+${YEAR}`, 'giu');
const SEASON = new RegExp(String.raw`(?<!\p{L})(${[...SEASONS.keys()].join('|')})\s+(?:of\s+)?${YEAR}`, 'giu');
const ISO = /(?<![\w-])((?:19|20)\d\d)-(\d{2})-(\d{2})(?![\w-])/g;

/** Pure: the dated times of a text. A bare year is none of them: "last sold in 2022" says nothing about when it must be done. */
export function namedTimes(text: string): NamedTime[] {
  const found: NamedTime[] = [];
  const add = (words: string, year: string | undefined, month: number | undefined, day: string | undefined): void => {
    if (year === undefined || month === undefined) return;
    const end =
      day === undefined ? Date.UTC(Number(year), month, 1) : Date.UTC(Number(year), month - 1, Number(day) + 1);
    found.push({ words, end: new Date(end - 1) });
  };
  for (const [words, year, month, day] of text.matchAll(ISO)) add(words, year, Number(month), day);
  for (const [words, day, month, year] of text.matchAll(DAY_FIRST)) add(words, year, monthOf(month), day);
  for (const [words, month, day, year] of text.matchAll(MONTH_FIRST)) add(words, year, monthOf(month), day);
  for (const [words, month, year] of text.matchAll(MONTH_ONLY)) add(words, year, monthOf(month), undefined);
  for (const [words, season, year] of text.matchAll(SEASON))
    add(words, year, SEASONS.get(season?.toLowerCase() ?? ''), undefined);
  return found;
}

function monthOf(word: string | undefined): number | undefined {
  return MONTHS.get(word?.toLowerCase() ?? '');
}
