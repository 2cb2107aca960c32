import type { RecordSource } from '../../tickets/draft.ts';
import type { DraftInput } from '../brain.ts';
import type { Fact } from './compose.ts';
import { wholeQuestion } from './questions.ts';
import { createRelevance } from './relevance.ts';
import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';
import type { Readable } from './usable-sources.ts';

type ReadableRecord = Readable<RecordSource>;

const MOST_FACTS = 4;
/** The first sentences of a record say how things stand; the rest is detail that is told when it is asked for. */
const OPENING_FACTS = 2;
const ASKED_FOR = 0.08;
/** A record that nobody named is only worth telling when the request was understood. */
const SURE_OF_INTENT = 0.5;

export interface RecordFacts {
  facts: Fact[];
  /** True when the message names the record, so that there is no doubt which one is meant. */
  named: boolean;
}

/**
 * Records are looked up for every verified requester, whatever the message is about. They belong into the reply when the message
 * names them ("order 1042"), or when the intent is about that kind of record.
 */
export function recordFacts(records: readonly ReadableRecord[], input: DraftInput): RecordFacts {
  const named = records.filter((record) => isNamed(record, input));
  const meant = named.length > 0 ? named : firstOfKind(records, input);
  const { conversation, intent } = input;
  const relevance = createRelevance(wholeQuestion({ ...conversation, about: intent?.name ?? '' }), records);
  const facts = meant.flatMap((record) => {
    const said = new Set(record.units.slice(0, OPENING_FACTS).flatMap((unit) => termsOf(unit.text)));
    const told = (unit: Unit) => unit.at < OPENING_FACTS || relevance.gain(unit, said) >= ASKED_FOR;
    return record.units.filter(told).map((unit) => ({ text: unit.text, n: record.source.n }));
  });
  return { facts: facts.slice(0, MOST_FACTS), named: named.length > 0 };
}

function isNamed({ source }: ReadableRecord, { assessment }: DraftInput): boolean {
  const numbers = assessment.entities.filter(({ kind }) => kind === 'order_number' || kind === 'invoice_number');
  const words = new Set(source.title.toUpperCase().split(/\s+/));
  return numbers.some(({ value }) => words.has(value.toUpperCase()));
}

/** "Subscription Duo" is meant by an intent called "Cancel a Bean Club subscription", an order by one that needs an order number. */
function firstOfKind(records: readonly ReadableRecord[], { intent, assessment }: DraftInput): ReadableRecord[] {
  if (intent === null || assessment.confidence < SURE_OF_INTENT) return [];
  if (assessment.entities.some(({ kind }) => kind === 'order_number')) return [];
  const about = new Set(termsOf(`${intent.name} ${intent.required_fields.join(' ').replaceAll('_', ' ')}`));
  return records.filter(({ source }) => about.has(termsOf(source.title)[0] ?? '')).slice(0, 1);
}
