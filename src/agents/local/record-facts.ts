import type { RecordSource } from '../../tickets/draft.ts';
import type { DraftInput } from '../brain.ts';
import type { Fact } from './compose.ts';
import { conceptsOf } from './concepts.ts';
import { wordsOf } from './features.ts';
import { questionSentences } from './questions.ts';
import { createRelevance, questionOf } from './relevance.ts';
import { termsOf } from './terms.ts';
import type { Unit } from './units.ts';
import type { Readable } from './usable-sources.ts';

type ReadableRecord = Readable<RecordSource>;

const MOST_FACTS = 4;
/** The first sentences of a record say how things stand; the rest is detail that is told when it is asked for. */
const OPENING_FACTS = 2;
const ASKED_FOR = 0.2;
/** A record that nobody named is only worth telling when the request was understood. */
const SURE_OF_INTENT = 0.6;
/** Whoever asks one of these wants to know how the order stands, ... */
const ASKS_WHERE = ['where', 'late', 'lost'];
/** ... and so does whoever wants something changed before it leaves; but that alone does not answer them. */
const WANTS_CHANGE = ['cancel', 'change', 'address'];

export interface RecordFacts {
  facts: Fact[];
  /** True when the message names the record, so that there is no doubt which one is meant. */
  named: boolean;
  /** False when something is to be done, and how the record stands is only the beginning of an answer. */
  answers: boolean;
}

/**
 * Records are looked up for every verified requester, whatever the message is about. They belong into the reply when the message
 * names them ("order 1042"), or when the intent is about that kind of record; and of them only what the message asks about.
 */
export function recordFacts(records: readonly ReadableRecord[], input: DraftInput): RecordFacts {
  const named = records.filter((record) => isNamed(record, input));
  const meant = named.length > 0 ? named : firstOfKind(records, input);
  const facts = meant.flatMap((record) => factsOf(record, records, input));
  const asked = conceptsAsked(input);
  const answers =
    ASKS_WHERE.some((concept) => asked.has(concept)) || !WANTS_CHANGE.some((concept) => asked.has(concept));
  return { facts: facts.slice(0, MOST_FACTS), named: named.length > 0, answers };
}

function factsOf(record: ReadableRecord, records: readonly ReadableRecord[], input: DraftInput): Fact[] {
  const opening = record.units.filter((unit) => unit.at < OPENING_FACTS);
  const standing = asksHowItStands(opening, input) ? opening : [];
  const said = new Set([record.source.title, ...opening.map(({ text }) => text)].flatMap(termsOf));
  const questions = questionOf({ main: questionSentences(input.conversation.newest).join('\n'), around: [] });
  const relevance = createRelevance(questions, records);
  const asked = (unit: Unit): boolean =>
    unit.at >= OPENING_FACTS && relevance.gain(unit, said) >= ASKED_FOR && !repeats(unit, input);
  return [...standing, ...record.units.filter(asked)].map(({ text }) => ({ text, n: record.source.n }));
}

/** Do the message and how the record stands speak of the same thing, beyond the record's own name? */
function asksHowItStands(opening: readonly Unit[], input: DraftInput): boolean {
  const asked = conceptsAsked(input);
  const told = conceptsIn(opening.map(({ text }) => text).join('\n'));
  if (told.has('deliver') && [...ASKS_WHERE, ...WANTS_CHANGE].some((concept) => asked.has(concept))) return true;
  return [...told].some((concept) => !KINDS.has(concept) && asked.has(concept));
}

function conceptsAsked({ conversation, intent, assessment }: DraftInput): Set<string> {
  const about = intent !== null && assessment.confidence >= SURE_OF_INTENT ? intent.name : '';
  return conceptsIn(`${conversation.subject}\n${conversation.newest}\n${about}`);
}

/** What every record of a kind has in its sentences. */
const KINDS = new Set(['order', 'invoice', 'subscription']);

function conceptsIn(text: string): Set<string> {
  return new Set(wordsOf(text).flatMap(conceptsOf));
}

/** The customer wrote it themselves: telling it back is no news. */
function repeats(unit: Unit, { conversation }: DraftInput): boolean {
  const numbers = unit.text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const written = `${conversation.subject}\n${conversation.newest}`;
  return numbers.length > 0 && numbers.every((number) => written.includes(number));
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
