import { z } from 'zod';

/** As much of JSON Schema as strict forms may use. */
const Node = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
});
type Node = z.infer<typeof Node>;

export function propertiesOf(schema: unknown): Record<string, unknown> {
  return readNode(schema).properties ?? {};
}

export function enumOf(schema: unknown): string[] {
  const node = readNode(schema);
  const own = node.enum ?? node.anyOf?.flatMap(enumOf) ?? [];
  return own.filter((value) => typeof value === 'string');
}

/** A value of the form: what is known where it is known, the plainest possible value elsewhere. */
export function fillSchema(schema: unknown, known: unknown): unknown {
  const node = readNode(schema);
  if (node.properties) return fillObject(node.properties, known);
  if (known !== undefined && fits(node, known)) return known;
  return plainest(node);
}

function fillObject(properties: Record<string, unknown>, known: unknown): Record<string, unknown> {
  const values = z.record(z.string(), z.unknown()).safeParse(known);
  const filled: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) filled[name] = fillSchema(schema, values.data?.[name]);
  return filled;
}

function fits(node: Node, value: unknown): boolean {
  const allowed = [...(node.enum ?? []), ...(node.anyOf ?? []).flatMap((each) => readNode(each).enum ?? [])];
  return allowed.length === 0 || value === null || allowed.includes(value);
}

function plainest(node: Node): unknown {
  if (node.const !== undefined) return node.const;
  const types = [node.type ?? []].flat();
  if (types.includes('null') || node.anyOf?.some((each) => readNode(each).type === 'null')) return null;
  if (node.enum) return node.enum[0];
  if (node.anyOf) return fillSchema(node.anyOf[0], undefined);
  if (types.includes('array')) return [];
  if (types.includes('boolean')) return false;
  if (types.includes('number') || types.includes('integer')) return node.minimum ?? 0;
  return '';
}

/** The rules of strict mode, which the real server enforces with a 400; null when all are kept. */
export function strictProblem(schema: unknown, path = 'schema'): string | null {
  const node = readNode(schema);
  if (node.properties) {
    if (node.additionalProperties !== false)
      return `${path}: 'additionalProperties' is required to be supplied and to be false.`;
    const missing = Object.keys(node.properties).filter((name) => !node.required?.includes(name));
    if (missing.length > 0)
      return `${path}: 'required' must include every key in properties. Missing '${missing.join("', '")}'.`;
  }
  const inner = [
    ...Object.entries(node.properties ?? {}),
    ...(node.anyOf ?? []).map((each, at) => [`anyOf.${at}`, each] as const),
  ];
  if (node.items !== undefined) inner.push(['items', node.items]);
  return (
    inner.map(([name, each]) => strictProblem(each, `${path}.${name}`)).find((problem) => problem !== null) ?? null
  );
}

function readNode(schema: unknown): Node {
  return Node.safeParse(schema).data ?? {};
}
