import { z } from 'zod';
import {
  type Assessment,
  ENTITY_KINDS,
  type Entity,
  RISKS,
  SENTIMENTS,
  UNKNOWN_INTENT,
  URGENCIES,
} from '../../tickets/assessment.ts';
import type { Taxonomy } from '../../tickets/intent.ts';
import type { Conversation } from '../brain.ts';
import { believable } from './confidence.ts';

const SUMMARY_LENGTH = 500;
const MOST_ALTERNATIVES = 3;
const MOST_ENTITIES = 20;

/** The form as the model sees it. The summary comes first: what is put into words is judged better. */
export function triageForm(taxonomy: Taxonomy) {
  const label = z.enum([...taxonomy.intents.map((intent) => intent.label), UNKNOWN_INTENT]);
  const probability = z.number().min(0).max(1);
  return z.object({
    summary: z.string(),
    intent: label,
    confidence: probability,
    alternatives: z.array(z.object({ label, confidence: probability })),
    secondIntent: label.nullable(),
    urgency: z.enum(URGENCIES),
    sentiment: z.enum(SENTIMENTS),
    language: z.string(),
    entities: z.array(z.object({ kind: z.enum(ENTITY_KINDS), value: z.string() })),
    missingFields: z.array(z.string()),
    risks: z.array(z.enum(RISKS)),
    wantsPerson: z.boolean(),
  });
}
export type TriageAnswer = z.infer<ReturnType<typeof triageForm>>;

/** What the form cannot enforce: values that stand in the ticket, fields that exist, a probability that nobody measured. */
export function toAssessment(answer: TriageAnswer, conversation: Conversation, taxonomy: Taxonomy): Assessment {
  const required = taxonomy.find(answer.intent)?.required_fields ?? [];
  return {
    ...answer,
    confidence: believable(answer.confidence),
    alternatives: alternativesOf(answer),
    secondIntent: secondIntentOf(answer),
    language: languageOf(answer.language),
    entities: entitiesIn(conversation, answer.entities),
    missingFields: required.filter((field) => answer.missingFields.includes(field)),
    risks: [...new Set(answer.risks)],
    summary: answer.summary.trim().slice(0, SUMMARY_LENGTH),
  };
}

function alternativesOf(answer: TriageAnswer): Assessment['alternatives'] {
  return answer.alternatives
    .filter((each) => each.label !== answer.intent && each.label !== UNKNOWN_INTENT)
    .map((each) => ({ label: each.label, confidence: believable(each.confidence) }))
    .sort((one, other) => other.confidence - one.confidence)
    .slice(0, MOST_ALTERNATIVES);
}

function secondIntentOf(answer: TriageAnswer): string | null {
  const { secondIntent, intent } = answer;
  return secondIntent === intent || secondIntent === UNKNOWN_INTENT ? null : secondIntent;
}

function languageOf(language: string): string {
  const code = language.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2}$/.test(code) ? code : 'und';
}

/** An invented order number would look up somebody's order: what does not stand in the ticket as a word of its own is dropped. */
function entitiesIn(conversation: Conversation, entities: readonly Entity[]): Entity[] {
  const earlier = conversation.earlier.map((message) => message.text);
  const said = squeeze([conversation.subject, conversation.newest, ...earlier].join(' '));
  const known = entities.filter((entity) => stands(squeeze(entity.value), said));
  return known.slice(0, MOST_ENTITIES).map(({ kind, value }) => ({ kind, value: value.trim() }));
}

function stands(value: string, said: string): boolean {
  if (value === '') return false;
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u').test(said);
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
