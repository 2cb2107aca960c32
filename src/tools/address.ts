import type { Address } from './backoffice.ts';

/** "Lange Nieuwstraat 52, 3512 PH Utrecht, NL": one spelling everywhere, so that a reader and a check compare the same thing. */
export function formatAddress({ street, postcode, city, country }: Address): string {
  return `${street}, ${postcode} ${city}, ${country}`;
}

export function sameAddress(a: Address, b: Address): boolean {
  const plain = (address: Address): string =>
    formatAddress(address)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(a) === plain(b);
}

/** Postcodes of the countries that write them before the town, and the United Kingdom, which writes them behind. */
const POSTCODE = /(?<![\p{L}\p{N}-])(?:[A-Z]{1,2}-)?(\d{4}\s?[A-Z]{2}|\d{5}|\d{4})(?![\p{L}\p{N}-])/gu;
const UK_POSTCODE = /(?<![\p{L}\p{N}])([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?![\p{L}\p{N}])/gu;
const TOWN =
  /^[\s,]*([\p{Lu}][\p{L}'’.-]+(?:[ -](?:[\p{Lu}][\p{L}'’.-]+|a[nm]|aan|de|den|der|la|le|les|sur|upon|on)){0,3})/u;
/** A street and a number, in either order, right before the postcode. */
const STREET_THEN_NUMBER = /([\p{Lu}][\p{L}'’.]+(?:[ -][\p{L}'’.]+){0,4}\s\d{1,4}\s?[a-zA-Z]?(?:[-/]\d{1,4})?)[\s,]*$/u;
const NUMBER_THEN_STREET =
  /(\d{1,4}[a-zA-Z]?(?:\s?(?:bis|ter))?,?\s(?:[\p{L}'’.]+[ -]){0,4}[\p{Lu}][\p{L}'’.]+)[\s,]*$/u;
const UK_TOWN = /([\p{Lu}][\p{L}'’-]+(?:\s[\p{Lu}][\p{L}'’-]+)?)[\s,]*$/u;

/** Words of a sentence that stand before a street and are none of it: "to", "my new address is". */
const LEAD_IN =
  /^(?:.*\b(?:to|at|is|nach|an|naar|op|à|au|a|en|in|instead|address|adres|adresse|dirección)\s)(?=[\p{Lu}])/iu;

const COUNTRIES: readonly [RegExp, string][] = [
  [/\b(?:netherlands|nederland|niederlande|pays-bas|holland)\b/i, 'NL'],
  [/\b(?:germany|deutschland|duitsland|allemagne|alemania)\b/i, 'DE'],
  [/\b(?:belgium|belgië|belgien|belgique|bélgica)\b/i, 'BE'],
  [/\b(?:france|frankreich|frankrijk|francia)\b/i, 'FR'],
  [/\b(?:austria|österreich|oostenrijk|autriche)\b/i, 'AT'],
  [/\b(?:spain|españa|spanien|spanje|espagne)\b/i, 'ES'],
  [/\b(?:united kingdom|england|scotland|wales|great britain|\bUK)\b/i, 'GB'],
];

export type NamedAddress = Omit<Address, 'country'> & { country: string | null };

/**
 * Complete addresses that a text names. Rules and no model: what is read here goes onto a parcel. A person reads it once more, so an
 * address that is not recognised costs a question and never a parcel.
 */
export function findAddresses(text: string): NamedAddress[] {
  const line = text.replace(/\s*\n+\s*/g, ', ');
  const country = countryOf(text);
  const found = [...continental(line), ...british(line)].map((address) => ({
    ...address,
    country: address.country ?? country,
  }));
  const seen = new Set<string>();
  return found.filter((each) => {
    const key = `${each.street} ${each.postcode}`.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

function continental(line: string): NamedAddress[] {
  return [...line.matchAll(POSTCODE)].flatMap((match) => {
    const before = line.slice(Math.max(0, match.index - 80), match.index).replace(/(?:[A-Z]{1,2}-)$/, '');
    const town = TOWN.exec(line.slice(match.index + match[0].length))?.[1];
    const street = streetBefore(before);
    if (town === undefined || street === null) return [];
    return [{ street, postcode: match[1] ?? '', city: town.replace(/[.,]+$/, ''), country: null }];
  });
}

function british(line: string): NamedAddress[] {
  return [...line.matchAll(UK_POSTCODE)].flatMap((match) => {
    const before = line.slice(Math.max(0, match.index - 100), match.index);
    const town = UK_TOWN.exec(before);
    const street = town === null ? null : streetBefore(before.slice(0, town.index));
    if (town === null || street === null) return [];
    return [{ street, postcode: match[1] ?? '', city: town[1] ?? '', country: 'GB' }];
  });
}

function streetBefore(before: string): string | null {
  const street = STREET_THEN_NUMBER.exec(before)?.[1] ?? NUMBER_THEN_STREET.exec(before)?.[1];
  return street === undefined ? null : street.replace(LEAD_IN, '').trim();
}

function countryOf(text: string): string | null {
  const named = new Set(COUNTRIES.filter(([pattern]) => pattern.test(text)).map(([, code]) => code));
  const [only] = named;
  return named.size === 1 ? (only ?? null) : null;
}

/** The message is about where something is to be sent, whether or not it names the place. */
export const SPEAKS_OF_ADDRESS =
  /\b(?:address|adres(?:se)?|adreswijziging|lieferadresse|dirección|domicilio|street|strasse|straat|straße|house number|huisnummer|hausnummer|apartment number|postcode|zip code|moved|umgezogen|verhuisd|déménagé)\b/iu;
