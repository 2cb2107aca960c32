const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  chf: 'CHF',
};
const NUMBER = '\\d{1,3}(?:[., ]\\d{3})*(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?(?!\\d)';
const BEFORE = new RegExp(`(€|£|\\$|\\b(?:eur|gbp|usd|chf)\\b)\\s?(${NUMBER})`, 'giu');
const AFTER = new RegExp(
  `(?<![\\d.,])(${NUMBER})(?:,-)?\\s?(€|£|\\$|(?:eur|euros?|gbp|pounds?|quid|usd|dollars?|chf)\\b)`,
  'giu',
);

/** Sums of money as "42.50 EUR". A number without a currency is not a sum. */
export function findAmounts(text: string): string[] {
  const before = [...text.matchAll(BEFORE)].map((match) => ({ at: match.index, value: amountOf(match[2], match[1]) }));
  const after = [...text.matchAll(AFTER)].map((match) => ({ at: match.index, value: amountOf(match[1], match[2]) }));
  const ordered = [...before, ...after].sort((a, b) => a.at - b.at);
  return [...new Set(ordered.flatMap(({ value }) => (value === null ? [] : [value])))];
}

function amountOf(number: string | undefined, currency: string | undefined): string | null {
  const code = CURRENCIES[(currency ?? '').toLowerCase()];
  const value = readNumber(number ?? '');
  return code === undefined || value === null ? null : `${value.toFixed(2)} ${code}`;
}

/** "1.234,50", "1,234.50", "1 234" and "42,5": the last separator with one or two digits behind it is the decimal one. */
function readNumber(text: string): number | null {
  const decimal = text.match(/[.,](\d{1,2})$/);
  const whole = (decimal ? text.slice(0, -decimal[0].length) : text).replace(/\D/g, '');
  const value = Number(`${whole}.${decimal?.[1] ?? '0'}`);
  return whole === '' || !Number.isFinite(value) ? null : value;
}
