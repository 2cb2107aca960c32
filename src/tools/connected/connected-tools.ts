import type { Entity } from '../../tickets/assessment.ts';
import type { ToolProof } from '../tool.ts';
import type { ApprovedRun, ApprovedRunResult } from '../tool-effect.ts';
import { isNamed } from './arguments-from.ts';
import { type ConnectorFile, findTool } from './connector-file.ts';
import { type Call, gateCall, type Requester, runHeld } from './gate.ts';
import { type Looked, lookUp } from './look-up.ts';
import { type Connected, partsOf } from './parts.ts';
import { type ConnectedPlan, NO_PLAN, planAction, type Wanted } from './plan-action.ts';
import type { System } from './system.ts';

/** Who the ticket is from, as far as the helpdesk can prove it. */
export interface Writer {
  email: string | null;
  verified: boolean;
  fromRequester: boolean;
}

/** Tools of other systems, all behind the gate. */
export interface ConnectedTools {
  /** The requester's own things that this message names, for the drafter. */
  lookUp(writer: Writer, entities: readonly Entity[], asOf: Date): Promise<Looked>;
  /** What an action of the taxonomy comes to for this requester; held until somebody has decided. */
  plan(writer: Writer, wanted: Wanted): Promise<ConnectedPlan>;
  has(tool: string): boolean;
  findRun(run: Pick<ApprovedRun, 'tool' | 'idempotencyKey'>): Promise<ToolProof | null>;
  run(run: ConnectedRun): Promise<ApprovedRunResult>;
  close(): Promise<void>;
}

export interface ConnectedRun extends ApprovedRun {
  onBehalfOf: Requester | null;
}

export function createConnectedTools(file: ConnectorFile, systems: Readonly<Record<string, System>>): ConnectedTools {
  const connected = { file, systems };
  return {
    async lookUp(writer, entities, asOf) {
      if (!isProven(writer)) return { records: [], silent: [] };
      const uses = file.look_ups.filter((use) => isNamed(use, entities));
      const done = await Promise.all(
        uses.map((use) => lookUp(connected, { use, email: writer.email, entities, asOf })),
      );
      return { records: done.flatMap(({ records }) => records), silent: done.flatMap(({ silent }) => silent) };
    },
    async plan(writer, wanted) {
      const action = file.actions.find(({ name }) => name === wanted.action);
      if (!action || !isProven(writer)) return NO_PLAN;
      return planAction(connected, { action, email: writer.email, wanted });
    },
    has: (tool) => findTool(file, tool) !== null,
    async findRun({ tool, idempotencyKey }) {
      const { system, own } = partsOf(connected, tool);
      return system.findRun(own.name, idempotencyKey);
    },
    run: (run) => runOnce(connected, run),
    close: async () => {
      await Promise.all(Object.values(systems).map((system) => system.close()));
    },
  };
}

/** Nobody's words prove who they are: only the helpdesk's verified address is asked for over there. */
function isProven(writer: Writer): writer is Writer & { email: string } {
  return writer.verified && writer.fromRequester && writer.email !== null;
}

/** Looks through the gate once more, on what is true now: an approval is a yes to what was shown, and the world may have moved since. */
async function runOnce(connected: Connected, run: ConnectedRun): Promise<ApprovedRunResult> {
  const { system, own, named } = partsOf(connected, run.tool);
  if (run.onBehalfOf === null) return { kind: 'refused', reason: `${run.tool}: it does not say whom it is for.` };
  const call = { name: run.tool, arguments: run.input };
  const gated = await gateCall({ tools: [named], connection: system, requester: run.onBehalfOf }, call);
  if (gated.kind === 'refused') return gated;
  if (gated.kind === 'free') return { kind: 'refused', reason: `${run.tool} is no action any more.` };
  let proof: ToolProof = {};
  const connection = {
    find: system.find,
    call: async ({ arguments: given }: Call, key: string) => {
      proof = await system.run({ name: own.name, arguments: given }, key);
      return proof;
    },
  };
  const held = { ...gated.proposal, key: run.idempotencyKey };
  const warrant = { decisionId: run.decisionId, policyAllows: false };
  const result = await runHeld({ tools: [named], connection }, held, warrant);
  return result.kind === 'done' ? { kind: 'done', proof } : result;
}
