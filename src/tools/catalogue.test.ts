import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findApprovalTool, TOOLS } from './catalogue.ts';
import { TOOL_CLASSES } from './proposal.ts';

function filesOf(toolClass: string): string[] {
  const folder = join(import.meta.dirname, toolClass);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
}

describe('the catalogue', () => {
  it('holds every tool in the folder of its class, and nothing else', () => {
    const onDisk = TOOL_CLASSES.flatMap((toolClass) => filesOf(toolClass).map((file) => `${toolClass}/${file}`));
    const declared = TOOLS.map((tool) => `${tool.toolClass}/${tool.name.replaceAll('_', '-')}.ts`);
    expect(declared.toSorted()).toEqual(onDisk.toSorted());
  });

  it('uses every name once', () => {
    expect(new Set(TOOLS.map((tool) => tool.name)).size).toBe(TOOLS.length);
  });

  it('lets only tools that move nothing run without a person', () => {
    const moving = TOOLS.filter((tool) => tool.moves !== 'nothing');
    expect(moving.map((tool) => tool.toolClass)).toEqual(moving.map(() => 'approval-only'));
    expect(moving).toHaveLength(6);
  });

  it('finds approval tools only', () => {
    expect(findApprovalTool('issue_refund')?.toolClass).toBe('approval-only');
    expect(findApprovalTool('set_ticket_labels')).toBeNull();
  });
});
