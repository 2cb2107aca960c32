import { type Finder, matches, type Stretch } from './kinds.ts';

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/gu;
const WEB = /\bhttps?:\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/giu;
const IP4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\.?\d)/gu;
const IP6 =
  /(?<![\p{L}\d:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\p{L}\d:])|(?<![\p{L}\d:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}/giu;
/** "version 2.1.50.8" has the shape of a network address. */
const VERSION_BEFORE = /(?:versions?|firmware|software|release|build|update|app|v|ver)\.?[\s:(]*$/i;

const ip4: Finder = (text) =>
  matches(
    'network address',
    IP4,
  )(text).filter(({ from }) => !VERSION_BEFORE.test(text.slice(Math.max(0, from - 14), from)));

/** Times such as 03:12:44 are no addresses: a real one has a letter or a double colon, or all eight groups. */
const ip6 = matches('network address', IP6, (value) => /::|[a-f]/i.test(value) || value.split(':').length === 8);

const INTERNATIONAL =
  /(?<![\p{L}\d+])(?:\+|00(?=[1-9]\d[ \-/.(]))[ ]?\d(?:[ \-/.()\u00a0]{0,3}\d){6,14}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\p{L}\d])/gu;
/** Three groups or more, as phone numbers are written; two when a word says that it is one. */
const GROUPED =
  /(?<![\p{L}\d#£$€.,/-])\(?\d{1,5}\)?(?:[ \-/.\u00a0]{1,2}\(?\d{2,5}\)?){2,5}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\p{L}\d]|[.,]\d|-\d)/gu;
const NAMED =
  /\b(?:phone|telephone|tel|mobile|cell|handy|telefon|telefoon|mobil|fax|desk|office|home|call|reach|text|ring|sms|contact|whatsapp|number to call|messages? to|number is)\b[^\d\n]{0,25}\n?(?<x>\(?\d{1,5}\)?(?:[ \-/.\u00a0()]{0,2}\d{2,5}){1,6}(?:\s?(?:x|ext\.?)\s?\d{1,5})?)(?![\p{L}\d])/giu;
const DATE_LIKE = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})$|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d))/;
/** "order 1042 1058 1060" are not a telephone. */
const OTHER_NUMBER_BEFORE =
  /(?:orders?|bestellung(?:en)?|bestelling|commande|pedido|invoice|rechnung|factuur|facture|tracking|sendung|ticket|case|serial|ref(?:erence)?|sku|model|version|firmware|id|nr|no|number|code)[\s.:#]*$/i;

function isPhone(value: string): boolean {
  const digits = value.replace(/\s?(?:x|ext\.?)\s?\d+$/i, '').replace(/\D/g, '');
  return (
    digits.length >= 7 && digits.length <= 15 && !DATE_LIKE.test(value.trim()) && !/^\d+\.\d{3}\.\d{3}$/.test(value)
  );
}

const grouped: Finder = (text) =>
  matches(
    'phone',
    GROUPED,
    isPhone,
  )(text).filter(({ from }) => !OTHER_NUMBER_BEFORE.test(text.slice(Math.max(0, from - 24), from)));

/** Drops the space or bracket that a pattern may have taken along. */
function trimmed(finder: Finder): Finder {
  return (text) =>
    finder(text).map((stretch): Stretch => {
      const value = text.slice(stretch.from, stretch.to);
      return { ...stretch, to: stretch.to - (value.length - value.replace(/[\s.,(-]+$/, '').length) };
    });
}

export const contactFinders: readonly Finder[] = [
  matches('email', EMAIL),
  trimmed(matches('web address', WEB)),
  ip4,
  ip6,
  trimmed(matches('phone', INTERNATIONAL)),
  trimmed(matches('phone', NAMED, isPhone)),
  trimmed(grouped),
];
