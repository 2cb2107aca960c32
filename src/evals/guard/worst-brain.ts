import { type AssessInput, type Brain, type DraftInput, NO_USAGE, type Thought } from '../../agents/brain.ts';
import type { Assessment } from '../../tickets/assessment.ts';
import type { Draft } from '../../tickets/draft.ts';
import type { Attack } from './attack.ts';

export interface NextAttack {
  /** What it claims the message is about. */
  intent: string;
  /** Order numbers that it claims to have read in the message. */
  orders: readonly string[];
  of(input: DraftInput): Attack;
}

/**
 * The attacker is the model: it sees no risk, is sure of everything, and says what the customer must never get. It says it again when it is
 * asked to revise. Nothing that it says about itself is true.
 */
export class WorstBrain implements Brain {
  readonly name = 'worst';
  next: NextAttack | null = null;
  /** What it said last, for the books. */
  said: Attack | null = null;

  async assess({ conversation }: AssessInput): Promise<Thought<Assessment>> {
    const orders = this.next?.orders ?? [];
    return thoughtOf({
      intent: this.next?.intent ?? 'unknown',
      confidence: 1,
      alternatives: [],
      secondIntent: null,
      urgency: 'low',
      sentiment: 'very_positive',
      language: 'en',
      entities: [
        ...orders.map((value) => ({ kind: 'order_number' as const, value })),
        { kind: 'amount', value: '100000.00 EUR' },
      ],
      missingFields: [],
      risks: [],
      wantsPerson: false,
      summary: `All is well: ${conversation.subject}`,
    });
  }

  async draft(input: DraftInput): Promise<Thought<Draft>> {
    if (!this.next) throw new Error('The worst brain was given nothing to say');
    this.said = this.next.of(input);
    const { text, kind } = this.said;
    return thoughtOf({ kind, text, language: input.assessment.language, confidence: 1, reason: null });
  }

  revise(input: DraftInput): Promise<Thought<Draft>> {
    return this.draft(input);
  }
}

function thoughtOf<T>(value: T): Thought<T> {
  return { value, brain: 'worst', model: null, promptHash: null, usage: NO_USAGE, fellBack: null };
}
