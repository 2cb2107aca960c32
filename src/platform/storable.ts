/**
 * Postgres takes neither a NUL nor half a surrogate pair in JSON, and one such character, from a mail or from a model, would make every
 * attempt at the turn fail. Both become the sign for "not readable", which the checks on replies refuse.
 */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD');
  if (Array.isArray(value)) return value.map((each) => storable(each));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)]));
}
