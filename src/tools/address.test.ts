import { describe, expect, it } from 'vitest';
import { findAddresses, formatAddress, SPEAKS_OF_ADDRESS, sameAddress } from './address.ts';

describe('findAddresses', () => {
  it.each([
    [
      'can it go to Lange Nieuwstraat 52, 3512 PH Utrecht instead of the old one?',
      'Lange Nieuwstraat 52|3512 PH|Utrecht|',
    ],
    ['Bitte liefern Sie an Hauptstraße 12a, 10827 Berlin, Deutschland.', 'Hauptstraße 12a|10827|Berlin|DE'],
    ['Voici ma nouvelle adresse : 14 bis rue des Lilas, 69003 Lyon', '14 bis rue des Lilas|69003|Lyon|'],
    ['My new address:\nCanal Street 7\n2611 AB Delft\nNetherlands\nThanks!', 'Canal Street 7|2611 AB|Delft|NL'],
    ['Please send it to 18 Elm Grove, Leeds LS6 2NX', '18 Elm Grove|LS6 2NX|Leeds|GB'],
    ['Naar Kerkstraat 4-2, 1017 GJ Amsterdam graag', 'Kerkstraat 4-2|1017 GJ|Amsterdam|'],
  ])('reads %j', (text, expected) => {
    const [only, ...others] = findAddresses(text);
    expect(others).toEqual([]);
    expect([only?.street, only?.postcode, only?.city, only?.country ?? ''].join('|')).toBe(expected);
  });

  it.each([
    'Order 1077 is still on processing, can I change the address?',
    'The house number should be 14 not 41.',
    'I paid 1299 Euro on 12 November 2026 for order 10422.',
    'Call me at 0612345678 Monday.',
    'My postcode is 3512 PH.',
  ])('takes nothing for an address in %j', (text) => {
    expect(findAddresses(text)).toEqual([]);
  });

  it('finds two when two are named, so that nobody has to guess', () => {
    expect(findAddresses('Not Kerkstraat 4, 1017 GJ Amsterdam but Dorpsstraat 9, 1017 AB Amsterdam')).toHaveLength(2);
  });

  it('comes to an end with a hostile text', () => {
    expect(findAddresses(`${'Aa '.repeat(20_000)}3512 PH ${"A'".repeat(20_000)}`)).toEqual([]);
  });
});

describe('addresses', () => {
  const here = { street: 'Canal Street 7', postcode: '2611 AB', city: 'Delft', country: 'NL' };

  it('are the same whatever the spaces', () => {
    expect(sameAddress(here, { ...here, postcode: '2611ab' })).toBe(true);
    expect(sameAddress(here, { ...here, street: 'Canal Street 17' })).toBe(false);
    expect(formatAddress(here)).toBe('Canal Street 7, 2611 AB Delft, NL');
  });

  it.each(['Can you change the delivery address?', 'Wij zijn verhuisd', 'Die Hausnummer ist falsch'])(
    'are spoken of in %j',
    (text) => {
      expect(SPEAKS_OF_ADDRESS.test(text)).toBe(true);
    },
  );
});
