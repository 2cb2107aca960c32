import {
  END_OF,
  lastDayOf,
  ORDINAL,
  WEEKDAY,
  weekdaysOf,
  withinWeekdays,
  withPlainStretches,
} from './calendar-facts.ts';
import { DURATION_UNITS, MONTHS, NUMBER_WORDS } from './fact-words.ts';

/** Something that can be right or wrong to the letter. Two facts of one `kind` on the same matter must be equal. */
export interface Fact {
  /** money, percent, duration, date, time, weekday, ordinal, or number:<the word it counts>. */
  kind: string;
  /** Unit and lower bound; equal to `to` unless it is a range. */
  from: string;
  to: string;
}

export interface Facts {
  facts: Fact[];
  /** The text with the facts taken out, so that no digit is read twice. */
  rest: string;
}

const NUMBER = String.raw`\d{1,3}(?:[.,'’ \u00a0]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?`;
const RANGE = String.raw`(${NUMBER})(?:\s*(?:-|–|—|to|bis|tot|à|a)\s*(${NUMBER}))?`;
const CURRENCIES: Record<string, string> = {
  ...{ '€': 'EUR', eur: 'EUR', euro: 'EUR', euros: 'EUR', $: 'USD', usd: 'USD', dollar: 'USD', dollars: 'USD' },
  ...{
    '£': 'GBP',
    gbp: 'GBP',
    pound: 'GBP',
    pounds: 'GBP',
    chf: 'CHF',
    sek: 'SEK',
    nok: 'NOK',
    dkk: 'DKK',
    pln: 'PLN',
  },
};
const SIGN = String.raw`€|\$|£`;
const CODE = 'EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|euros?|dollars?|pounds?';
const MONTH = [...MONTHS.keys()].join('|');
const UNIT = [...DURATION_UNITS.keys()].join('|');
const WORKING = 'business|working|week|werk|arbeits|werktage?|bank';
const WORDS = [...NUMBER_WORDS.keys()].join('|');

const MONEY_BEFORE = new RegExp(String.raw`(?:(${SIGN})\s?|\b(${CODE})\s)${RANGE}`, 'giu');
const MONEY_AFTER = new RegExp(String.raw`(?<![\p{L}\d])${RANGE}\s?(?:(${SIGN})|(${CODE})\b)`, 'giu');
const PERCENT = new RegExp(
  String.raw`(?<![\p{L}\d])${RANGE}\s?(?:%|percent|per cent|prozent|procent|pour cent|por ciento)`,
  'giu',
);
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const DAY_MONTH = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|de\s+)?(${MONTH})\b\.?(?:,?\s+(?:de\s+)?(\d{4}))?`,
  'giu',
);
const MONTH_DAY = new RegExp(String.raw`\b(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4}))?`, 'giu');
const END_OF_MONTH = new RegExp(String.raw`${END_OF}(${MONTH})(?!\p{L})(?:,?\s+(\d{4}))?`, 'giu');
const CLOCK =
  /(?<![\d.,])(\d{1,2})(?:[:h](\d{2})|\.(\d{2})(?=\s*(?:[ap]\.?m\b|uhr\b|uur\b|h\b)))(?!\d|\.\d)\s*(a\.?m\b|p\.?m\b)?|(?<![\d.,])\b(\d{1,2})\s*(a\.?m\b|p\.?m\b)/gi;
const DURATION = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${RANGE}|(${WORDS}))[\s-]*((?:${WORKING})[\s-]*)?(${UNIT})(?!\p{L})`,
  'giu',
);
const COUNT = new RegExp(String.raw`(?<![\p{L}\d.\-_/#])[#-]?${RANGE}(?![\p{L}\d]|[.\-_/]\d)(?:\s+(\p{L}+))?`, 'gu');
/** "One" and "a" are articles more often than numbers. */
const COUNT_WORD = new RegExp(
  String.raw`(?<![\p{L}-]|\d\.?\s)(?:${[...NUMBER_WORDS]
    .filter(([, value]) => value > 1)
    .map(([word]) => word)
    .join('|')})(?=\s+\p{L})`,
  'giu',
);

