import { findSecrets } from './find.ts';
import type { SecretKind } from './kinds.ts';

export interface WithoutSecrets {
  text: string;
  /** Kinds that were found, each once. */
  found: SecretKind[];
}

/**
 * Takes out what nobody should have written to us: cards, passwords, keys, bank and social security numbers. For good: the value is
 * kept nowhere. The place is kept by a word in brackets, so that the text still reads.
 */
export function hideSecrets(text: string): WithoutSecrets {
  const stretches = findSecrets(text);
  let result = '';
  let at = 0;
  for (const { kind, from, to } of stretches) {
    result += `${text.slice(at, from)}[${kind}]`;
    at = to;
  }
  return { text: result + text.slice(at), found: [...new Set(stretches.map(({ kind }) => kind))] };
}
