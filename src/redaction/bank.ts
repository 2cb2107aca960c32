import { passesLuhn, passesMod97 } from './check-digits.ts';
import { type Finder, matches, type Stretch } from './kinds.ts';

/** Digits with at most one separator between them, as people copy cards from a plastic one. */
const DIGIT_RUN = /(?<![\p{L}\d])(?<![\d#][-./])\d(?:[ \u00a0\u2009.\-–]?\d){11,18}(?![\d\p{L}])/gu;
/** First digits of the payment networks (Visa, Mastercard, Amex, Diners, JCB, Discover, UnionPay, Maestro). */
const CARD_START = /^(?:4|5[0-8]|2[2-7]|3[4-7]|30|38|39|35|1800|2131|6)/;
const SHORTEST_CARD = 13;

/** Card numbers with a valid check digit; twelve digits only right after the word card. */
const plainCards: Finder<'card number'> = matches('card number', DIGIT_RUN, (value) => {
  const digits = value.replace(/\D/g, '');
  return digits.length >= SHORTEST_CARD && CARD_START.test(digits) && passesLuhn(digits);
});
const shortCards = matches(
  'card number',
  /\b(?:card|kreditkarte|karte|creditcard|carte|tarjeta|kaart)(?:\s*(?:number|no\.?|nr\.?|nummer|#|:|is|lost|stolen|ending in)){0,3}\s*(?<x>\d{12})\b/giu,
);

const CARD_CODE =
  /\b(?:cvv2?|cvc2?|cid|csc|security (?:code|number)|card (?:code|verification)|verification (?:code|number)|prüfziffer|sicherheitscode|kartenprüfnummer|cryptogramme|código de seguridad|three digits on the back|code on the back)(?:[\s:=(#.-]|is|number|code|ist|lautet|on|the|back){0,12}(?<x>\d{3,4})\b/giu;

/** How long an account number of each country is. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 ' +
    'GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 MU30 NL18 NO15 ' +
    'PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
/** With a separator after each character. */
const LONGEST_IBAN = 80;
const IBAN_START = /(?<![\p{L}\d])[A-Z]{2}[ -]?\d{2}/giu;

/** Reads on from country and check digits for as many letters and digits as that country has, whatever stands between them. */
const ibans: Finder<'IBAN'> = (text) => {
  const found: Stretch<'IBAN'>[] = [];
  for (const { index } of text.matchAll(IBAN_START)) {
    const length = IBAN_LENGTHS[text.slice(index, index + 2).toUpperCase()];
    if (length === undefined) continue;
    const run = new RegExp(`^(?:[A-Z0-9][ \\u00a0.-]?){${length - 1}}[A-Z0-9](?![\\p{L}\\d])`, 'iu').exec(
      text.slice(index, index + LONGEST_IBAN),
    );
    if (run === null) continue;
    const compact = run[0].replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    const named = /\biban\b[^.!?]{0,25}$/i.test(text.slice(Math.max(0, index - 40), index));
    if (passesMod97(compact) || named) found.push({ kind: 'IBAN', from: index, to: index + run[0].length });
  }
  return found;
};

const SSN = /(?<![\p{L}\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])/gu;
const SSN_NAMED =
  /\b(?:ssn|social(?: security)?(?: number| no\.?| #)?)\b[^\d.!?\n]{0,25}(?<x>\d{3}[-. ]?\d{2}[-. ]?\d{4})\b/giu;

export const bankFinders: readonly Finder[] = [
  ibans,
  plainCards,
  shortCards,
  matches('card code', CARD_CODE),
  matches('social security number', SSN),
  matches('social security number', SSN_NAMED),
];
