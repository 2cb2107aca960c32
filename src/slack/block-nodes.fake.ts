export type Node = Record<string, unknown>;

/** Every object in blocks, however deep: for tests that look for what must or must not be there. */
export function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (!value || typeof value !== 'object') return [];
  return [{ ...value }, ...Object.values(value).flatMap(nodesOf)];
}
