/** Weekdays, days of the month and stretches of time that have a word of their own, in English, German, Dutch, French and Spanish. */

const WEEKDAYS = new Map(
  [
    'monday mondays montag montags maandag lundi lundis lunes',
    'tuesday tuesdays dienstag dienstags dinsdag mardi mardis martes',
    'wednesday wednesdays mittwoch mittwochs woensdag mercredi mercredis miércoles',
    'thursday thursdays donnerstag donnerstags donderdag jeudi jeudis jueves',
    'friday fridays freitag freitags vrijdag vendredi vendredis viernes',
    'saturday saturdays samstag samstags sonnabend zaterdag samedi samedis sábado sábados',
    'sunday sundays sonntag sonntags zondag dimanche dimanches domingo domingos',
  ].flatMap((words, index) => words.split(' ').map((word): [string, number] => [word, index + 1])),
);
const DAY = [...WEEKDAYS.keys()].join('|');
const TO =
  '-|–|—|to|through|thru|until|till|bis(?: einschließlich)?|tot en met|t/m|tot|à|au|a|al|hasta(?: el)?|jusqu.?au';
export const WEEKDAY = new RegExp(
  String.raw`(?<!\p{L})(?:(${DAY})(?:\s*(?:${TO})\s*(?:le\s+|el\s+)?(${DAY}))?|(weekends?|wochenende|week-ends?|fin de semana))(?!\p{L})`,
  'giu',
);

/** "Monday", "Tuesday to Saturday", "weekends": the numbers of the first and the last day, Monday is 1. */
export function weekdaysOf(first: string | undefined, last: string | undefined): { from: number; to: number } | null {
  if (first === undefined) return { from: 6, to: 7 };
  const from = WEEKDAYS.get(first.toLowerCase());
  const to = last === undefined ? from : WEEKDAYS.get(last.toLowerCase());
  return from === undefined || to === undefined ? null : { from, to };
}

/** Is each day of the first stretch in the second one? "Friday to Monday" goes over the end of the week. */
export function withinWeekdays(said: { from: number; to: number }, source: { from: number; to: number }): boolean {
  const days = ({ from, to }: { from: number; to: number }): number[] =>
    Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => ((from - 1 + index) % 7) + 1);
  const open = new Set(days(source));
  return days(said).every((day) => open.has(day));
}

/** "on the 3rd of each month", "le 1er": what is left when the dates with a month are taken out. */
export const ORDINAL = /(?<![\p{L}\d.,-])(\d{1,2})(?:st|nd|rd|th|er|ème|de|ste)(?![\p{L}\d])/giu;

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const END_OF = String.raw`(?<!\p{L})(?:end of|last day of|ende|eind(?:e)?(?: van)?|fin|fin de|finales de)\s+`;

export function lastDayOf(month: number | undefined): string | undefined {
  const last = month === undefined ? undefined : LAST_DAYS[month - 1];
  return last === undefined ? undefined : String(last);
}

/** Words for a stretch of time, said in numbers. "Half a year" comes before the year in it is read as one. */
const STRETCHES: readonly (readonly [RegExp, string])[] = [
  [
    /(?<!\p{L})(?:half an hour|half hour|eine halbe stunde|halbe stunde|een half uur|half uur|une demi-heure|media hora)(?!\p{L})/giu,
    '30 minutes',
  ],
  [
    /(?<!\p{L})(?:a )?quarter of an hour(?!\p{L})|(?<!\p{L})eine viertelstunde(?!\p{L})|(?<!\p{L})een kwartier(?!\p{L})/giu,
    '15 minutes',
  ],
  [
    /(?<!\p{L})(?:half a year|half year|ein halbes jahr|halbes jahr|een half jaar|half jaar|six mois|medio año)(?!\p{L})/giu,
    '6 months',
  ],
  [/(?<!\p{L})(?:a )?fortnight(?!\p{L})/giu, '14 days'],
  [
    /(?<!\p{L})(?:anderthalb|eineinhalb) jahre(?!\p{L})|(?<!\p{L})(?:one and a half years|a year and a half|anderhalf jaar)(?!\p{L})/giu,
    '18 months',
  ],
];

export function withPlainStretches(text: string): string {
  return STRETCHES.reduce((plain, [pattern, said]) => plain.replace(pattern, said), text);
}
