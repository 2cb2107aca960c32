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
  /** The sentence for the customer that is true once it has run; without one a reply does not speak of it. */
  outcome: z.string().min(1).optional(),
  /** What it works on: a kind of record, and the argument that names it. */
  record: z.strictObject({ kind: z.string(), by: z.string() }).nullish(),
  /** Where the owner stands: a path that must be the verified requester. Required for whatever changes something. */
  owner: z.string().nullish(),
  /** Arguments it knows; others are refused. */
  arguments: z.array(z.string()),
  limits: z.array(LimitRule).default([]),
  /** What a person should weigh, where a rule does not hold. */
  cautions: z.array(LimitRule).default([]),
});
export type ConnectedTool = z.infer<typeof ConnectedTool>;

const ToolList = z.strictObject({ version: z.literal(1), tools: z.array(ConnectedTool) });

/** What is wrong with a list of tools, in words. */
export function toolProblems(tools: readonly ConnectedTool[]): string[] {
  return tools.flatMap((tool, at) => [
    ...(tools.findIndex(({ name }) => name === tool.name) === at ? [] : [`${tool.name} is there twice`]),
    ...problemsOfTool(tool),
  ]);
}

function problemsOfTool(tool: ConnectedTool): string[] {
  const free = tool.class === 'read-only' || tool.class === 'draft-only';
  const problems: string[] = [];
  if (free && tool.moves !== 'nothing')
    problems.push(`${tool.name} moves ${tool.moves}, so it cannot be ${tool.class}`);
  if (tool.class === 'automatic' && tool.moves !== 'nothing')
    problems.push(`${tool.name} moves ${tool.moves}, so a person has to approve it`);
  if (!free && (tool.owner ?? null) === null)
    problems.push(`${tool.name}: say under "owner" where the requester stands`);
  if (tool.record && !tool.arguments.includes(tool.record.by))
    problems.push(`${tool.name}: the record is named by ${tool.record.by}, which is not among its arguments`);
  return problems;
}

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
  const problems = toolProblems(parsed.data.tools);
  if (problems.length > 0) throw new Error(`${name} is not a valid list of tools:\n${problems.join('\n')}`);
  return parsed.data.tools;
}
