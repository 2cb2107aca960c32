import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { trainClassifier } from '../../agents/local/classifier.ts';
import { readMail } from '../../agents/local/mail-reader.ts';
import { UNKNOWN_INTENT } from '../../tickets/assessment.ts';
import { loadTaxonomy } from '../../tickets/intent.ts';
import { readRows } from '../read-rows.ts';
import type { SuiteInput } from '../suite.ts';
import { openAiReader } from './openai-reader.ts';
import { processorMs } from './processor-time.ts';
import type { Lesson, Reader } from './reading.ts';
import { OUTSIDE, type TrainingRow } from './rows.ts';

/** A brain that has learnt these intents. */
export async function createReader(input: SuiteInput, lesson: Lesson): Promise<Reader> {
  if (input.brain === 'openai') return openAiReader(lesson, input.openAi);
  return input.brain === 'scripted' ? scriptedReader(input) : localReader(lesson);
}

function localReader({ rows, background, outside }: Lesson): Reader {
  const started = processorMs();
  const labelled = [...rows, ...namesOf(rows)];
  const classifier = trainClassifier(labelled, { background, outside });
  const trainSeconds = (processorMs() - started) / 1_000;
  return {
    trainSeconds,
    read: async ({ text }) => {
      const { ranked, inScope, scopeScore } = classifier.score(text);
      const [top] = ranked;
      const shares = new Map(ranked.map(({ label, confidence }) => [label, confidence]));
      return { label: top?.label ?? OUTSIDE, confidence: top?.confidence ?? 0, inScope, scopeScore, shares };
    },
    readMail: async ({ text }) => {
      const reading = readMail(classifier, '', text);
      const nearest = reading.intent === UNKNOWN_INTENT ? reading.alternatives[0] : undefined;
      return { label: nearest?.label ?? reading.intent, confidence: reading.confidence };
    },
  };
}

/** The name of an intent is a lesson too, as in the product, where name and description stand beside the examples. */
function namesOf(rows: readonly TrainingRow[]): TrainingRow[] {
  return [...new Set(rows.map(({ label }) => label))].map((label) => ({ label, text: label.replaceAll('_', ' ') }));
}

const Answer = z.object({ id: z.string(), label: z.string(), confidence: z.number().min(0).max(1) });

/** Plays answers that were recorded before: for comparing brains without asking them again. */
function scriptedReader({ data, answers }: SuiteInput): Reader {
  const path = answers ?? join(data, 'answers.jsonl');
  if (!existsSync(path))
    throw new Error(`--brain scripted needs recorded answers: ${path} is not there (see --answers)`);
  const byId = new Map(readRows(path, Answer).map((answer) => [answer.id, answer]));
  const find = (id: string) => {
    const answer = byId.get(id);
    if (answer === undefined) throw new Error(`${path} holds no answer for the message ${id}`);
    return answer;
  };
  return {
    trainSeconds: 0,
    read: async ({ id }) => {
      const { label, confidence } = find(id);
      const inScope = label === OUTSIDE || label === UNKNOWN_INTENT ? 1 - confidence : 1;
      return { label, confidence, inScope, scopeScore: inScope, shares: new Map([[label, confidence]]) };
    },
    readMail: async ({ id }) => find(id),
  };
}

/** The sentences of the product's own taxonomy that say nothing about intent. */
export async function houseBackground(): Promise<readonly string[]> {
  return (await loadTaxonomy(join(import.meta.dirname, '../../../prompts/intents.yaml'))).background;
}
