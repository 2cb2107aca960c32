import { CLOSINGS, THANKS } from './signature-words.ts';
import { anyOf, plain } from './word-list.ts';

const NAME = /^(?:\p{Lu}[\p{L}'’.-]*|de|da|di|del|la|van|von|der|den|el|al|bin|le|y|zu)$/u;
/** Words that stand alone at the end of a request and are no names. */
const NO_NAME = new RegExp(
  `^(?:${anyOf([...THANKS, ...CLOSINGS])}|hello|hi|dear|yes|no|ok|okay|please|help|sorry|urgent|order|refund|invoice|account|customer|support|team|password|delivery|bitte|hallo|ja|nein|bonjour|oui|non|si|hola|ciao|por favor)(?: |$|[,.!])`,
  'u',
);

/** A line that is a person's name and nothing else. Where the writer's name is known it must be theirs: "Moss Scale" is no person. */
export function isName(text: string, sender: string | null): boolean {
  const name = nameIn(text);
  if (name === null) return false;
  return sender === null || sender.trim() === '' ? looksLikeName(name, isDashed(text)) : sharesWord(name, sender);
}

/** For the first line of a business card, where telephone and title below it speak for it. */
export function looksLikeNameLine(text: string): boolean {
  const name = nameIn(text);
  return name !== null && looksLikeName(name, isDashed(text));
}

function isDashed(text: string): boolean {
  return /^\s*[-–—~]\s?\p{L}/u.test(text);
}

function nameIn(text: string): string | null {
  const name = text.trim().replace(/^[-–—~*_]+\s?|[,*_]+$/gu, '');
  const sentence = /\p{L}{3,}[.!?:]$/u.test(name);
  return name === '' || name.length > 50 || sentence || NO_NAME.test(plain(name)) ? null : name;
}

function looksLikeName(name: string, dashed: boolean): boolean {
  const words = name.split(/\s+/);
  const enough = words.length >= (dashed ? 1 : 2) && words.length <= 4;
  return enough && words.every((word) => NAME.test(word)) && /^\p{Lu}[\p{Ll}.]/u.test(name);
}

/** "Eva" and "E. Bakker" are both Eva Bakker's. */
function sharesWord(name: string, sender: string): boolean {
  const words = plain(name).split(' ');
  const own = new Set(plain(sender).split(/[ ,]+/));
  return words.length <= 4 && words.some((word) => word.length > 1 && own.has(word));
}
