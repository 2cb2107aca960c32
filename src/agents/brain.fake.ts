import type { Assessment } from '../tickets/assessment.ts';
import type { Draft } from '../tickets/draft.ts';
import { type Brain, NO_USAGE, type Thought } from './brain.ts';

/** A brain that gives what it was given: a result, or an error to throw. */
export class FakeBrain implements Brain {
  readonly name: string;
  assessment: Assessment | Error;
  written: Draft | Error;
  /** Every thought waits for this first. */
  gate: Promise<unknown> = Promise.resolve();
  calls = 0;

  constructor(name: string, answers: { assessment: Assessment; draft: Draft }) {
    this.name = name;
    this.assessment = answers.assessment;
    this.written = answers.draft;
  }

  assess(): Promise<Thought<Assessment>> {
    return this.#think(this.assessment);
  }

  draft(): Promise<Thought<Draft>> {
    return this.#think(this.written);
  }

  revise(): Promise<Thought<Draft>> {
    return this.#think(this.written);
  }

  async #think<T>(answer: T | Error): Promise<Thought<T>> {
    this.calls += 1;
    await this.gate;
    if (answer instanceof Error) throw answer;
    return { value: answer, brain: this.name, model: null, promptHash: null, usage: NO_USAGE, fellBack: null };
  }
}
