import { findAmounts } from './amounts.ts';
import type { Entity } from './assessment.ts';
import { findDates } from './dates.ts';

const ORDER_WORD =
  '(?:orders?|purchase|bestell(?:ung|nummer|nr)|auftrag(?:snummer)?|bestelling|bestelnummer|ordernummer|order-?nr|commandes?|pedidos?)';
const NUMBER_WORD =
  '(?:number|no|nr|num|nummer|numero|numéro|número|id|is|was|ist|lautet|are|with|my|met|mit|n°|nº|#|:|\\.|\\s)';
/** Order numbers run from three digits up; more than twelve is a card, a phone number or a tracking code. */
const ORDER = new RegExp(
  `\\b${ORDER_WORD}${NUMBER_WORD}{0,8}#?(\\d{3,12})\\b((?:\\s*(?:,|&|\\+|/|and|und|en|et|y)\\s*#?\\d{3,12}\\b)*)`,
  'giu',
);
const HASH_NUMBER = /(?<![\w&/])#\s?(\d{3,12})\b/g;
const INVOICE = /\bINV[-\s]?(\d[\d-]{2,15}\d)\b/gi;
const INVOICE_BY_WORD =
  /\b(?:invoice|rechnung|rechnungsnummer|factuur|factuurnummer|facture|factura)(?:\s|number|no\.?|nr\.?|nummer|numero|numéro|número|n°|nº|#|:){1,6}([A-Z]{0,4}-?\d[\d-]{2,15}\d)\b/gi;
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/gu;
/** PostNL 3S, UPS 1Z, DHL JD / JVGL, and the postal union's two letters, nine digits, country. */
const TRACKING = /\b(?:3S[A-Z0-9]{11,15}|1Z[A-Z0-9]{16}|J(?:D|JD|VGL)\d{10,20}|[A-Z]{2}\d{9}[A-Z]{2})\b/gi;
const TRACKING_BY_WORD =
  /\b(?:tracking|track\s?(?:&|and)\s?trace|sendungs(?:nummer|verfolgung)|paketnummer|suivi|seguimiento|parcel|shipment)\s?(?:number|code|nummer|no\.?|nr\.?|id|#|:|is|\s){0,5}([A-Z0-9]{10,24})\b/gi;

export interface EntityOptions {
  /** Names of things the shop sells, as a customer would write them. */
  products?: readonly string[];
}

/** What a text names, each value once and written in one way: "order 1042", "#1042" and "Bestellung Nr. 1042" are "1042". */
export function findEntities(text: string, options: EntityOptions = {}): Entity[] {
  const invoices = [...findInvoices(text)];
  const invoiceDigits = new Set(invoices.map((value) => value.replace(/\D/g, '')));
  const orders = findOrders(text).filter((value) => !invoiceDigits.has(value));
  const found: Entity[] = [
    ...orders.map((value) => ({ kind: 'order_number' as const, value })),
    ...invoices.map((value) => ({ kind: 'invoice_number' as const, value })),
    ...matches(text, EMAIL).map((value) => ({ kind: 'email' as const, value: value.toLowerCase() })),
    ...findAmounts(text).map((value) => ({ kind: 'amount' as const, value })),
    ...findProducts(text, options.products ?? []).map((value) => ({ kind: 'product' as const, value })),
    ...findTracking(text).map((value) => ({ kind: 'tracking_number' as const, value })),
    ...findDates(text).map((value) => ({ kind: 'date' as const, value })),
  ];
  const seen = new Set<string>();
  return found.filter(({ kind, value }) => !seen.has(`${kind}:${value}`) && seen.add(`${kind}:${value}`));
}

function findOrders(text: string): string[] {
  const byWord = [...text.matchAll(ORDER)].flatMap((match) => [
    match[1] ?? '',
    ...(match[2]?.match(/\d{3,12}/g) ?? []),
  ]);
  return [...byWord, ...[...text.matchAll(HASH_NUMBER)].map((match) => match[1] ?? '')];
}

function findInvoices(text: string): string[] {
  const marked = [...text.matchAll(INVOICE)].map((match) => `INV-${match[1] ?? ''}`);
  const byWord = [...text.matchAll(INVOICE_BY_WORD)].map((match) => (match[1] ?? '').toUpperCase());
  return [...marked, ...byWord.filter((value) => !value.startsWith('INV'))];
}

function findTracking(text: string): string[] {
  const byWord = [...text.matchAll(TRACKING_BY_WORD)]
    .map((match) => match[1] ?? '')
    .filter((code) => /\d{4}/.test(code));
  return [...matches(text, TRACKING), ...byWord].map((code) => code.toUpperCase());
}

function findProducts(text: string, products: readonly string[]): string[] {
  const padded = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return products.filter((product) => padded.includes(` ${product.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[0]);
}
