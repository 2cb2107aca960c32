import { type AssessInput, type Brain, type DraftInput, NO_USAGE, type Thought } from '../agents/brain.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import type { Assessment } from '../tickets/assessment.ts';
import type { Draft } from '../tickets/draft.ts';

/** Says what the test tells it to, and remembers what it was asked. */
export class ScriptedBrain implements Brain {
  readonly name = 'scripted';
  assessment: Assessment = assessmentOf();
  nextDraft: Draft = {
    kind: 'answer',
    text: 'You can return it within 30 days of delivery. [1]',
    language: 'en',
    confidence: 0.9,
    reason: null,
  };
  revised: Draft | null = null;
  readonly asked: { assess: AssessInput[]; draft: DraftInput[]; revise: DraftInput[] } = {
    assess: [],
    draft: [],
    revise: [],
  };
  /** Called before each thought; a test can throw or wait here. */
  before: (what: 'assess' | 'draft' | 'revise') => Promise<void> | void = () => {};

  async assess(input: AssessInput): Promise<Thought<Assessment>> {
    this.asked.assess.push(input);
    await this.before('assess');
    return thoughtOf(this.assessment);
  }

  async draft(input: DraftInput): Promise<Thought<Draft>> {
    this.asked.draft.push(input);
    await this.before('draft');
    return thoughtOf(this.nextDraft);
  }

  async revise(input: DraftInput): Promise<Thought<Draft>> {
    this.asked.revise.push(input);
    await this.before('revise');
    return thoughtOf(this.revised ?? this.nextDraft);
  }
}

function thoughtOf<T>(value: T): Thought<T> {
  return { value, brain: 'scripted', model: null, promptHash: null, usage: NO_USAGE, fellBack: null };
}
