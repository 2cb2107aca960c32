/** Words for numbers, months and stretches of time in English, German, Dutch, French and Spanish. */

export const NUMBER_WORDS = table<number>([
  [1, 'a an one ein eine einen einem einer een één un une una uno'],
  [2, 'two zwei twee deux dos'],
  [3, 'three drei drie trois tres'],
  [4, 'four vier quatre cuatro'],
  [5, 'five fünf vijf cinq cinco'],
  [6, 'six sechs zes seis'],
  [7, 'seven sieben zeven sept siete'],
  [8, 'eight acht huit ocho'],
  [9, 'nine neun negen neuf nueve'],
  [10, 'ten zehn tien dix diez'],
  [12, 'twelve zwölf twaalf douze doce'],
  [14, 'fourteen vierzehn veertien quatorze catorce'],
  [15, 'fifteen quinze quince'],
  [20, 'twenty zwanzig twintig vingt veinte'],
  [30, 'thirty dreißig dertig trente treinta'],
  [60, 'sixty sechzig zestig soixante sesenta'],
  [90, 'ninety neunzig negentig noventa'],
]);

export const MONTHS = table<number>([
  [1, 'january jan januar januari janvier enero'],
  [2, 'february feb februar februari février febrero'],
  [3, 'march mar märz maart mars marzo'],
  [4, 'april apr avril abril'],
  [5, 'may mai mei mayo'],
  [6, 'june jun juni juin junio'],
  [7, 'july jul juli juillet julio'],
  [8, 'august aug augustus août agosto'],
  [9, 'september sep sept septembre septiembre'],
  [10, 'october oct oktober okt octobre octubre'],
  [11, 'november nov novembre noviembre'],
  [12, 'december dec dezember dez décembre diciembre'],
]);

export interface DurationUnit {
  /** Units with one name can be compared: a week is seven days, a year twelve months; a month is not a number of days. */
  name: 'minutes' | 'months';
  factor: number;
  working: boolean;
}

const DAY = 24 * 60;

export const DURATION_UNITS = table<DurationUnit>([
  [
    { name: 'minutes', factor: 1 / 60, working: false },
    'second seconds sekunde sekunden seconde secondes segundo segundos',
  ],
  [{ name: 'minutes', factor: 1, working: false }, 'minute minutes min mins minuten minuut minuto minutos'],
  [{ name: 'minutes', factor: 60, working: false }, 'hour hours hrs stunde stunden uur uren heure heures hora horas'],
  [{ name: 'minutes', factor: DAY, working: false }, 'day days tag tage tagen dag dagen jour jours día días'],
  [
    { name: 'minutes', factor: DAY, working: true },
    'werktag werktage werktagen werkdag werkdagen arbeitstag arbeitstage arbeitstagen weekdays',
  ],
  [
    { name: 'minutes', factor: 7 * DAY, working: false },
    'week weeks woche wochen weken semaine semaines semana semanas',
  ],
  [{ name: 'months', factor: 1, working: false }, 'month months monat monate monaten maand maanden mois mes meses'],
  [
    { name: 'months', factor: 12, working: false },
    'year years jahr jahre jahren jaar jaren an ans année années año años',
  ],
]);

function table<Value>(rows: readonly (readonly [Value, string])[]): Map<string, Value> {
  return new Map(rows.flatMap(([value, words]) => words.split(' ').map((word): [string, Value] => [word, value])));
}
