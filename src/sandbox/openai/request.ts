import { z } from 'zod';
import { propertiesOf } from './json-schema.ts';
import type { Task } from './options.ts';

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });
const Item = z.looseObject({ role: z.string().optional(), content: z.union([z.string(), z.array(Part)]).optional() });
const Format = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  strict: z.boolean().nullish(),
  schema: z.unknown(),
});

/** `POST /v1/responses`, as far as the answer depends on it. */
export const ResponsesRequest = z.looseObject({
  model: z.string().min(1),
  instructions: z.string().nullish(),
  input: z.union([z.string(), z.array(Item)]),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  reasoning: z.looseObject({}).nullish(),
  text: z.looseObject({ format: Format.optional(), verbosity: z.string().nullish() }).nullish(),
  prompt_cache_key: z.string().nullish(),
});
export type ResponsesRequest = z.infer<typeof ResponsesRequest>;

/** Everything that came as input, in order. */
export function inputTextOf(request: ResponsesRequest): string {
  if (typeof request.input === 'string') return request.input;
  return request.input.map((item) => textOf(item.content)).join('\n\n');
}

/** The form that was asked for, or undefined for plain text. */
export function formOf(request: ResponsesRequest): unknown {
  const format = request.text?.format;
  return format?.type === 'json_schema' ? format.schema : undefined;
}

export function taskOf(request: ResponsesRequest): Task {
  const form = formOf(request);
  if (form === undefined) return 'text';
  const properties = propertiesOf(form);
  if ('intent' in properties) return 'triage';
  if ('verdicts' in properties) return 'second reading';
  return 'reply' in properties ? 'draft' : 'other form';
}

function textOf(content: z.infer<typeof Item>['content']): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('\n');
}
