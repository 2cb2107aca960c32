import type { ToolProof } from '../tool.ts';
import type { Call, Connection, Requester } from './gate.ts';

/** What the other side says of itself, for the doctor: tools it offers and the fingerprint of their schemas. */
export interface Offered {
  tools: readonly { name: string; fingerprint: string; arguments: readonly string[] }[] | null;
}

/** Somebody else's system behind one connector. Errors are those of platform/errors.ts. */
export interface System extends Connection {
  /** Who has this verified address over there; null when nobody has. */
  requester(email: string): Promise<Requester | null>;
  /** Reads only. */
  ask(call: Call): Promise<Record<string, unknown> | null>;
  /** Does it once and says what it has of it over there. */
  run(call: Call, idempotencyKey: string): Promise<ToolProof>;
  /**
   * The proof of an earlier run, or null when the other side says that there was none, or promises that a repeated key does nothing twice.
   * Throws GiveUp where neither is known: then nobody may try again without a person having looked.
   */
  findRun(tool: string, idempotencyKey: string): Promise<ToolProof | null>;
  offered(): Promise<Offered>;
  close(): Promise<void>;
}

/** What goes into the row: the other side's own number where it gives one, in a form that no answer can blow up. */
export function proofOf(value: unknown, key: string): ToolProof {
  const named = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null;
  return named === null ? { idempotencyKey: key } : { id: named, idempotencyKey: key };
}

export const NOBODY_KNOWS =
  'It may have been done, and this system cannot be asked. Please look there before anybody does it again.';

/** The requester as a record with an id; anything without one is nobody. */
export function requesterFrom(record: Record<string, unknown> | null, idField: string): Requester | null {
  const id = record?.[idField];
  return typeof id === 'string' || typeof id === 'number' ? { ...record, id: String(id) } : null;
}
