import { messageOf } from '../../platform/errors.ts';
import type { Assessment } from '../../tickets/assessment.ts';
import { doubtsOf } from '../doubts.ts';
import { numbersOf } from '../facts.ts';
import type { Proposal } from '../proposal.ts';
import { argumentsOf } from './arguments-from.ts';
import type { Action } from './connector-file.ts';
import { gateCall } from './gate.ts';
import { type Connected, partsOf } from './parts.ts';

export interface Wanted {
  /** What the intent says under `action`. */
  action: string;
  intentName: string;
  assessment: Pick<Assessment, 'entities' | 'risks'>;
}

export interface ConnectedPlan {
  proposals: Proposal[];
  missing: 'order_number' | null;
  silent: string[];
}

export const NO_PLAN: ConnectedPlan = { proposals: [], missing: null, silent: [] };

export interface Planning {
  action: Action;
  email: string;
  wanted: Wanted;
}

/** What an action comes to for one requester: a held proposal, a question, or nothing and why. */
export async function planAction(connected: Connected, { action, email, wanted }: Planning): Promise<ConnectedPlan> {
  const { system, named } = partsOf(connected, action.tool);
  const { entities } = wanted.assessment;
  const missing = Object.values(action.arguments).some(
    (given) => 'entity' in given && given.entity === 'order_number' && numbersOf(entities, 'order_number').length !== 1,
  );
  if (missing) return { ...NO_PLAN, missing: 'order_number' };
  try {
    const requester = await system.requester(email);
    if (requester === null) return silent(`${action.tool}: the requester is not known there.`);
    const given = argumentsOf(action.arguments, { entities, requester });
    if (given === null) return silent(`${action.tool}: the message does not name exactly one of what it needs.`);
    const gated = await gateCall(
      { tools: [named], connection: system, requester },
      { name: action.tool, arguments: given },
    );
    if (gated.kind === 'free') return silent(`${action.tool} is no action.`);
    if (gated.kind === 'refused') return silent(gated.reason);
    const brokenLimits = [...gated.proposal.brokenLimits, ...doubtsOf(wanted.assessment)];
    return {
      proposals: [{ ...gated.proposal, reason: `${wanted.intentName}.`, brokenLimits }],
      missing: null,
      silent: [],
    };
  } catch (error) {
    return silent(`${action.tool}: no answer (${messageOf(error)}).`);
  }
}

function silent(words: string): ConnectedPlan {
  return { ...NO_PLAN, silent: [words] };
}
