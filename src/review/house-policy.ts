import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../platform/errors.ts';
import { RISKS, type Risk } from '../tickets/assessment.ts';

/** Claim S19: these stay with people whatever a file says; only a change of this code takes one out. */
export const FLOOR = [
  'account_takeover',
  'identity',
  'security',
  'legal',
  'health',
  'self_harm',
  'press',
  'abuse',
  'prompt_injection',
  'prompt_extraction',
  'other_persons_data',
  'secrets',
  'spam',
] as const satisfies readonly Risk[];

const Limit = z.number().min(0);
const File = z.strictObject({
  version: z.literal(1),
  always_a_person: z.partialRecord(z.enum(RISKS), z.string().min(1)).superRefine((given, context) => {
    for (const risk of FLOOR)
      if (given[risk] === undefined)
        context.addIssue({
          code: 'custom',
          path: [risk],
          message: 'always belongs to a person; reword it, but do not take it out',
        });
  }),
  most_clarifications: z.number().int().min(1).max(5),
  budgets: z.strictObject({
    turns_per_ticket_and_hour: Limit,
    turns_per_requester_and_hour: Limit,
    turns_per_hour: Limit,
    usd_per_day: Limit,
  }),
});

/** The team's own part of the policy: prompts/policy.yaml. */
export interface HousePolicy {
  alwaysAPerson: Readonly<Partial<Record<Risk, string>>>;
  mostClarifications: number;
  budgets: z.infer<typeof File>['budgets'];
}

/** Reads and checks the file. The error names the place and what is wrong. */
export async function loadHousePolicy(path: string): Promise<HousePolicy> {
  return parseHousePolicy(await readFile(path, 'utf8'), path);
}

export function parseHousePolicy(text: string, name: string): HousePolicy {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Error(`${name} is not valid YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = File.safeParse(value);
  if (!parsed.success) throw new Error(`${name} is not a valid policy:\n${z.prettifyError(parsed.error)}`);
  const { always_a_person: alwaysAPerson, most_clarifications: mostClarifications, budgets } = parsed.data;
  return { alwaysAPerson, mostClarifications, budgets };
}
