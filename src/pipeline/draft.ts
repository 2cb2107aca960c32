import type { Brain, DraftInput, Thought, Usage } from '../agents/brain.ts';
import { holdingReply } from '../agents/holding-reply.ts';
import { MIN_INTENT_CONFIDENCE } from '../review/policy.ts';
import type { Draft, Source } from '../tickets/draft.ts';
import type { Intent, Taxonomy } from '../tickets/intent.ts';
import type { ConnectedTools } from '../tools/connected/connected-tools.ts';
import type { ConnectedPlan } from '../tools/connected/plan-action.ts';
import { type Plan, planActions } from '../tools/plan.ts';
import type { Proposal } from '../tools/proposal.ts';
import { describeAction } from '../tools/records.ts';
import { conversationOf } from './conversation.ts';
import type { Asked, Memory } from './memory.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { writerOf } from './retrieve.ts';
import { need, type Outcome, type Stage, type TurnSoFar } from './stage.ts';

export interface DraftDeps {
  brain: Brain;
  taxonomy: Taxonomy;
  memory?: Memory;
  connected?: ConnectedTools | null;
}

/** A short reply that cites its passages, a question, or an honest handoff; and what could be done, as data. */
export const draft: Stage<'draft', DraftDeps> = {
  name: 'draft',
  schema: RESULT_SCHEMAS.draft,
  async run(deps, soFar): Promise<Outcome<TurnResults['draft']>> {
    const { assessment } = need(soFar, 'assess');
    const intent = deps.taxonomy.find(assessment.intent);
    const remembered = await remember(deps.memory, soFar);
    const untouched = reasonNotToDraft(soFar, intent);
    if (untouched !== null) return { kind: 'next', result: { ...handoff(soFar, untouched), ...remembered.result } };
    const connected = await planConnected(deps, soFar, intent);
    const { asked } = remembered;
    const input = draftInputOf(soFar, deps.taxonomy, { asked, connected });
    const { forBrain } = input;
    const thought = await think(deps.brain, forBrain, soFar);
    return {
      kind: 'next',
      result: {
        draft: thought.value,
        proposals: input.proposals,
        sources: input.sources,
        fellBack: thought.fellBack,
        askedFor: forBrain.askFor,
        silent: connected.silent,
        ...remembered.result,
      },
      thought,
    };
  },
};

interface Remembered {
  asked: readonly Asked[];
  result: Pick<TurnResults['draft'], 'askedBefore' | 'askedFields' | 'contacts' | 'withPerson'>;
}

/** What the case and its requester have been through, so that nobody asks twice and nobody is called twice. */
async function remember(memory: Memory | undefined, { lease, turn, results }: TurnSoFar): Promise<Remembered> {
  const { intake } = results;
  if (!memory || !intake)
    return { asked: [], result: { askedBefore: 0, askedFields: [], contacts: [], withPerson: false } };
  const answered = intake.earlier.at(-1)?.from === 'staff';
  const [asked, contacts, handedOver] = await Promise.all([
    memory.asked(lease.caseId, turn.id),
    memory.contacts(intake.requester.id, lease.caseId),
    answered ? false : memory.handedOver(lease.caseId, turn.id),
  ]);
  const askedFields = [...new Set(asked.flatMap(({ field }) => field ?? []))];
  return { asked, result: { askedBefore: asked.length, askedFields, contacts, withPerson: handedOver } };
}

/** What a person said when they sent the draft back is a problem to be solved, like those that the checks find. */
async function think(brain: Brain, input: DraftInput, { turn, signal }: TurnSoFar): Promise<Thought<Draft>> {
  const thought = await brain.draft(input, signal);
  if (!turn.redraftNote || thought.value.kind === 'handoff') return thought;
  const problems = [`A reviewer sent the last draft back: ${turn.redraftNote}`];
  const revised = await brain.revise({ ...input, draft: thought.value, problems }, signal);
  return { ...revised, usage: addUsage(thought.usage, revised.usage) };
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd + b.usd,
  };
}

/**
 * Below this an always-human guess that nothing else confirms still goes to a person, but with what the articles say beside it: on help centres
 * of another trade the guess is wrong more often than right, and a person who sees no draft has lost an answer.
 */
