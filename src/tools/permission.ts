import { unreachable } from '../platform/errors.ts';
import type { ToolClass } from './proposal.ts';
import type { ContextOf, Tool } from './tool.ts';

/** What speaks for a run: a person's decision, or policy and rollout together. */
export interface Warrant {
  decisionId: number | null;
  policyAllows: boolean;
}

/** For look-ups, which need nobody's leave. */
export const NO_WARRANT: Warrant = { decisionId: null, policyAllows: false };

export type Permission = { ok: true } | { ok: false; reason: string };

/** The one rule about which class may run on what. A policy can never stand in for a person's decision. */
export function mayRun(toolClass: ToolClass, warrant: Warrant): Permission {
  switch (toolClass) {
    case 'read-only':
    case 'draft-only':
      return { ok: true };
    case 'automatic':
      if (warrant.policyAllows) return { ok: true };
      return { ok: false, reason: 'Policy or the rollout mode does not allow this now.' };
    case 'approval-only':
      if (isDecision(warrant.decisionId)) return { ok: true };
      return { ok: false, reason: 'This needs the decision of a person, and there is none.' };
    default:
      return unreachable(toolClass);
  }
}

export type ToolRun<Output> = { kind: 'done'; output: Output } | { kind: 'refused'; reason: string };

/** The one gate: nothing else calls `execute`. What the tool throws is passed on. */
export async function runTool<Class extends ToolClass, Output>(
  tool: Tool<Class, Output>,
  run: { input: unknown; context: ContextOf[Class] },
  warrant: Warrant,
): Promise<ToolRun<Output>> {
  const permission = mayRun(tool.toolClass, warrant);
  if (!permission.ok) return { kind: 'refused', reason: `${tool.name}: ${permission.reason}` };
  const refusal = tool.refusal(run.input);
  if (refusal !== null) return { kind: 'refused', reason: refusal };
  return { kind: 'done', output: await tool.execute(run.input, run.context) };
}

/** Ids of decisions are rows of ours and start at 1; 0 or a fraction is a mistake upstream, not a decision. */
function isDecision(decisionId: number | null): boolean {
  return decisionId !== null && Number.isSafeInteger(decisionId) && decisionId > 0;
}