/** Pure: the amounts, times and numbers of a text, in one form each: "€42" and "42.00 EUR", "two weeks" and "14 days". */
export function factsOf(text: string): Facts {
  const facts: Fact[] = [];
  let rest = withPlainStretches(text).replace(COUNT_WORD, (word) =>
    String(NUMBER_WORDS.get(word.toLowerCase()) ?? word),
  );
  const take = (pattern: RegExp, read: (match: readonly (string | undefined)[]) => Fact | null): void => {
    rest = rest.replace(pattern, (...match: (string | undefined)[]) => {
      const fact = read(match);
      if (fact === null) return match[0] ?? '';
      facts.push(fact);
      return ' ';
    });
  };
  take(MONEY_BEFORE, ([, sign, code, from, to]) => money(sign ?? code, from, to));
  take(MONEY_AFTER, ([, from, to, sign, code]) => money(sign ?? code, from, to));
  take(PERCENT, ([, from, to]) => range('percent', '%', from, to));
  take(ISO_DATE, ([, year, month, day]) => date(year, Number(month), day));
  take(DAY_MONTH, ([, day, month, year]) => date(year, MONTHS.get(month?.toLowerCase() ?? ''), day));
  take(MONTH_DAY, ([, month, day, year]) => date(year, MONTHS.get(month?.toLowerCase() ?? ''), day));
  take(END_OF_MONTH, ([, month, year]) => endOfMonth(month, year));
  take(CLOCK, ([, hour, minute, dotted, half, bare, bareHalf]) =>
    clock(hour ?? bare, minute ?? dotted, half ?? bareHalf),
  );
  take(DURATION, ([, from, to, word, working, unit]) => duration({ from, to, word, working, unit }));
  take(WEEKDAY, ([, first, last]) => weekday(first, last));
  take(ORDINAL, ([, day]) => range('ordinal', '', day, day));
  take(COUNT, ([, from, to, noun]) => range(`number:${singular(noun)}`, '', from, to));
  return { facts, rest };
}

/** Does what the source says allow what the sentence says? The upper end of a range may stand for it: "up to 5 days". */
export function agrees(said: Fact, source: Fact): boolean {
  if (kindOf(said) !== kindOf(source)) return false;
  if (said.kind === 'date') return said.from.endsWith(source.from) || source.from.endsWith(said.from);
  if (said.from === source.from && said.to === source.to) return true;
  if (said.kind === 'weekday') return withinWeekdays(daysOf(said), daysOf(source));
  return said.from === said.to && said.to === source.to;
}

/** Numbers may count things under different names; every other kind is compared as it is. */
export function kindOf(fact: Fact): string {
  return fact.kind.split(':', 1)[0] ?? fact.kind;
}

function money(currency: string | undefined, from: string | undefined, to: string | undefined): Fact | null {
  return range('money', CURRENCIES[currency?.toLowerCase() ?? ''] ?? '?', from, to);
}

function range(kind: string, unit: string, from: string | undefined, to: string | undefined): Fact | null {
  if (from === undefined) return null;
  const [low, high] = [toNumber(from), toNumber(to ?? from)];
  return { kind, from: `${unit}${low}`, to: `${unit}${high}` };
}

function date(year: string | undefined, month: number | undefined, day: string | undefined): Fact | null {
  if (month === undefined || day === undefined || Number(day) > 31) return null;
  const value = `${year ?? ''}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { kind: 'date', from: value, to: value };
}

function endOfMonth(month: string | undefined, year: string | undefined): Fact | null {
  const number = MONTHS.get(month?.toLowerCase() ?? '');
  return date(year, number, lastDayOf(number));
}

function weekday(first: string | undefined, last: string | undefined): Fact | null {
  const days = weekdaysOf(first, last);
  return days === null ? null : { kind: 'weekday', from: String(days.from), to: String(days.to) };
}

function daysOf({ from, to }: Fact): { from: number; to: number } {
  return { from: Number(from), to: Number(to) };
}

function clock(hour: string | undefined, minute: string | undefined, half: string | undefined): Fact | null {
  const hours = Number(hour);
  if (hours > 24 || Number(minute ?? 0) > 59) return null;
  const afternoon = half?.toLowerCase().startsWith('p') === true;
  const value = String(((half ? hours % 12 : hours) + (afternoon ? 12 : 0)) * 60 + Number(minute ?? 0));
  return { kind: 'time', from: value, to: value };
}

interface DurationMatch {
  from: string | undefined;
  to: string | undefined;
  word: string | undefined;
  working: string | undefined;
  unit: string | undefined;
}

function duration(match: DurationMatch): Fact | null {
  const unit = DURATION_UNITS.get(match.unit?.toLowerCase() ?? '');
  const low = match.word === undefined ? toNumber(match.from ?? '') : NUMBER_WORDS.get(match.word.toLowerCase());
  if (unit === undefined || low === undefined) return null;
  const high = match.to === undefined ? low : toNumber(match.to);
  // A working day is another thing than a day, however long both are.
  const name = match.working || unit.working ? `working ${unit.name}` : unit.name;
  return { kind: 'duration', from: `${name}${low * unit.factor}`, to: `${name}${high * unit.factor}` };
}

/** "1,234.50", "1.234,50" and "1 234.5" are one number. Three digits after a single separator are thousands. */
export function toNumber(text: string): number {
  const plain = text.replace(/[ \u00a0'’]/g, '');
  const decimal = /[.,](\d{1,2})$/.exec(plain) ?? (/^\d+[.,]\d{4,}$/.test(plain) ? /[.,](\d+)$/.exec(plain) : null);
  const whole = decimal ? plain.slice(0, decimal.index) : plain;
  return Number(`${whole.replace(/[.,]/g, '')}.${decimal?.[1] ?? '0'}`);
}

function singular(noun: string | undefined): string {
  return (noun ?? '').toLowerCase().replace(/(?:es|s|en|n)$/, '');
}
