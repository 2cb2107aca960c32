/** Sums are compared in cents: 0.1 + 0.2 is not 0.3 in floating point, and a refund must not be a cent too high. */
export function toCents(amount: number): number {
  return Math.round(amount * 100);
}

export function fromCents(cents: number): number {
  return cents / 100;
}

/** "42.00 EUR": one spelling everywhere, so that a reader and a check compare the same thing. */
export function formatMoney(amount: number, currency: string): string {
  return `${amount.toFixed(2)} ${currency}`;
}

export interface NamedAmount {
  amount: number;
  /** Null when the text gives no currency. */
  currency: string | null;
}

const CURRENCIES: readonly [RegExp, string][] = [
  [/€|\beur(os?)?\b/i, 'EUR'],
  [/£|\bgbp\b|\bpounds?\b/i, 'GBP'],
  [/\$|\busd\b|\bdollars?\b/i, 'USD'],
];

/** Reads an amount as a customer writes it: "€ 42", "42,50 euro", "1.299,00 EUR", "£1,299.00". Null when it is not one amount. */
export function readAmount(text: string): NamedAmount | null {
  const numbers = text.match(/\d[\d.,]*/g) ?? [];
  const only = numbers.length === 1 ? numbers[0] : undefined;
  if (only === undefined) return null;
  const amount = Number(withDecimalPoint(only.replace(/[.,]+$/, '')));
  if (!Number.isFinite(amount)) return null;
  const currency = CURRENCIES.find(([pattern]) => pattern.test(text.replace(only, ' ')))?.[1] ?? null;
  return { amount, currency };
}

/** The last separator is the decimal one when one or two digits follow it; every other separator groups thousands. */
function withDecimalPoint(digits: string): string {
  const decimals = /[.,](\d{1,2})$/.exec(digits);
  if (!decimals) return digits.replace(/[.,]/g, '');
  return `${digits.slice(0, decimals.index).replace(/[.,]/g, '')}.${decimals[1]}`;
}
