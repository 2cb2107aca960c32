import type { Finder, Stretch } from './kinds.ts';

/** Words that end the name of a street, or are written together with it. */
const STREET_WORD =
  'street|st|road|rd|lane|ln|avenue|ave|drive|dr|court|courts|ct|boulevard|blvd|place|pl|square|sq|terrace|ter|way|close|crescent|cres|row|grove|gardens|walk|mews|hill|park|parks|parkway|pkwy|highway|hwy|pass|quay|wharf|alley|circle|trail|turnpike|plaza|streets|roads|consul|chase|rise|view|green|vale|esplanade|parade';
/** Written together with the name ("Hauptstraße") ... */
const STREET_ENDING =
  '(?:straße|strasse|str\\.|gasse|weg|platz|allee|ring|damm|ufer|laan|straat|plein|gracht|kade|dijk|vej|vejen|gade|gaden|vägen|gatan|gata|gate|vænget|toften|parken|terrasse|katu|tie|utca|brücke|vollen|veien|veg)';
/** ... or as a word of its own ("Mlýnská ulice", "Victor Hugo u."). */
const STREET_LAST =
  '(?:straße|strasse|str\\.|weg|platz|allee|terrasse|vej|gate|gata|katu|utca|kapu|u\\.|út|rkp\\.|tér|ulice)';
const STREET_START =
  '(?:rue|avenue|boulevard|allée|chemin|place|impasse|via|viale|vicolo|piazza|corso|calle|avenida|plaza|paseo|ul\\.|ulica|al\\.|aleja|os\\.|rua|praça|am|an der|an den|auf der|auf dem|im|in der|zum|zur|unter den|alte[rn]?|große[rn]?|neue[rn]?|jl\\.|kärntner)';
const NUMBER = '\\d{1,5}(?:[a-zA-Z]|/\\d{1,4})?';
/** Bounded, as all repetitions here: nobody's street is longer, and a hostile text must not cost seconds. */
const CAP = "\\p{Lu}[\\p{L}'’.-]{0,40}";

const HOUSE_FIRST = new RegExp(
  `(?<![\\p{L}\\d#£$€.,/-])(?:\\d{1,6}\\s+){0,2}${NUMBER},?\\s+(?:(?:the|de|la|del|of)\\s+)?(?:${CAP}\\s+){1,4}(?:${STREET_WORD})\\b\\.?`,
  'giu',
);
const FUSED = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d{3,6}\\s+)?(?:(?:${CAP}\\s+){0,2}[\\p{L}-]{3,40}${STREET_ENDING}|(?:${CAP}\\s+){1,2}${STREET_LAST})\\s+${NUMBER}(?![\\p{L}\\d])`,
  'gu',
);
const STREET_FIRST = new RegExp(
  `(?<![\\p{L}])(?:\\d{1,5}(?:bis|ter)?,?\\s+)?${STREET_START}\\s+(?:(?:de|du|des|la|le|del|della|di|da|der|den)\\s+){0,2}(?:l['’])?${CAP}(?:\\s+${CAP}){0,3}(?:,?\\s+${NUMBER})?`,
  'giu',
);
/** Number, words with capitals, and a postcode or a known tail soon after: an address in a form we do not know. */
const WITH_POSTCODE = new RegExp(
  `(?<![\\p{L}\\d#£$€.,/-])(?:\\d{1,6}\\s+)?(?:${NUMBER},?\\s+(?:${CAP}\\s*){1,4}|(?:${CAP}\\s+){1,4}${NUMBER})[,\\s]+(?:(?:apt|suite|flat|unit)\\.?\\s*\\d+[,\\s]+)?(?:\\p{Lu}[\\p{L}-]+\\s+){0,2}(?:[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|\\d{4,5}(?:-\\d{3,4})?\\b|\\d{4}\\s?[A-Z]{2}\\b|\\d{2}-\\d{3})`,
  'gu',
);
const AFTER_WORD =
  /\b(?:address(?:es)?(?: is| to| here)?|live[sd]? (?:at|on|in)|located (?:at|in)|is (?:at|in)|arrived at|taxi to|sent to|send (?:it|them) to|ship (?:it )?to|deliver(?:y|ed)? (?:it )?to|moved to|anschrift|adresse|wohne(?:n)? in|at)\s*(?:is|to|here they are|with|the following)?:?\s*(?<x>\d{1,6}\s+(?:\d{1,5}\s+)?\p{L}[\p{L}'’.-]*(?:\s+\p{L}[\p{L}'’.-]*){0,2}\s+\d{1,5}[a-z]?\b)/giu;
