/** What nobody needs to read but its owner. Hidden from everybody, for good. */
export const SECRET_KINDS = [
  'card number',
  'card code',
  'IBAN',
  'social security number',
  'password',
  'API key',
] as const;

/** What says who somebody is. Hidden from models, logs and traces, and put back where the customer's own reply needs it. */
export const PERSONAL_KINDS = [
  'email',
  'phone',
  'address',
  'date of birth',
  'age',
  'document number',
  'network address',
  'web address',
  'name',
  'place',
] as const;

export type SecretKind = (typeof SECRET_KINDS)[number];
export type PersonalKind = (typeof PERSONAL_KINDS)[number];
export type Kind = SecretKind | PersonalKind;

/** A stretch of text. Positions count UTF-16 units, as JavaScript strings do. */
export interface Stretch<K extends Kind = Kind> {
  kind: K;
  from: number;
  to: number;
}

/** A way to find one kind of thing. It sees the text with everything already found blanked out by spaces of the same length. */
export type Finder<K extends Kind = Kind> = (text: string) => Stretch<K>[];

/** Every match of a pattern, or of its group `x` where it has one, that passes the test. */
export function matches<K extends Kind>(
  kind: K,
  pattern: RegExp,
  test: (value: string) => boolean = () => true,
): Finder<K> {
  const searched = new RegExp(pattern.source, pattern.flags.includes('d') ? pattern.flags : `${pattern.flags}d`);
  return (text) =>
    [...text.matchAll(searched)].flatMap((match) => {
      const [from, to] = match.indices?.groups?.['x'] ?? [match.index, match.index + match[0].length];
      return test(text.slice(from, to)) ? [{ kind, from, to }] : [];
    });
}
