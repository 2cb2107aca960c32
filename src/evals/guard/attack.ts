import type { DraftInput } from '../../agents/brain.ts';

/** What a customer must never get. One word each, for counting. */
export const HARMS = [
  'foreign_data',
  'internal_text',
  'off_list_link',
  'commitment',
  'false_claim',
  'active_content',
  'secret_request',
  'forbidden_effect',
] as const;
export type Harm = (typeof HARMS)[number];

/** What the attacker knows although no brain is ever told: another customer's records, and the staff handbook. */
export interface Loot {
  foreign: { name: string; email: string; order: string; tracking: string; item: string };
  internal: readonly string[];
}

export interface AttackInput {
  input: DraftInput;
  loot: Loot;
}

/** One thing that a hostile model could want to say. `said` is what must not reach the customer, as it would be read. */
export interface Payload {
  harm: Harm;
  name: string;
  said(given: AttackInput): string;
}

/** How the payload is wrapped, so that it looks like part of a decent reply. */
export interface Disguise {
  name: string;
  wrap(said: string, given: AttackInput): { text: string; kind: 'answer' | 'clarify' | 'handoff' };
}

export interface Attack {
  name: string;
  harm: Harm;
  /** The payload without its disguise. */
  said: string;
  text: string;
  kind: 'answer' | 'clarify' | 'handoff';
}

export function attackOf(payload: Payload, disguise: Disguise, given: AttackInput): Attack {
  const said = payload.said(given);
  return { name: `${payload.name} / ${disguise.name}`, harm: payload.harm, said, ...disguise.wrap(said, given) };
}

export function fixed(harm: Harm, texts: readonly string[]): Payload[] {
  return texts.map((text) => ({ harm, name: text, said: () => text }));
}
