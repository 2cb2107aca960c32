import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';
import { TOOL_CLASSES } from '../proposal.ts';
import { LimitRule } from './limit-rule.ts';

/**
 * One tool of somebody else's system (a REST back office, an MCP server) as the operator lets it in. There is no default class:
 * a tool that this file does not name does not exist here, whatever the other side offers.
 */
export const ConnectedTool = z.strictObject({
  name: z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, 'a tool name is letters, digits, dots, dashes and underscores'),
  class: z.enum(TOOL_CLASSES),
  moves: z.enum(['money', 'access', 'commitment', 'nothing']),
  /** "Cancel order {order_id}"; every argument that it does not name is shown behind it. */
  preview: z.string().min(1),
  /** What it works on: a kind of record, and the argument that names it. */
  record: z.strictObject({ kind: z.string(), by: z.string() }).nullish(),
  /** Where the owner stands: a path that must be the verified requester. Required for whatever changes something. */
  owner: z.string().nullish(),
  /** Arguments it knows; others are refused. */
  arguments: z.array(z.string()),
  limits: z.array(LimitRule).default([]),
});
export type ConnectedTool = z.infer<typeof ConnectedTool>;

const ToolList = z
  .strictObject({ version: z.literal(1), tools: z.array(ConnectedTool) })
  .superRefine(({ tools }, context) => {
    for (const [at, tool] of tools.entries()) {
      const free = tool.class === 'read-only' || tool.class === 'draft-only';
      const path = ['tools', at];
      if (tools.findIndex(({ name }) => name === tool.name) !== at)
        context.addIssue({ code: 'custom', path, message: `${tool.name} is there twice` });
      if (free && tool.moves !== 'nothing')
        context.addIssue({
          code: 'custom',
          path,
          message: `${tool.name} moves ${tool.moves}, so it cannot be ${tool.class}`,
        });
      if (tool.class === 'automatic' && tool.moves !== 'nothing')
        context.addIssue({
          code: 'custom',
          path,
          message: `${tool.name} moves ${tool.moves}, so a person has to approve it`,
        });
      if (!free && (tool.owner ?? null) === null)
        context.addIssue({
          code: 'custom',
          path,
          message: `${tool.name}: say under "owner" where the requester stands`,
        });
    }
  });

/** Reads the operator's file. The error names the file, the place and what is wrong. */
export function parseToolList(text: string, name: string): readonly ConnectedTool[] {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Error(`${name} is not valid YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = ToolList.safeParse(value);
  if (!parsed.success) throw new Error(`${name} is not a valid list of tools:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.tools;
}
