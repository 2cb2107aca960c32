import { ALL_KINDS, type FindOptions, findAll } from './find.ts';
import type { Kind } from './kinds.ts';

/** Hides personal data behind numbered placeholders, and puts it back. One veil serves all texts of one thought. */
export interface Veil {
  /** "Write to ann@example.com" -> "Write to [email 1]". The same value always gets the same placeholder. */
  hide(text: string): string;
  /** The other way round. Placeholders that this veil never gave stay as they are. */
  reveal(text: string): string;
  /** How many values of each kind are hidden: for counting, never the values. */
  counts(): Partial<Record<Kind, number>>;
}

const SHAPE = new RegExp(`\\[(${ALL_KINDS.join('|')}) (\\d{1,3})\\]`, 'gi');

export function createVeil(options: FindOptions = {}): Veil {
  const values = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const counts = new Map<Kind, number>();
  const placeholderOf = (kind: Kind, value: string): string => {
    const key = `${kind} ${value.toLowerCase().replace(/\s+/g, ' ')}`;
    const known = placeholders.get(key);
    if (known !== undefined) return known;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const placeholder = `[${kind} ${n}]`;
    placeholders.set(key, placeholder);
    values.set(placeholder.toLowerCase(), value);
    return placeholder;
  };
  return {
    hide(text) {
      // Somebody who writes a placeholder himself must not be given what stands behind it.
      const plain = text.replace(SHAPE, '($1 $2)');
      let result = '';
      let at = 0;
      for (const { kind, from, to } of findAll(plain, options)) {
        result += plain.slice(at, from) + placeholderOf(kind, plain.slice(from, to));
        at = to;
      }
      return result + plain.slice(at);
    },
    reveal: (text) => text.replace(SHAPE, (placeholder) => values.get(placeholder.toLowerCase()) ?? placeholder),
    counts: () => Object.fromEntries(counts),
  };
}

/** True when a text still holds a placeholder: nobody may be sent that. */
export function holdsPlaceholder(text: string): boolean {
  return text.search(SHAPE) !== -1;
}
