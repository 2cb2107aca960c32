import { describe, expect, it } from 'vitest';
import type { Entity } from './assessment.ts';
import { findEntities } from './entities.ts';

function valuesOf(text: string, kind: Entity['kind'], products: string[] = []): string[] {
  return findEntities(text, { products })
    .filter((entity) => entity.kind === kind)
    .map((entity) => entity.value);
}

describe('findEntities', () => {
  it.each([
    ['my order 1042 never came', ['1042']],
    ['Order #1042', ['1042']],
    ['order number is: 1042.', ['1042']],
    ['#1042 ???', ['1042']],
    ['orders 1042 and 1043', ['1042', '1043']],
    ['Bestellung Nr. 2318', ['2318']],
    ['mijn bestelling met nummer 2318', ['2318']],
    ['commande n° 5512', ['5512']],
    ['mi pedido número 5512', ['5512']],
    ['I ordered 2 kettles in 2025', []],
    ['see https://shop.example/faq#1042 please', []],
    ['the display shows #5', []],
  ])('finds order numbers in: %s', (text, expected) => {
    expect(valuesOf(text, 'order_number')).toEqual(expected);
  });

  it.each([
    ['invoice INV-2026-0412 is wrong', ['INV-2026-0412']],
    ['Rechnung Nr. RE-20260412', ['RE-20260412']],
    ['the invoice is wrong', []],
  ])('finds invoice numbers in: %s', (text, expected) => {
    expect(valuesOf(text, 'invoice_number')).toEqual(expected);
  });

  it.each([
    ['you took €42,50 twice', ['42.50 EUR']],
    ['1.249,00 euro', ['1249.00 EUR']],
    ['EUR 1,249.00 and £12', ['1249.00 EUR', '12.00 GBP']],
    ['42 € for shipping', ['42.00 EUR']],
    ['I waited 42 days', []],
  ])('finds amounts in: %s', (text, expected) => {
    expect(valuesOf(text, 'amount')).toEqual(expected);
  });

  it.each([
    ['it came on 5 March 2026', ['2026-03-05']],
    ['am 5. März', ['03-05']],
    ['on 05/03/2026 or 2026-03-07', ['2026-03-07', '2026-03-05']],
    ['delivered March 3rd', ['03-03']],
    ['it may 3 times fail', []],
    ['version 2.1.4', []],
  ])('finds dates in: %s', (text, expected) => {
    expect(valuesOf(text, 'date')).toEqual(expected);
  });

  it('finds e-mail addresses and writes them small', () => {
    expect(valuesOf('Write to Anna.Smith@Example.org, thanks', 'email')).toEqual(['anna.smith@example.org']);
  });

  it('finds tracking numbers by their form or by the word before them', () => {
    expect(valuesOf('3SKABA0123456789 and 1Z999AA10123456784', 'tracking_number')).toHaveLength(2);
    expect(valuesOf('tracking number: 05123456789012', 'tracking_number')).toEqual(['05123456789012']);
    expect(valuesOf('there is no tracking information', 'tracking_number')).toEqual([]);
  });

  it('finds the products it is told of, as whole words', () => {
    expect(valuesOf('my Fir-2 is stuck', 'product', ['Fir 2', 'Tarn'])).toEqual(['Fir 2']);
    expect(valuesOf('after I started it', 'product', ['Tarn'])).toEqual([]);
  });
});
