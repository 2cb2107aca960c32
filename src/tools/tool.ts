import type { z } from 'zod';
import type { Account, Backoffice, Customer, Order, Subscription } from './backoffice.ts';
import type { Proposal, ToolClass } from './proposal.ts';

/** What a tool gets when it runs. A look-up is bound to the verified requester here, so its input cannot name anybody else. */
export interface ContextOf {
  'read-only': { backoffice: Backoffice; email: string; customerId: string | null };
  'draft-only': Record<string, never>;
  automatic: Record<string, never>;
  'approval-only': { backoffice: Backoffice; idempotencyKey: string };
}

/** What limits are judged on: the requester's own records, and when they were read. */
export interface LimitFacts {
  customer: Customer | null;
  orders: readonly Order[];
  subscriptions: readonly Subscription[];
  account: Account | null;
  asOf: Date;
}

/** Names what was done at the other side, for example { refundId }. */
export type ToolProof = Record<string, string | number | boolean | null>;

/** `input` is read again at each door of the tool: a tool never acts on something that its schema does not allow. */
export interface Tool<Class extends ToolClass = ToolClass, Output = unknown> {
  readonly name: string;
  /** Must be the name of the folder that the tool lies in. */
  readonly toolClass: Class;
  readonly description: string;
  readonly moves: Proposal['moves'];
  /** Null when the input is well formed, else what is wrong with it. */
  refusal(input: unknown): string | null;
  /** One line that names the effect and the amount. */
  preview(input: unknown): string;
  execute(input: unknown, context: ContextOf[Class]): Promise<Output>;
}

/** A tool that changes something for the customer, and therefore only runs on a person's decision. */
export interface ApprovalTool extends Tool<'approval-only', ToolProof> {
  /** Limits that the input breaks, in words for the reviewer. Pure. */
  limits(input: unknown, facts: LimitFacts): string[];
  /** What a person should weigh before agreeing, in words. Pure. */
  cautions(input: unknown, facts: LimitFacts): string[];
  /** The sentence for the customer that is true once the tool has run. */
  outcome(input: unknown): string;
  /** The run that takes this one back, or null where nothing can; it has limits and a decision of its own. */
  undo(input: unknown): ToolCall | null;
  /** The proof of an earlier run with this key; throws when the other side cannot be asked. */
  find(idempotencyKey: string, backoffice: Backoffice): Promise<ToolProof | null>;
}

/** A tool and its input, as data. */
export interface ToolCall {
  tool: string;
  input: Record<string, unknown>;
}

interface ToolSpec<Class extends ToolClass, Input, Output> {
  name: string;
  toolClass: Class;
  description: string;
  moves: Proposal['moves'];
  input: z.ZodType<Input>;
  preview(input: Input): string;
  execute(input: Input, context: ContextOf[Class]): Promise<Output>;
}

interface ApprovalSpec<Input> extends ToolSpec<'approval-only', Input, ToolProof> {
  limits(input: Input, facts: LimitFacts): string[];
  cautions?(input: Input, facts: LimitFacts): string[];
  outcome(input: Input): string;
  undo?(input: Input): ToolCall | null;
  find(idempotencyKey: string, backoffice: Backoffice): Promise<ToolProof | null>;
}

export function defineTool<Class extends Exclude<ToolClass, 'approval-only'>, Input, Output>(
  spec: ToolSpec<Class, Input, Output>,
): Tool<Class, Output> {
  return closeOver(spec);
}

export function defineApprovalTool<Input>(spec: ApprovalSpec<Input>): ApprovalTool {
  return {
    ...closeOver(spec),
    limits: (input, facts) => spec.limits(spec.input.parse(input), facts),
    cautions: (input, facts) => spec.cautions?.(spec.input.parse(input), facts) ?? [],
    outcome: (input) => spec.outcome(spec.input.parse(input)),
    undo: (input) => spec.undo?.(spec.input.parse(input)) ?? null,
    find: spec.find,
  };
}

/** Keeps the input's type inside, so that tools of every kind fit in one catalogue. */
function closeOver<Class extends ToolClass, Input, Output>(spec: ToolSpec<Class, Input, Output>): Tool<Class, Output> {
  return {
    name: spec.name,
    toolClass: spec.toolClass,
    description: spec.description,
    moves: spec.moves,
    refusal(input) {
      const parsed = spec.input.safeParse(input);
      if (parsed.success) return null;
      const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
      return `The input of ${spec.name} is not valid (${problems.join('; ')}).`;
    },
    preview: (input) => spec.preview(spec.input.parse(input)),
    execute: (input, context) => spec.execute(spec.input.parse(input), context),
  };
}
