import { z } from 'zod';
import { blockLimits } from './block-limits.ts';
import { type Block, blockSchema } from './block-schema.ts';
import { type ViewPayload, viewSchema } from './view-schema.ts';

export interface BlockError {
  pointer: string;
  message: string;
}

export type Validated<Value> = { ok: true; value: Value } | { ok: false; errors: BlockError[] };

const messageBlocks = z.array(blockSchema).max(blockLimits.messageBlocks);

/** Blocks of a message. Input blocks are refused here, as Slack did in 2022; it may have become milder. [seen] */
export function validateBlocks(given: unknown): Validated<Block[]> {
  const parsed = messageBlocks.safeParse(given);
  if (!parsed.success) return { ok: false, errors: toErrors(parsed.error, '/blocks') };
  const input = parsed.data.findIndex((block) => block.type === 'input');
  if (input >= 0)
    return { ok: false, errors: [{ pointer: `/blocks/${input}`, message: 'input blocks are for views' }] };
  return withUniqueIds(parsed.data, parsed.data);
}

export function validateView(input: unknown): Validated<ViewPayload> {
  const parsed = viewSchema.safeParse(input);
  if (!parsed.success) return { ok: false, errors: toErrors(parsed.error, '/view') };
  return withUniqueIds(parsed.data.blocks, parsed.data);
}

/** The form in which Slack reports a fault in response_metadata.messages. [seen in issue threads] */
export function formatError(error: BlockError): string {
  return `[ERROR] ${error.message} [json-pointer:${error.pointer}]`;
}

function toErrors(error: z.ZodError, root: string): BlockError[] {
  return error.issues.map((issue) => ({
    pointer: [root, ...issue.path.map(String)].join('/'),
    message: describe(issue),
  }));
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return `must be less than ${Number(issue.maximum) + 1} characters`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return `must be more than ${Number(issue.minimum) - 1} characters`;
  }
  if (issue.code === 'too_big' && issue.origin === 'array') return `no more than ${issue.maximum} items allowed`;
  if (issue.code === 'too_small' && issue.origin === 'array') return `no fewer than ${issue.minimum} items allowed`;
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_union') return 'unsupported type';
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  return issue.message;
}

/** block_id must be unique in a surface, action_id in a block [documented]; that repeats are refused is a [guess]. */
function withUniqueIds<Value>(blocks: Block[], value: Value): Validated<Value> {
  const errors: BlockError[] = [];
  for (const id of repeated(blocks.map((block) => block.block_id))) {
    errors.push({ pointer: '/blocks', message: `block_id ${id} is used more than once` });
  }
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'actions') continue;
    for (const id of repeated(block.elements.map((element) => element.action_id))) {
      errors.push({ pointer: `/blocks/${index}/elements`, message: `action_id ${id} is used more than once` });
    }
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

function repeated(ids: (string | undefined)[]): string[] {
  const given = ids.filter((id) => id !== undefined);
  return [...new Set(given.filter((id, index) => given.indexOf(id) !== index))];
}
