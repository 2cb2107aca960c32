import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';

/** OpenAI's own description lies beside the project where it is developed, and is not part of it. */
const FILE = new URL('../../../../shared/specs/openai.subset.json', import.meta.url);

/** Null when the value is as the description demands, otherwise what is wrong with it. */
export type Check = (schema: string, value: unknown) => string | null;

/** For tests only, which skip what needs it when it is absent. */
export function loadSpecification(): Check | null {
  if (!existsSync(FILE)) return null;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const description = z.record(z.string(), z.unknown()).parse(withoutNullable(JSON.parse(readFileSync(FILE, 'utf8'))));
  ajv.addSchema(description, 'openai');
  return (schema, value) => {
    const validate = ajv.getSchema(`openai#/components/schemas/${schema}`);
    if (!validate) throw new Error(`The description has no schema ${schema}`);
    return validate(value) ? null : ajv.errorsText(validate.errors);
  };
}

/** A leftover of an older dialect that the 2020 one refuses. */
function withoutNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== 'nullable' || typeof inner !== 'boolean');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNullable(inner)]));
}
