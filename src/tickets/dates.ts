/** The first letters of each month, in English, German, Dutch, French and Spanish. Longer beginnings come first. */
const MONTHS: readonly (readonly [string, number])[] = [
  ['jan|jän|ene|janv', 1],
  ['feb|fév|fev', 2],
  ['mar(?!di)|mär|maart|mrt', 3],
  ['apr|avr|abr', 4],
  ['may|mai|mei|mayo', 5],
  ['jun|juin', 6],
  ['jul|juil', 7],
  ['aug|août|aout|ago', 8],
  ['sep', 9],
  ['oct|okt', 10],
  ['nov', 11],
  ['dec|dez|déc|dic', 12],
];
const MONTH_WORD = MONTHS.map(([starts]) => starts).join('|');
const DAY_MONTH = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th|\\.|er)?\\s(?:of\\s|de\\s)?((?:${MONTH_WORD})\\p{L}{0,7})\\.?(?:,?\\s(?:de\\s)?(\\d{4}))?`,
  'giu',
);
const MONTH_DAY = new RegExp(
  `\\b((?:${MONTH_WORD})\\p{L}{0,7})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\s?[€£$:%]|[.,]\\d)(?:,?\\s(\\d{4}))?`,
  'giu',
);
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const NUMERIC = /\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b/g;

/** Dates as "2026-03-05", or "03-05" when the year is not said. Day before month, as our customers write it. */
export function findDates(text: string): string[] {
  const found = [
    ...[...text.matchAll(ISO)].map((m) => dateOf(m[1], m[2], m[3])),
    ...[...text.matchAll(NUMERIC)].map((m) => dateOf(fullYear(m[4]), m[3], m[1])),
    ...[...text.matchAll(DAY_MONTH)].map((m) => dateOf(m[3], monthOf(m[2]), m[1])),
    // "may 3" could be a verb: in the month-first form only a capital letter makes it a month.
    ...[...text.matchAll(MONTH_DAY)].filter((m) => /^\p{Lu}/u.test(m[0])).map((m) => dateOf(m[3], monthOf(m[1]), m[2])),
  ];
  return [...new Set(found.filter((date) => date !== null))];
}

function fullYear(year: string | undefined): string | undefined {
  return year?.length === 2 ? `20${year}` : year;
}

function monthOf(word: string | undefined): string | undefined {
  const lower = word?.toLowerCase() ?? '';
  const month = MONTHS.find(([starts]) => new RegExp(`^(?:${starts})`, 'u').test(lower));
  return month === undefined ? undefined : String(month[1]);
}

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null;
  const short = `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return year === undefined ? short : `${year}-${short}`;
}
