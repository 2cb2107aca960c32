import type { EffectHandler, EffectPayload, Performed } from '../effects/effect.ts';
import { GiveUp, NotFound } from '../platform/errors.ts';
import type { Helpdesk } from '../tickets/helpdesk.ts';
import type { Backoffice } from '../tools/backoffice.ts';
import type { ConnectedTools } from '../tools/connected/connected-tools.ts';
import type { Requester } from '../tools/connected/gate.ts';
import { type ApprovedRunResult, findApprovedRun, runApprovedTool } from '../tools/tool-effect.ts';

/** Carries out what a person approved at the back office: the row's own input, under the decision that released it. */
export function createToolRun(
  backoffice: Backoffice | null,
  helpdesk: Pick<Helpdesk, 'read'>,
  connected: ConnectedTools | null = null,
): EffectHandler<'tool_run'> {
  return {
    find: ({ payload }) => {
      const run = { tool: payload.tool, idempotencyKey: payload.idempotencyKey };
      return connected?.has(payload.tool) ? connected.findRun(run) : findApprovedRun(need(backoffice), run);
    },
    async perform({ payload, decisionId }): Promise<Performed> {
      const stale = await reasonNotToRun(helpdesk, payload);
      if (stale !== null) return { kind: 'superseded', reason: stale };
      const run = { tool: payload.tool, input: payload.input, idempotencyKey: payload.idempotencyKey, decisionId };
      const result: ApprovedRunResult = connected?.has(payload.tool)
        ? await connected.run({ ...run, onBehalfOf: requesterOf(payload.onBehalfOf) })
        : await runApprovedTool(need(backoffice), run);
      if (result.kind === 'refused') throw new GiveUp(result.reason);
      return { kind: 'done', proof: result.proof };
    },
  };
}

/**
 * An approval is for the ticket as it was shown. The webhook of a newer message may be late or lost, so the ticket itself is asked
 * before money moves; what was already done stays done, which `find` has looked up before.
 */
async function reasonNotToRun(
  helpdesk: Pick<Helpdesk, 'read'>,
  { ticketId, base }: EffectPayload<'tool_run'>,
): Promise<string | null> {
  if (!base) return null;
  try {
    const { comments } = await helpdesk.read(ticketId);
    const seen = comments.findIndex(({ id }) => id === base.lastPublicCommentId);
    const newer = comments.slice(seen + 1).some((comment) => comment.public);
    return seen >= 0 && newer ? 'Somebody wrote to the ticket after this was proposed.' : null;
  } catch (error) {
    if (error instanceof NotFound) return 'The ticket was deleted.';
    throw error;
  }
}

function requesterOf(onBehalfOf: Record<string, unknown> | undefined): Requester | null {
  const id = onBehalfOf?.['id'];
  return typeof id === 'string' ? { ...onBehalfOf, id } : null;
}

function need(backoffice: Backoffice | null): Backoffice {
  if (!backoffice) throw new GiveUp('No back office is connected (BACKOFFICE_URL), so nothing was done.');
  return backoffice;
}