const NUMBERED = new RegExp(
  `(?<![\\p{L}\\d#£$€.,/-])\\d{3,6}\\s+(?:\\d{1,4}\\s+)?${CAP}(?:\\s+${CAP}){0,2}\\s+\\d{1,5}\\b`,
  'gu',
);
const BOX =
  /\b(?:P\.?\s?O\.?\s?Box|Postfach|Postbus|Postbox|Box|PSC|Unit|Apt\.?|Apartment|Suite|Flat)\s+\d{1,6}(?:,?\s+Box\s+\d{1,6})?(?:\s*,?\s*[AFD]PO\s+A[AEP]\s+\d{5})?|\b[AFD]PO\s+A[AEP]\s+\d{5}\b/gu;
const CORNER = /\bthe corner of (?:[^.?!,\n]|\.(?= and)){3,60}/giu;
const POSTCODE_CITY =
  /(?<![\p{L}\d#£$€.,/-]|order |bestellung |bestelling |commande |ticket |number |invoice )(?:\d{4,5}|\d{2}-\d{3}|\d{4} [A-Z]{2}) \p{Lu}[\p{L}-]{2,}(?:\s+(?:am|an der|\p{Lu}[\p{L}-]+))?(?=[\s.,;!?]|$)/gu;
const UK_POSTCODE = /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?![\p{L}\d])/gu;

/** What may follow: flat, district, city, region, postcode, country, in capitals or numbers, over commas and line ends. */
const TAIL =
  /^(?:[,\s]|\n[>?\s]*)+(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]\d[\dW]\s?[A-Z\d]{4}|(?:apt|apartment|suite|flat|unit|floor|etage)\.?\s*#?\d{1,5}|\p{Lu}[\p{L}'’.-]*|nan|\d{2}-\d{3}|\d{3,6}(?!\d|[.,]\d)|\d{1,2}(?=,?\s*\n)|(?:de|del|la|upon|an der|am)\s+\p{Lu}[\p{L}-]+)/u;
const MOST_TAIL = 12;
/** Words that begin the next sentence or field and so end an address. */
const ENDS =
  /^[,\s]*(?:Please|Tel|Phone|The|This|It|My|And|But|Order|Thanks|Thank|Regards|Gru(?:ß|ss)|Mobile|Desk|Fax|E-?mail|We|Is|Can|Not|Third|Second|If|For|Call|Email|Web(?:site)?|What|When|Why|How|Could|Now|Danke|Bitte|Amount|Ticket|Invoice)(?![\p{L}])/u;

const ANCHORS = [
  HOUSE_FIRST,
  FUSED,
  STREET_FIRST,
  WITH_POSTCODE,
  AFTER_WORD,
  NUMBERED,
  BOX,
  CORNER,
  POSTCODE_CITY,
  UK_POSTCODE,
];

/** Finds where an address surely is and reads on over its further parts. */
const addresses: Finder<'address'> = (text) =>
  ANCHORS.flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(isAddress).map((match): Stretch<'address'> => {
      const value = match.groups?.['x'] ?? match[0];
      const from = match.index + match[0].lastIndexOf(value);
      return { kind: 'address', from, to: endOf(text, from + value.length) };
    }),
  );

const DATE_IN =
  /(?:^|\s)(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[yi]|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?,?\s+\d/iu;

/** Street words are found in any case, so a name with a capital must be among them: "2 of them on the way" is no address. */
function isAddress(match: RegExpMatchArray): boolean {
  const value = match[0];
  if (/^the corner/i.test(value)) return true;
  if (DATE_IN.test(value)) return false;
  // "12 fourth avenue" in small letters, with a word that means nothing else.
  if (/^\d{2,}[^\n]*\b(?:street|avenue|road|lane|boulevard|drive|terrace|crescent)\b/i.test(value)) return true;
  if (/^(?:am|im|via|place|in der|zum|zur|an der|an den|al\.)\b/i.test(value) && !/\d/.test(value)) return false;
  return /\p{Lu}/u.test(value.replace(/^\P{L}*/u, '')) || match.groups?.['x'] !== undefined;
}

function endOf(text: string, from: number): number {
  let end = from;
  for (let part = 0; part < MOST_TAIL; part++) {
    const rest = text.slice(end, end + 80);
    if (ENDS.test(rest)) break;
    const tail = TAIL.exec(rest);
    if (tail === null) break;
    end += tail[0].length;
    // A full stop after a longer word ends the sentence and with it the address.
    if (/\p{L}{3,}\.$/u.test(tail[0])) return end - 1;
  }
  return end;
}

export const addressFinders: readonly Finder[] = [addresses];
