import { findApprovalTool } from '../tools/catalogue.ts';
import type { ToolCall } from '../tools/tool.ts';

/** The run that would take this one back, with its words; null where there is none. */
export function wayBack(tool: string, input: unknown): { call: ToolCall; preview: string } | null {
  const found = findApprovalTool(tool);
  if (found === null || found.refusal(input) !== null) return null;
  const call = found.undo(input);
  const back = call && findApprovalTool(call.tool);
  return call && back ? { call, preview: back.preview(call.input) } : null;
}
