import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../platform/errors.ts';

export const ROLLOUT_MODES = ['off', 'shadow', 'assist', 'supervised', 'automatic'] as const;
export type RolloutMode = (typeof ROLLOUT_MODES)[number];

export const SPECIALISTS = ['orders', 'billing', 'account', 'product', 'general'] as const;

/** One kind of request, as the team describes it in prompts/intents.yaml. Nothing about an intent is written in code. */
export const Intent = z.strictObject({
  label: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a label is lower-case letters, digits and underscores'),
  name: z.string().min(1),
  description: z.string().min(1),
  examples: z.array(z.string().min(1)).min(3, 'give at least 3 example messages'),
  risk: z.enum(['low', 'medium', 'high', 'always_human']),
  specialist: z.enum(SPECIALISTS),
  group: z.string().min(1),
  required_fields: z.array(z.string()).default([]),
  rollout: z.enum(ROLLOUT_MODES).default('shadow'),
  action: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  priority: z
    .enum(['low', 'normal', 'high', 'urgent'])
    .nullish()
    .transform((value) => value ?? null),
});
export type Intent = z.infer<typeof Intent>;

const TaxonomyFile = z.strictObject({
  version: z.number().int(),
  background: z.array(z.string()).default([]),
  intents: z.array(Intent).min(2),
});

export interface Taxonomy {
  version: number;
  /** Sentences that say nothing about intent: greetings, thanks, signatures. */
  background: readonly string[];
  intents: readonly Intent[];
  find(label: string): Intent | null;
}

/** Reads and checks the taxonomy. The error names the file, the place in it and what is wrong. */
export async function loadTaxonomy(path: string): Promise<Taxonomy> {
  return parseTaxonomy(await readFile(path, 'utf8'), path);
}

export function parseTaxonomy(text: string, name: string): Taxonomy {
  const parsed = TaxonomyFile.safeParse(readYaml(text, name));
  if (!parsed.success) throw new Error(`${name} is not a valid taxonomy:\n${z.prettifyError(parsed.error)}`);
  const byLabel = new Map(parsed.data.intents.map((intent) => [intent.label, intent]));
  if (byLabel.size !== parsed.data.intents.length) throw new Error(`${name}: two intents have the same label`);
  return { ...parsed.data, find: (label) => byLabel.get(label) ?? null };
}

function readYaml(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(`${name} is not valid YAML: ${messageOf(cause)}`, { cause });
  }
}
