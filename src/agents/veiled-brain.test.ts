import { describe, expect, it } from 'vitest';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { type AssessInput, type Brain, type DraftInput, NO_USAGE, type ReviseInput, type Thought } from './brain.ts';
import { fakeConversation, fakeDraftInput } from './local/draft-input.fake.ts';
import { createVeiledBrain } from './veiled-brain.ts';

const TAXONOMY = parseTaxonomy(
  ['order_status', 'refund_request']
    .map(
      (label) =>
        `  - { label: ${label}, name: ${label}, description: d, examples: [a, b, c], risk: low, specialist: orders, group: Support }`,
    )
    .join('\n')
    .replace(/^/, 'version: 1\nintents:\n'),
  'test',
);
const conversation = fakeConversation({
  newest: 'Please write to ruth.k@example.com, I am at 203 Orchard Lane, Toronto, ON M5V 2T6.',
  requester: { name: 'Ruth Kessler', locale: 'en' },
});

/** Answers with a fixed text and remembers what it was shown. */
class Listening implements Brain {
  readonly name = 'listening';
  seen = '';
  readonly #reply: string;
  constructor(reply: string) {
    this.#reply = reply;
  }
  async assess(input: AssessInput) {
    this.seen = JSON.stringify(input);
    return thought(assessmentOf({ summary: this.#reply, entities: [{ kind: 'email', value: '[email 1]' }] }));
  }
  async draft(input: DraftInput) {
    this.seen = JSON.stringify(input);
    return thought({ kind: 'answer' as const, text: this.#reply, language: 'en', confidence: 0.9, reason: null });
  }
  revise(input: ReviseInput) {
    return this.draft(input);
  }
}

function thought<T>(value: T): Thought<T> {
  return { value, brain: 'listening', model: null, promptHash: null, usage: NO_USAGE, fellBack: null };
}

describe('createVeiledBrain', () => {
  it('shows a model neither name nor address, and gives the customer both', async () => {
    const model = new Listening('Hi [name 1], we will write to [email 1].');
    const { value } = await createVeiledBrain(model, TAXONOMY).draft(fakeDraftInput({ conversation }));
    expect(model.seen).not.toMatch(/Ruth|Kessler|ruth\.k|Orchard|M5V/);
    expect(value.text).toBe('Hi Ruth, we will write to ruth.k@example.com.');
  });

  it('gives staff the real values in the assessment', async () => {
    const model = new Listening('[name 1] wants a mail');
    const { value } = await createVeiledBrain(model, TAXONOMY).assess({ conversation });
    expect(model.seen).not.toMatch(/Ruth|ruth\.k/);
    expect(value.summary).toBe('Ruth wants a mail');
    expect(value.entities).toEqual([{ kind: 'email', value: 'ruth.k@example.com' }]);
  });

  it('hides in a draft that is to be revised what it had put back', async () => {
    const model = new Listening('Hi [name 1].');
    const draft = {
      kind: 'answer' as const,
      text: 'Hi Ruth, ruth.k@example.com',
      language: 'en',
      confidence: 1,
      reason: null,
    };
    const input = { ...fakeDraftInput({ conversation }), draft, problems: ['names ruth.k@example.com'] };
    const { value } = await createVeiledBrain(model, TAXONOMY).revise(input);
    expect(model.seen).not.toMatch(/Ruth|ruth\.k/);
    expect(value.text).toBe('Hi Ruth.');
  });

  it('hands over to a person when the model invents a placeholder', async () => {
    const { value } = await createVeiledBrain(new Listening('Dear [name 9], all is well.'), TAXONOMY).draft(
      fakeDraftInput({ conversation }),
    );
    expect(value).toMatchObject({ kind: 'handoff', confidence: 0 });
    expect(value.text).not.toContain('[name 9]');
  });
});
