import { createVeil, holdsPlaceholder, type Veil } from '../redaction/veil.ts';
import type { Assessment } from '../tickets/assessment.ts';
import type { Draft, Source } from '../tickets/draft.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import type { Brain, Conversation, DraftInput, Thought } from './brain.ts';
import { holdingReply } from './holding-reply.ts';
import { firstNameOf } from './local/reply-words.ts';

/**
 * Lets a brain outside this machine think without knowing who it thinks about: names, addresses, telephone numbers and the like
 * are placeholders on the way out ("[email 1]") and themselves again in what comes back. One veil a thought, kept nowhere.
 */
export function createVeiledBrain(brain: Brain, taxonomy: Taxonomy): Brain {
  const vocabulary = wordsOf(
    taxonomy.intents.flatMap(({ name, description, examples }) => [name, description, ...examples]),
  );
  const veilFor = (conversation: Conversation, sources: readonly Source[] = []) => {
    // What the shop's own articles say is nobody's name, however it is written.
    const articles = sources.flatMap((source) => (source.kind === 'article' ? [source.title, source.text] : []));
    const known = new Set([...vocabulary, ...wordsOf(articles)]);
    return createVeil({ known, people: [conversation.requester.name] });
  };
  return {
    name: brain.name,
    async assess({ conversation }, signal) {
      const veil = veilFor(conversation);
      const thought = await brain.assess({ conversation: veiled(veil, conversation) }, signal);
      return { ...thought, value: revealedAssessment(veil, thought.value) };
    },
    async draft(input, signal) {
      const veil = veilFor(input.conversation, input.sources);
      return revealed(veil, await brain.draft(veiledInput(veil, input), signal));
    },
    async revise(input, signal) {
      const veil = veilFor(input.conversation, input.sources);
      const draft = { ...input.draft, text: veil.hide(input.draft.text) };
      const problems = input.problems.map((problem) => veil.hide(problem));
      return revealed(veil, await brain.revise({ ...veiledInput(veil, input), draft, problems }, signal));
    },
  };
}

/** Words that are written small somewhere cannot be names; those with a capital in our own texts are products and places of ours. */
function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? []));
}

/** The name comes first: it is the one that a greeting needs, so it is always the same placeholder. */
function veiled(veil: Veil, { subject, newest, earlier, requester }: Conversation): Conversation {
  return {
    requester: { ...requester, name: veil.hide(firstNameOf(requester.name) ?? requester.name) },
    subject: veil.hide(subject),
    newest: veil.hide(newest),
    earlier: earlier.map(({ from, text }) => ({ from, text: veil.hide(text) })),
  };
}

function veiledInput(veil: Veil, input: DraftInput): DraftInput {
  const conversation = veiled(veil, input.conversation);
  const { assessment } = input;
  return {
    ...input,
    conversation,
    assessment: {
      ...assessment,
      summary: veil.hide(assessment.summary),
      entities: assessment.entities.map((entity) => ({ ...entity, value: veil.hide(entity.value) })),
    },
    // Articles are public. Records are the customer's own.
    sources: input.sources.map((source) =>
      source.kind === 'article' ? source : { ...source, text: veil.hide(source.text) },
    ),
  };
}

function revealedAssessment(veil: Veil, assessment: Assessment): Assessment {
  return {
    ...assessment,
    summary: veil.reveal(assessment.summary),
    entities: assessment.entities.map((entity) => ({ ...entity, value: veil.reveal(entity.value) })),
  };
}

function revealed(veil: Veil, thought: Thought<Draft>): Thought<Draft> {
  const text = veil.reveal(thought.value.text);
  const reason = thought.value.reason === null ? null : veil.reveal(thought.value.reason);
  // A placeholder that stands for nothing must not reach a customer, nor a person who might overlook it.
  const value: Draft = holdsPlaceholder(text)
    ? { ...handedOff(thought.value), reason: 'The draft names personal data that is not on the ticket.' }
    : { ...thought.value, text, reason };
  return { ...thought, value };
}

function handedOff(draft: Draft): Draft {
  return { ...draft, kind: 'handoff', text: holdingReply(draft.language), confidence: 0 };
}
