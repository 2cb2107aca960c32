import type { Brain } from '../agents/brain.ts';
import { type Assessment, type Entity, type Risk, UNKNOWN_INTENT, URGENCIES } from '../tickets/assessment.ts';
import { findEntities } from '../tickets/entities.ts';
import type { Taxonomy } from '../tickets/intent.ts';
import { findRisks } from '../tickets/risks.ts';
import { scoreSentiment } from '../tickets/sentiment.ts';
import { scoreUrgency } from '../tickets/urgency.ts';
import { wantsPerson } from '../tickets/wants-person.ts';
import type { Budget } from './budget.ts';
import { conversationOf } from './conversation.ts';
import { RESULT_SCHEMAS, type TurnResults } from './results.ts';
import { need, type Outcome, type Stage, type TurnSoFar } from './stage.ts';

export interface AssessDeps {
  brain: Brain;
  taxonomy: Taxonomy;
  /** Absent where nothing is limited, as in some tests. */
  budget?: Budget;
}

/** What is it about, how risky is it, what is missing. Code raises flags; no brain can take one away. */
export const assess: Stage<'assess', AssessDeps> = {
  name: 'assess',
  schema: RESULT_SCHEMAS.assess,
  async run({ brain, taxonomy, budget }, soFar): Promise<Outcome<TurnResults['assess']>> {
    const intake = need(soFar, 'intake');
    const spender = { ticketId: intake.ticketId, requesterId: intake.requester.id, turnId: soFar.turn.id };
    const overBudget = (await budget?.exceeded(spender)) ?? null;
    if (overBudget !== null) {
      const assessment = withCodeFlags(unthought(intake.language), soFar, taxonomy);
      return { kind: 'next', result: { assessment, intentName: 'Unknown', fellBack: null, overBudget } };
    }
    const thought = await brain.assess({ conversation: conversationOf(intake) }, soFar.signal);
    const assessment = withCodeFlags(thought.value, soFar, taxonomy);
    const intentName = taxonomy.find(assessment.intent)?.name ?? 'Unknown';
    return { kind: 'next', result: { assessment, intentName, fellBack: thought.fellBack, overBudget }, thought };
  },
};

/** What is known without a thought: nothing. The flags of code are added as always. */
function unthought(language: string): Assessment {
  return {
    intent: UNKNOWN_INTENT,
    confidence: 0,
    alternatives: [],
    secondIntent: null,
    urgency: 'normal',
    sentiment: 'neutral',
    language,
    entities: [],
    missingFields: [],
    risks: [],
    wantsPerson: false,
    summary: 'Not read by the assistant.',
  };
}

function withCodeFlags(assessment: Assessment, soFar: TurnSoFar, taxonomy: Taxonomy): Assessment {
  const intake = need(soFar, 'intake');
  const text = `${intake.subject}\n${intake.newest}`;
  const risks = new Set<Risk>([...assessment.risks, ...findRisks(text)]);
  if (intake.secretsFound.length > 0) risks.add('secrets');
  if (intake.requester.tags.includes('vip')) risks.add('vip');
  const intent = taxonomy.find(assessment.intent);
  const entities = distinct([...findEntities(text), ...assessment.entities]);
  const known = distinct([
    ...entities,
    ...intake.earlier.flatMap((message) => (message.from === 'customer' ? findEntities(message.text) : [])),
  ]);
  return {
    ...assessment,
    intent: intent ? intent.label : UNKNOWN_INTENT,
    entities: known,
    risks: [...risks],
    sentiment: scoreSentiment(text) === 'very_negative' ? 'very_negative' : assessment.sentiment,
    urgency: moreUrgent(assessment.urgency, scoreUrgency(text, [...risks])),
    wantsPerson: assessment.wantsPerson || wantsPerson(text),
    missingFields: (intent?.required_fields ?? []).filter((field) => !known.some((entity) => entity.kind === field)),
  };
}

function moreUrgent(one: Assessment['urgency'], other: Assessment['urgency']): Assessment['urgency'] {
  return URGENCIES.indexOf(other) > URGENCIES.indexOf(one) ? other : one;
}

function distinct(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.map((entity) => [`${entity.kind} ${entity.value.toLowerCase()}`, entity])).values()];
}
