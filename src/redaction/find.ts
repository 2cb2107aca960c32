import { addressFinders } from './address.ts';
import { bankFinders } from './bank.ts';
import { contactFinders } from './contact.ts';
import { credentialFinders } from './credentials.ts';
import { identityFinders } from './identity.ts';
import { type Finder, type Kind, PERSONAL_KINDS, SECRET_KINDS, type SecretKind, type Stretch } from './kinds.ts';
import { createNameFinder, type NameOptions } from './names.ts';

export type FindOptions = Partial<NameOptions>;

/** Longer text is hidden piece by piece by its callers; this bounds what one look may cost. */
const MAX_LENGTH = 40_000;

const EMAIL_FIRST = contactFinders.slice(0, 2);
const AFTER_SECRETS = contactFinders.slice(2);
const isSecret = (stretch: Stretch): stretch is Stretch<SecretKind> =>
  SECRET_KINDS.some((kind) => kind === stretch.kind);

/** Card numbers, passwords and the like, in the order of the text. */
export function findSecrets(text: string): Stretch<SecretKind>[] {
  return run(text, [...EMAIL_FIRST, ...bankFinders, ...credentialFinders]).filter(isSecret);
}

/** Everything that says who somebody is, secrets included, in the order of the text. Nothing overlaps. */
export function findAll(text: string, options: FindOptions = {}): Stretch[] {
  const names = createNameFinder({ known: new Set(), people: [], strict: false, ...options });
  return run(text, [
    ...EMAIL_FIRST,
    ...bankFinders,
    ...credentialFinders,
    ...identityFinders,
    ...AFTER_SECRETS,
    ...addressFinders,
    names,
  ]);
}

/** The surest finders come first; what one has found is blank for the next, so that a card is never a telephone too. */
function run(text: string, finders: readonly Finder[]): Stretch[] {
  let left = text.slice(0, MAX_LENGTH);
  const found: Stretch[] = [];
  for (const finder of finders) {
    const chars = left.split('');
    for (const stretch of finder(left).sort((a, b) => b.to - b.from - (a.to - a.from))) {
      found.push(...freeParts(chars.slice(stretch.from, stretch.to).join(''), stretch));
      chars.fill(TAKEN, stretch.from, stretch.to);
    }
    left = chars.join('');
  }
  return found.sort((a, b) => a.from - b.from);
}

/** What of a stretch has not been found before, without bare punctuation at its edges. */
function freeParts(value: string, { kind, from }: Stretch): Stretch[] {
  return [...value.matchAll(FREE)].map(({ 0: part, index }) => ({
    kind,
    from: from + index,
    to: from + index + part.length,
  }));
}

/** Stands for what was found: no letter, no digit, no space, so that nothing matches across it. */
const TAKEN = '\u0000';
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is our own mark
const FREE = /[^\s\u0000](?:[^\u0000]*[^\s\u0000])?/g;

export const ALL_KINDS: readonly Kind[] = [...SECRET_KINDS, ...PERSONAL_KINDS];
