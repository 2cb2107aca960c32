import { GiveUp } from '../platform/errors.ts';
import type { Backoffice } from './backoffice.ts';
import { findApprovalTool } from './catalogue.ts';
import { inputDigest } from './input-digest.ts';
import { runTool } from './permission.ts';
import type { ToolProof } from './tool.ts';

export interface ApprovedRun {
  tool: string;
  /** Exactly as it was shown. */
  input: Record<string, unknown>;
  /** Must hold the key of the proposal, which names the input that was shown. */
  idempotencyKey: string;
  decisionId: number | null;
}

export type ApprovedRunResult = { kind: 'done'; proof: ToolProof } | { kind: 'refused'; reason: string };

/** Carries out what a person approved, or says why not. Throws what the back office throws. */
export async function runApprovedTool(backoffice: Backoffice, run: ApprovedRun): Promise<ApprovedRunResult> {
  const tool = findApprovalTool(run.tool);
  if (tool === null) return { kind: 'refused', reason: unknownTool(run.tool) };
  if (!run.idempotencyKey.includes(inputDigest(run.tool, run.input))) {
    const reason = `${run.tool}: the input is not the one of the approved proposal. Nothing was done; propose and approve it again.`;
    return { kind: 'refused', reason };
  }
  const context = { backoffice, idempotencyKey: run.idempotencyKey };
  const result = await runTool(
    tool,
    { input: run.input, context },
    { decisionId: run.decisionId, policyAllows: false },
  );
  return result.kind === 'done' ? { kind: 'done', proof: result.output } : result;
}

/** The proof of an earlier run with this key, from the other side's own books, or null when they do not hold it. */
export async function findApprovedRun(
  backoffice: Backoffice,
  run: Pick<ApprovedRun, 'tool' | 'idempotencyKey'>,
): Promise<ToolProof | null> {
  const tool = findApprovalTool(run.tool);
  if (tool === null) throw new GiveUp(unknownTool(run.tool));
  return tool.find(run.idempotencyKey, backoffice);
}

function unknownTool(name: string): string {
  return `There is no tool "${name}" that a person can approve. Nothing was done.`;
}
