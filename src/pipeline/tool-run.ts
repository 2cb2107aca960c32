import type { EffectHandler } from '../effects/effect.ts';
import { GiveUp } from '../platform/errors.ts';
import type { Backoffice } from '../tools/backoffice.ts';
import { findApprovedRun, runApprovedTool } from '../tools/tool-effect.ts';

/** Carries out what a person approved at the back office: the row's own input, under the decision that released it. */
export function createToolRun(backoffice: Backoffice | null): EffectHandler<'tool_run'> {
  return {
    find: ({ payload }) =>
      findApprovedRun(need(backoffice), { tool: payload.tool, idempotencyKey: payload.idempotencyKey }),
    async perform({ payload, decisionId }) {
      const run = { tool: payload.tool, input: payload.input, idempotencyKey: payload.idempotencyKey, decisionId };
      const result = await runApprovedTool(need(backoffice), run);
      if (result.kind === 'refused') throw new GiveUp(result.reason);
      return { kind: 'done', proof: result.proof };
    },
  };
}

function need(backoffice: Backoffice | null): Backoffice {
  if (!backoffice) throw new GiveUp('No back office is connected (BACKOFFICE_URL), so nothing was done.');
  return backoffice;
}
