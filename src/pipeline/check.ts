import type { Brain } from '../agents/brain.ts';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { type CheckedReply, type CheckOptions, checkReply } from '../review/checks.ts';
import type { Draft } from '../tickets/draft.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import type { ConnectedPlan } from '../tools/connected/plan-action.ts';
import { draftInputOf } from './draft.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage, type ThoughtRecord, type TurnSoFar } from './stage.ts';

export interface CheckDeps {
  brain: Brain;
  taxonomy: Taxonomy;
  checks: CheckOptions;
  log: Log;
}

/** Code reads the draft against its sources. What it refuses may be revised once; then a person gets it with the findings. */
export const check: Stage<'check', CheckDeps> = {
  name: 'check',
  schema: RESULT_SCHEMAS.check,
  async run(deps, soFar): Promise<Outcome<TurnResults['check']>> {
    const { draft } = need(soFar, 'draft');
    const first = checked(deps, soFar, draft);
    const problems = first.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.words);
    if (problems.length === 0 || draft.kind === 'handoff')
      return { kind: 'next', result: { draft, ...first, revised: false } };
    const revision = await revise(deps, soFar, problems);
    if (!revision) return { kind: 'next', result: { draft, ...first, revised: false } };
    const second = checked(deps, soFar, revision.draft);
    return { kind: 'next', result: { draft: revision.draft, ...second, revised: true }, thought: revision.thought };
  },
};

function checked(deps: CheckDeps, soFar: TurnSoFar, draft: Draft): CheckedReply {
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
