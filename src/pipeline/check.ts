import type { Brain } from '../agents/brain.ts';
import type { SecondReader } from '../agents/second-reader.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { type CheckedReply, type CheckOptions, checkReply, sentenceFindings } from '../review/checks.ts';
import type { Draft } from '../tickets/draft.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import type { ConnectedPlan } from '../tools/connected/plan-action.ts';
import { addUsage, draftInputOf } from './draft.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage, type ThoughtRecord, type TurnSoFar } from './stage.ts';

/** Before the words of a finding that a model is the reason for. */
const SECOND_READING = 'A second reading by a model: ';

export interface CheckDeps {
  brain: Brain;
  taxonomy: Taxonomy;
  checks: CheckOptions;
  log: Log;
  /** Null or left out: code alone decides what is backed. */
  secondReader?: SecondReader | null;
}

/** Code reads the draft against its sources. What it refuses may be revised once; then a person gets it with the findings. */
export const check: Stage<'check', CheckDeps> = {
  name: 'check',
  schema: RESULT_SCHEMAS.check,
  async run(deps, soFar): Promise<Outcome<TurnResults['check']>> {
    const { draft } = need(soFar, 'draft');
    const first = await checked(deps, soFar, draft);
    const problems = first.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.words);
    if (problems.length === 0 || draft.kind === 'handoff') return ended(draft, first, false);
    const revision = await revise(deps, soFar, problems);
    if (!revision) return ended(draft, first, false);
    const second = await checked(deps, soFar, revision.draft);
    const thought = together(together(first.thought, revision.thought), second.thought);
    return ended(revision.draft, { ...second, thought }, true);
  },
};

interface Checked extends CheckedReply {
  thought: ThoughtRecord | null;
}

function ended(
  draft: Draft,
  { sentences, findings, thought }: Checked,
  revised: boolean,
): Outcome<TurnResults['check']> {
  return { kind: 'next', result: { draft, sentences, findings, revised }, ...(thought ? { thought } : {}) };
}

async function checked(deps: CheckDeps, soFar: TurnSoFar, draft: Draft): Promise<Checked> {
  const byCode = checkedByCode(deps, soFar, draft);
  if (!deps.secondReader || draft.kind === 'handoff') return { ...byCode, thought: null };
  const { sources } = need(soFar, 'draft');
  const reading = await deps.secondReader.read(byCode.sentences, sources, soFar.signal);
  const lowered = reading.sentences.filter(({ state }, index) => state !== byCode.sentences[index]?.state);
  const findings = [...byCode.findings, ...sentenceFindings(lowered, SECOND_READING)];
  return { sentences: reading.sentences, findings, thought: reading.thought };
}

function checkedByCode(deps: CheckDeps, soFar: TurnSoFar, draft: Draft): CheckedReply {
  const { language, newest, requester } = need(soFar, 'intake');
  const reply = checkReply(
    {
      text: draft.text,
      sources: need(soFar, 'draft').sources,
      customerLanguage: language,
      customerMessage: newest,
      requesterName: requester.name,
    },
    deps.checks,
  );
  // A handoff claims nothing and goes to a person anyway: "a colleague will answer" needs no source.
  return draft.kind === 'handoff'
    ? { ...reply, findings: reply.findings.filter((finding) => finding.code !== 'unbacked') }
    : reply;
}

/** One row for the stage: who thought last, and what all of it cost. */
function together(first: ThoughtRecord | null, last: ThoughtRecord | null): ThoughtRecord | null {
  if (!first || !last) return last ?? first;
  return { ...last, usage: addUsage(first.usage, last.usage) };
}

/** What the draft stage has planned in other systems; nobody is asked a second time. */
function connectedOf(soFar: TurnSoFar): ConnectedPlan {
  const { proposals } = need(soFar, 'draft');
  return { proposals: proposals.filter(({ onBehalfOf }) => onBehalfOf !== undefined), missing: null, silent: [] };
}

async function revise(
  deps: CheckDeps,
  soFar: TurnSoFar,
  problems: string[],
): Promise<{ draft: Draft; thought: ThoughtRecord } | null> {
  const { draft } = need(soFar, 'draft');
  try {
    const thought = await deps.brain.revise(
      {
        ...draftInputOf(soFar, deps.taxonomy, { asked: [], connected: connectedOf(soFar) }).forBrain,
        askFor: need(soFar, 'draft').askedFor,
        draft,
        problems,
      },
      soFar.signal,
    );
    return { draft: thought.value, thought };
  } catch (error) {
    // The first draft stands, findings and all: they are what makes a person look.
    deps.log.warn({ turn: soFar.turn.id, err: messageOf(error) }, 'revision failed');
    return null;
  }
}
