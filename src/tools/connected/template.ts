import { GiveUp } from '../../platform/errors.ts';

const HOLE = /\{(\w+)\}/g;

/** "/orders/{order_id}/cancel" with each value inside its own place: a number that looks like a path stays a number. */
export function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(HOLE, (_, name: string) => encodeURIComponent(plain(namedValue(values, name))));
}

/** "{reason}" alone keeps its type, so that numbers, lists and objects arrive as what they are; other text is text. */
export function fillBody(
  body: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([name, text]) => [name, fillValue(text, values)]));
}

function fillValue(text: string, values: Readonly<Record<string, unknown>>): unknown {
  const alone = /^\{(\w+)\}$/.exec(text)?.[1];
  if (alone !== undefined) return namedValue(values, alone);
  return text.replace(HOLE, (_, name: string) => plain(namedValue(values, name)));
}

function namedValue(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name) && values[name] !== undefined) return values[name];
  throw new GiveUp(`The connectors file speaks of {${name}}, and the call has no such argument. Nothing was done.`);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "customers.0.id" in an answer; undefined when it is not there. */
export function valueAt(answer: unknown, path: string | undefined): unknown {
  if (path === undefined) return answer;
  let found: unknown = answer;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}

/** Something with fields, or null. A list is no record. */
export function recordAt(answer: unknown, path: string | undefined): Record<string, unknown> | null {
  const value = valueAt(answer, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
