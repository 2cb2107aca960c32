import { z } from 'zod';

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Test = z.strictObject({
  /** A path: input.order_id, record.status, record.items[].item_id, requester.payment_methods. */
  that: z.string(),
  one_of: z.array(Value).optional(),
  not_one_of: z.array(Value).optional(),
  /** Each value of `that` must be among the values of this path. */
  within: z.string().optional(),
  same_length_as: z.string().optional(),
  at_most: z.union([z.number(), z.string()]).optional(),
  at_least: z.union([z.number(), z.string()]).optional(),
  most_values: z.number().int().optional(),
});
type Test = z.infer<typeof Test>;

/** A limit as data: broken unless one of its tests holds. */
export const LimitRule = z.strictObject({
  any: z.array(Test).min(1),
  /** What the reviewer reads when it is broken. */
  says: z.string().min(1),
});
export type LimitRule = z.infer<typeof LimitRule>;

/** What rules look at. */
export type Scope = Readonly<Record<'input' | 'record' | 'requester', unknown>>;

/** Limits that the call breaks, in words. Pure; what cannot be found breaks the rule that asks for it. */
export function brokenRules(rules: readonly LimitRule[], scope: Scope): string[] {
  return rules.filter((rule) => !rule.any.some((test) => holds(test, scope))).map(({ says }) => says);
}

function holds(test: Test, scope: Scope): boolean {
  const values = valuesAt(scope, test.that);
  const number = (bound: number | string): number =>
    typeof bound === 'number' ? bound : Number(valuesAt(scope, bound)[0]);
  const { one_of, not_one_of, within, same_length_as, at_most, at_least, most_values } = test;
  if (values.length === 0) return false;
  if (one_of && !values.every((value) => one_of.some((each) => each === value))) return false;
  if (not_one_of && values.some((value) => not_one_of.some((each) => each === value))) return false;
  if (within !== undefined && !values.every((value) => valuesAt(scope, within).includes(value))) return false;
  if (same_length_as !== undefined && values.length !== valuesAt(scope, same_length_as).length) return false;
  if (at_most !== undefined && !values.every((value) => Number(value) <= number(at_most))) return false;
  if (at_least !== undefined && !values.every((value) => Number(value) >= number(at_least))) return false;
  return most_values === undefined || values.length <= most_values;
}

/** "record.items[].item_id" -> the ids. A list is its members; what is not there is nothing. */
export function valuesAt(scope: Scope, path: string): unknown[] {
  let found: unknown[] = [scope];
  for (const step of path.split('.')) {
    const key = step.replace(/\[\]$/, '');
    found = found.flatMap((each) => (isObject(each) && Object.hasOwn(each, key) ? [each[key]] : []));
    found = found.flatMap((each) => (Array.isArray(each) ? each : [each]));
  }
  return found.filter((value) => value !== undefined && value !== null);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
