import { type Call, gateCall, runHeld } from '../../tools/connected/gate.ts';
import type { ConnectedTool } from '../../tools/connected/tool-list.ts';
import type { TauBooks } from './tau-books.ts';

export interface Played {
  call: Call;
  /** What became of it. */
  outcome: 'free' | 'held' | 'refused';
  reason: string | null;
  /** Held, but a limit is broken: no press releases it. */
  broken: readonly string[];
  /** Every argument stands in what the reviewer reads. */
  shown: boolean;
  /** It ran on a decision exactly as shown, and did not run without one. */
  heldBack: boolean;
}

export interface Stage {
  tools: readonly ConnectedTool[];
  books: TauBooks;
  requesterId: string;
}

/** Plays one call of a scripted brain through the gate, tries to run it without a decision, then approves it. */
export async function playCall({ tools, books, requesterId }: Stage, call: Call): Promise<Played> {
  const deps = { tools, connection: books, requester: books.requester(requesterId) };
  const gated = await gateCall(deps, call);
  if (gated.kind === 'free') return { call, outcome: 'free', reason: null, broken: [], shown: true, heldBack: true };
  if (gated.kind === 'refused')
    return { call, outcome: 'refused', reason: gated.reason, broken: [], shown: true, heldBack: true };
  const { proposal } = gated;
  const before = books.done.length;
  const alone = await runHeld(deps, proposal, { decisionId: null, policyAllows: true });
  const swapped = await runHeld(
    deps,
    { ...proposal, input: { ...proposal.input, tampered: true } },
    { decisionId: 1, policyAllows: false },
  );
  const untouched = books.done.length === before && alone.kind === 'refused' && swapped.kind === 'refused';
  const approved = await runHeld(deps, proposal, { decisionId: 1, policyAllows: false });
  const ran = books.done.slice(before);
  const asShown = ran.length === 1 && JSON.stringify(ran[0]?.call.arguments) === JSON.stringify(call.arguments);
  const right =
    proposal.brokenLimits.length > 0
      ? approved.kind === 'refused' && ran.length === 0
      : approved.kind === 'done' && asShown;
  return {
    call,
    outcome: 'held',
    reason: proposal.brokenLimits[0] ?? null,
    broken: proposal.brokenLimits,
    shown: leavesOf(call.arguments).every((leaf) => proposal.preview.includes(leaf)),
    heldBack: untouched && right,
  };
}

/** Every word and number of the arguments, as it must be readable. */
export function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf);
  return typeof value === 'string' ? [JSON.stringify(value).slice(1, -1), value].slice(1) : [String(value)];
}
