import { z } from 'zod';
import type { JsonObject } from './records.ts';
import type { SlackState } from './state.ts';

export type ApiAnswer = ({ ok: true } & JsonObject) | ({ ok: false; error: string } & JsonObject);
export type ApiMethod = (state: SlackState, args: JsonObject) => ApiAnswer;

/** Turns a schema and a function into a method that refuses bad arguments the way Slack does. [seen in issue threads] */
export function defineMethod<Schema extends z.ZodType>(
  schema: Schema,
  run: (state: SlackState, args: z.output<Schema>) => ApiAnswer,
): ApiMethod {
  return (state, args) => {
    const parsed = schema.safeParse(args);
    if (!parsed.success) return refuseArguments(parsed.error.issues.map(toMessage));
    return run(state, parsed.data);
  };
}

export function refuse(error: string, extra: JsonObject = {}): ApiAnswer {
  return { ok: false, error, ...extra };
}

export function refuseArguments(messages: string[]): ApiAnswer {
  return refuse('invalid_arguments', { response_metadata: { messages } });
}

/** Nested values arrive as JSON strings in a form and as they are in a JSON body. [documented] */
export function jsonArgument<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(parseText, schema);
}

export const flag = z.preprocess((value) => value === true || value === 'true' || value === '1', z.boolean());

/** Marks JSON text that could not be read, so that the method can name the right error. */
export const unreadable = Symbol('unreadable JSON');

function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return unreadable;
  }
}

function toMessage(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('/');
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return missing ? `[ERROR] missing required field: ${field}` : `[ERROR] ${issue.message} [json-pointer:/${field}]`;
}
