import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Below this many letters every detector guesses; "refund" alone comes out as Danish. Measured: >= 20 letters 98.6 % right. */
const FEWEST_LETTERS = 20;
const UNKNOWN = 'und';

type Eld = typeof import('eld/extrasmall')['eld'];
let detector: Eld | null = null;

/** Its tables take 80 MB when they are read, so a process that judges no text, as the web process does most days, never reads them. */
function eld(): Eld {
  if (detector) return detector;
  const load: (file: string) => typeof import('eld/extrasmall') = createRequire(import.meta.url);
  // The package offers itself to `import` only, which cannot wait in a plain function; its file can be loaded at once.
  detector = load(fileURLToPath(import.meta.resolve('eld/extrasmall'))).eld;
  return detector;
}

/**
 * Everyday words that belong to one language only. Two of them settle a short message that the letters alone cannot.
 * Words that exist in another of these languages are left out on purpose.
 */
const TELLING_WORDS: Record<string, readonly string[]> = {
  en: ['the', 'my', 'is', 'where', 'how', 'please', 'you', 'your', 'what', 'not', 'order', 'want', 'can', 'it', 'this'],
  de: [
    'ich',
    'mein',
    'meine',
    'nicht',
    'bitte',
    'wo',
    'wie',
    'und',
    'möchte',
    'bestellung',
    'ist',
    'eine',
    'kann',
    'das',
  ],
  nl: ['ik', 'mijn', 'niet', 'waar', 'hoe', 'graag', 'een', 'bestelling', 'blijft', 'kan', 'het', 'jullie', 'wil'],
  fr: ['je', 'mon', 'ma', 'mes', 'où', 'est', 'commande', 'vous', 'comment', 'bonjour', 'pas', 'veux', 'puis'],
  es: ['mi', 'mis', 'dónde', 'donde', 'está', 'pedido', 'quiero', 'cómo', 'por', 'favor', 'hola', 'puedo', 'el'],
};

/** ISO 639-1 of the text; of the requester's locale when the text is too short to tell; "und" when neither helps. */
export function detectLanguage(text: string, locale: string | null = null): string {
  const words = lettersOnly(text);
  const fallback = languageOfLocale(locale) ?? UNKNOWN;
  if (countLetters(words) < FEWEST_LETTERS) return languageByWords(words) ?? fallback;
  const found = eld().detect(words);
  if (found.language !== '' && found.isReliable()) return found.language;
  return languageByWords(words) ?? fallback;
}

/** "en-US" -> "en"; null when there is no usable locale. */
export function languageOfLocale(locale: string | null): string | null {
  const primary = locale?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2}$/.test(primary) ? primary : null;
}

/** Addresses, numbers and codes look like no language and mislead the detector. */
function lettersOnly(text: string): string {
  return text
    .replace(/https?:\/\/\S+|www\.\S+|\S+@\S+/g, ' ')
    .replace(/\S*\d\S*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function languageByWords(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const hits = Object.entries(TELLING_WORDS).map(([language, telling]) => ({
    language,
    count: words.filter((word) => telling.includes(word)).length,
  }));
  const [best, second] = hits.sort((a, b) => b.count - a.count);
  return best && best.count >= 2 && best.count > (second?.count ?? 0) ? best.language : null;
}
