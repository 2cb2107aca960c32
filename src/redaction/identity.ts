import { type Finder, matches } from './kinds.ts';

const MONTH =
  '(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch|s)?|märz|apr(?:il)?|may|mai|mei|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|août|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)\\.?';
const DATE = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})|\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${MONTH},?\\s+\\d{4}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})`;
const BIRTH_WORD =
  '(?:born|birth(?:day|date)?|d\\.?o\\.?b\\.?|geboren|geb\\.?|geburtsdatum|geburtstag|geboortedatum|née?|naissance|nacid[oa]|nacimiento|ur\\.)';

const BIRTH_NAMED = new RegExp(
  `(?<![\\p{L}\\d])${BIRTH_WORD}(?![\\p{L}\\d])[^\\d\\n]{0,30}?(?<x>${DATE})(?!\\d)`,
  'giu',
);
/** Nobody writes to a shop about an order of 1987: a full date of a former time is a birthday. */
const LONG_AGO = new RegExp(`(?<![\\p{L}\\d.-])${DATE}(?![\\d-])`, 'giu');
const LAST_BIRTH_YEAR = 2012;

function isLongAgo(date: string): boolean {
  const year = Number(/\d{4}/.exec(date)?.[0] ?? 0);
  return year >= 1900 && year <= LAST_BIRTH_YEAR;
}

const AGE =
  /(?<![\d.,])(?<x>\d{1,3})(?:[ -]?(?:years?|yrs?)[ -]old|[ -]?(?:jahre alt|jaar oud|ans\b))|\b(?:aged?|turn(?:ed|s|ing)?|age of|just turned|when (?:he|she|they) (?:was|were)|(?:he|she|i)(?:['’]m| am| is|['’]s)) (?<y>\d{1,3})(?!\d|\s*(?:%|years?|months?|weeks?|days?|hours?|minutes?|euros?|pounds?|dollars?|[a-z]{3,}))/giu;
const ages: Finder = (text) =>
  [...text.matchAll(AGE)].flatMap((match) => {
    const value = match.groups?.['x'] ?? match.groups?.['y'] ?? '';
    const from = match.index + match[0].indexOf(value);
    return Number(value) > 0 && Number(value) < 120 ? [{ kind: 'age' as const, from, to: from + value.length }] : [];
  });

const DOCUMENT =
  /\b(?:passports?|reisepass|paspoort|passeport|pasaporte|id card|identity card|national id|personalausweis|driv(?:er|ing)['’]?s? licen[cs]e|licen[cs]e|führerschein|rijbewijs|tax id|nino|national insurance|steuer-?id|bsn)\b(?:[\s:#.]|number|no|nr|nummer|is|numéro|ist|was|it['’]s|of mine){0,8}\s*(?<x>(?=[A-Z0-9 -]{0,15}\d{3})[A-Z0-9](?:[ -]?[A-Z0-9]){5,14})(?![\p{L}\d])/giu;

export const identityFinders: readonly Finder[] = [
  matches('date of birth', BIRTH_NAMED),
  matches('date of birth', LONG_AGO, isLongAgo),
  ages,
  matches('document number', DOCUMENT),
];
