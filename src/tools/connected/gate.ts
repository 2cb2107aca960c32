import { inputDigest } from '../input-digest.ts';
import { mayRun, type Warrant } from '../permission.ts';
import type { Proposal } from '../proposal.ts';
import { brokenRules, type Scope, valuesAt } from './limit-rule.ts';
import type { ConnectedTool } from './tool-list.ts';

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** The other side: it finds records and does what it is told. A REST back office or an MCP server. */
export interface Connection {
  find(kind: string, id: string): Promise<Record<string, unknown> | null>;
  call(call: Call, idempotencyKey: string): Promise<unknown>;
}

/** The verified requester, as the other side knows them. */
export interface Requester {
  id: string;
  [field: string]: unknown;
}

export type Gated =
  /** Nothing changes: it may run at once. */
  | { kind: 'free'; tool: ConnectedTool }
  /** Waits for a person, or for policy where its class is automatic. */
  | { kind: 'held'; proposal: Proposal }
  | { kind: 'refused'; reason: string };

/**
 * Decides what becomes of a call that somebody (a plan, a model) would like to make. It is data until a person has approved it, and what
 * breaks a limit cannot be approved with one press.
 */
export async function gateCall(
  deps: { tools: readonly ConnectedTool[]; connection: Connection; requester: Requester },
  call: Call,
): Promise<Gated> {
  const tool = deps.tools.find(({ name }) => name === call.name);
  if (!tool) return { kind: 'refused', reason: `${call.name} is not among the tools that the operator has let in.` };
  const unknown = Object.keys(call.arguments).filter((name) => !tool.arguments.includes(name));
  if (unknown.length > 0) return { kind: 'refused', reason: `${call.name} has no argument ${unknown.join(', ')}.` };
  if (tool.class === 'read-only' || tool.class === 'draft-only') return { kind: 'free', tool };
  const id = tool.record ? call.arguments[tool.record.by] : null;
  const record = tool.record ? await deps.connection.find(tool.record.kind, String(id)) : {};
  const scope = { input: call.arguments, record, requester: deps.requester };
  // A record that is not there and somebody else's get the same words: the answer must not tell which exist.
  const owners = tool.owner ? valuesAt(scope, tool.owner) : [];
  if (record === null || owners.length === 0 || owners.some((owner) => String(owner) !== deps.requester.id))
    return { kind: 'refused', reason: `${previewOf(tool, call)}: this is not the requester's.` };
  return { kind: 'held', proposal: proposalOf(tool, call, { scope, requester: deps.requester }) };
}

/** Runs what a decision released, exactly as it was proposed; looks at the class once more. */
export async function runHeld(
  deps: { tools: readonly ConnectedTool[]; connection: Connection },
  proposal: Proposal,
  warrant: Warrant,
): Promise<{ kind: 'done'; output: unknown } | { kind: 'refused'; reason: string }> {
  const tool = deps.tools.find(({ name }) => name === proposal.tool);
  if (!tool)
    return { kind: 'refused', reason: `${proposal.tool} is no longer among the tools that the operator has let in.` };
  const permission = mayRun(tool.class, warrant);
  if (!permission.ok) return { kind: 'refused', reason: `${tool.name}: ${permission.reason}` };
  if (proposal.brokenLimits.length > 0) return { kind: 'refused', reason: proposal.brokenLimits.join(' ') };
  if (!proposal.key.endsWith(inputDigest(tool.name, proposal.input)))
    return { kind: 'refused', reason: `${tool.name}: the arguments are not those that were shown.` };
  return {
    kind: 'done',
    output: await deps.connection.call({ name: tool.name, arguments: proposal.input }, proposal.key),
  };
}

interface Judged {
  scope: Scope;
  requester: Requester;
}

function proposalOf(tool: ConnectedTool, call: Call, { scope, requester }: Judged): Proposal {
  return {
    key: `${tool.name}:${inputDigest(tool.name, call.arguments)}`,
    tool: tool.name,
    toolClass: tool.class,
    input: call.arguments,
    preview: previewOf(tool, call),
    reason: tool.name,
    moves: tool.moves,
    cautions: brokenRules(tool.cautions, scope),
    brokenLimits: brokenRules(tool.limits, scope),
    ...(tool.outcome === undefined ? {} : { outcome: filledIn(tool.outcome, call).line }),
    onBehalfOf: requester,
  };
}

/** The operator's words with the arguments in them, and every other argument behind: nothing is done that is not shown. */
export function previewOf(tool: ConnectedTool, call: Call): string {
  const { line, named } = filledIn(tool.preview, call);
  const rest = Object.entries(call.arguments).filter(([name]) => !named.has(name));
  return rest.length === 0 ? line : `${line} (${rest.map(([name, value]) => `${name}: ${shown(value)}`).join(', ')})`;
}

/** "Cancel order {order_id}" with the arguments of a call in it, and which it named. */
function filledIn(text: string, call: Call): { line: string; named: Set<string> } {
  const named = new Set<string>();
  const line = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    named.add(name);
    return shown(call.arguments[name]);
  });
  return { line, named };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
}
