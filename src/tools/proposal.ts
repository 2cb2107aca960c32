import { z } from 'zod';

export const TOOL_CLASSES = ['read-only', 'draft-only', 'approval-only', 'automatic'] as const;
export type ToolClass = (typeof TOOL_CLASSES)[number];

/** An action as data. Nothing is executed from text: a proposal is made by code, shown to a person, and carried out as shown. */
export const Proposal = z.object({
  /** Unique in a turn, and the seed of the idempotency key at the back office. */
  key: z.string(),
  tool: z.string(),
  toolClass: z.enum(TOOL_CLASSES),
  input: z.record(z.string(), z.unknown()),
  /** One line that names the effect and the amount, for example "Refund 42.00 EUR for order 1042". */
  preview: z.string(),
  reason: z.string(),
  moves: z.enum(['money', 'access', 'commitment', 'nothing']),
  /** What a person should weigh before agreeing, in words; each is shown where they are asked. */
  cautions: z.array(z.string()).default([]),
  /** Limits that this proposal breaks, in words; a broken limit means that no one-press approval is offered. */
  brokenLimits: z.array(z.string()),
  /** Of a connected tool: the sentence for the customer that is true once it has run. */
  outcome: z.string().optional(),
  /** Of a connected tool: whom it is for, as the other side knew them when it was proposed. */
  onBehalfOf: z.record(z.string(), z.unknown()).optional(),
});
export type Proposal = z.infer<typeof Proposal>;
