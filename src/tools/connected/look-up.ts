import { messageOf } from '../../platform/errors.ts';
import type { Entity } from '../../tickets/assessment.ts';
import type { RecordText } from '../records.ts';
import { argumentsOf } from './arguments-from.ts';
import type { LookUp } from './connector-file.ts';
import { type Call, gateCall, type Requester } from './gate.ts';
import { valuesAt } from './limit-rule.ts';
import { type Connected, partsOf } from './parts.ts';
import type { ConnectedTool } from './tool-list.ts';

export interface Looked {
  records: RecordText[];
  /** What was tried and did not come to anything, in words for staff. */
  silent: string[];
}

export interface LookingUp {
  use: LookUp;
  email: string;
  entities: readonly Entity[];
  asOf: Date;
}

/** One look-up for one requester. Never throws: a system that is down costs its record. */
export async function lookUp(connected: Connected, { use, email, entities, asOf }: LookingUp): Promise<Looked> {
  const { system, own, named } = partsOf(connected, use.tool);
  const nothing = (words: string): Looked => ({ records: [], silent: [`${use.tool}: ${words}`] });
  try {
    const requester = await system.requester(email);
    if (requester === null) return nothing('the requester is not known there.');
    const given = argumentsOf(use.arguments, { entities, requester });
    if (given === null) return nothing('the message names more than one.');
    const call: Call = { name: use.tool, arguments: given };
    const gated = await gateCall({ tools: [named], connection: system, requester }, call);
    if (gated.kind !== 'free') return nothing('it is not let in as a look-up.');
    const result = await system.ask({ name: own.name, arguments: given });
    // A foreign record and a missing one get the same words here, and none at all in a draft.
    if (result === null || !isOwn(named, { call, result, requester }))
      return nothing('nothing of this requester was found.');
    return { records: [describe(use, { call, result, asOf })], silent: [] };
  } catch (error) {
    return nothing(`no answer (${messageOf(error)}).`);
  }
}

interface Found {
  call: Call;
  result: Record<string, unknown>;
}

function isOwn(tool: ConnectedTool, { call, result, requester }: Found & { requester: Requester }): boolean {
  if ((tool.owner ?? null) === null) return true;
  const owners = valuesAt({ input: call.arguments, record: result, requester }, tool.owner ?? '');
  return owners.length > 0 && owners.every((owner) => String(owner) === requester.id);
}

/** The operator's sentences with values in them. A sentence with a value that is not there is left out: half a fact is none. */
function describe(use: LookUp, { call, result, asOf }: Found & { asOf: Date }): RecordText {
  const values = { ...call.arguments, ...result };
  const says = use.says.flatMap((sentence) => fill(sentence, values) ?? []);
  return { kind: 'record', title: fill(use.title, values) ?? use.tool, text: says.join(' '), asOf: asOf.toISOString() };
}

/** An answer of somebody else's system may hold anything: one short line of plain characters of it, and no marks of ours. */
const MOST_CHARACTERS = 120;

function fill(text: string, values: Readonly<Record<string, unknown>>): string | null {
  let whole = true;
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') whole = false;
    return String(value)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .replace(/[[\]<>]/g, '')
      .slice(0, MOST_CHARACTERS);
  });
  return whole ? filled : null;
}