const SURE_ENOUGH_TO_STAY_SILENT = 0.7;

/** Matters that a machine has no business phrasing. The model is not asked, so nothing it could say can matter. */
function reasonNotToDraft(soFar: TurnSoFar, intent: Intent | null): string | null {
  const { assessment, overBudget } = need(soFar, 'assess');
  if (overBudget !== null) return overBudget;
  if (assessment.risks.includes('spam')) return 'It looks like spam, so nothing was drafted.';
  const confirmed = assessment.wantsPerson || assessment.risks.length > 0;
  const sure = assessment.confidence >= (confirmed ? MIN_INTENT_CONFIDENCE : SURE_ENOUGH_TO_STAY_SILENT);
  if (intent?.risk === 'always_human' && sure)
    return `“${intent.name}” is always answered by a person, so nothing was drafted.`;
  if (assessment.risks.includes('self_harm')) return 'A person must answer this, so nothing was drafted.';
  return null;
}

function handoff(soFar: TurnSoFar, reason: string): TurnResults['draft'] {
  const { language } = need(soFar, 'intake');
  const draft: Draft = { kind: 'handoff', text: holdingReply(language), language, confidence: 0, reason };
  return {
    draft,
    proposals: [],
    sources: need(soFar, 'retrieve').sources,
    fellBack: null,
    askedFor: null,
    askedBefore: 0,
    askedFields: [],
    silent: [],
    contacts: [],
    withPerson: false,
  };
}

/** An action is only offered for a request that was understood: below this the words "medium confidence" would be a lie. */
const MIN_CONFIDENCE_TO_PROPOSE = 0.5;
const NO_PLAN: Plan = { proposals: [], missing: null };
const NOT_CONNECTED: ConnectedPlan = { ...NO_PLAN, missing: null, silent: [] };

/** What the intent's action comes to in another system: looked up there, held here. */
async function planConnected(
  { connected }: DraftDeps,
  soFar: TurnSoFar,
  intent: Intent | null,
): Promise<ConnectedPlan> {
  const { assessment } = need(soFar, 'assess');
  if (!connected || !intent?.action || assessment.confidence < MIN_CONFIDENCE_TO_PROPOSE) return NOT_CONNECTED;
  const wanted = { action: intent.action, intentName: intent.name, assessment };
  return connected.plan(writerOf(need(soFar, 'intake')), wanted);
}

interface Known {
  asked: readonly Asked[];
  connected: ConnectedPlan;
}

interface Prepared {
  forBrain: DraftInput;
  proposals: Proposal[];
  sources: Source[];
}

/** What the drafter gets: the words, public passages, the requester's own records, and the actions that code has planned. */
export function draftInputOf(
  soFar: TurnSoFar,
  taxonomy: Taxonomy,
  { asked, connected }: Known = { asked: [], connected: NOT_CONNECTED },
): Prepared {
  const { assessment } = need(soFar, 'assess');
  const retrieved = need(soFar, 'retrieve');
  const intent = taxonomy.find(assessment.intent);
  const sure = assessment.confidence >= MIN_CONFIDENCE_TO_PROPOSE;
  const own = sure
    ? planActions({ intent, assessment, facts: retrieved.facts, message: need(soFar, 'intake').newest })
    : NO_PLAN;
  const plan = { proposals: [...own.proposals, ...connected.proposals], missing: own.missing ?? connected.missing };
  const sources = [...retrieved.sources];
  // What cannot be approved here must not be spoken of as done.
  for (const proposal of plan.proposals.filter(({ brokenLimits }) => brokenLimits.length === 0)) {
    const text = describeAction(proposal);
    if (text) sources.push({ ...text, n: sources.length + 1 });
  }
  return {
    proposals: plan.proposals,
    sources,
    forBrain: {
      conversation: conversationOf(need(soFar, 'intake')),
      assessment,
      intent,
      sources: sources.filter((source) => source.kind !== 'article' || source.visibility === 'public'),
      answerability: retrieved.answerability,
      // A field that was asked for once is not asked for again: whoever could not give it needs a person.
      askFor: asked.some(({ field }) => field === plan.missing) ? null : plan.missing,
    },
  };
}
