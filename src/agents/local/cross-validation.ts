import type { HeldOut } from './calibration.ts';
import { type Counts, learnVocabulary, type Vector } from './features.ts';
import { createRandom, shuffled } from './random.ts';
import { type Example, logitsOf, type SoftmaxModel, trainSoftmax } from './softmax.ts';

export interface TrainingRow {
  counts: Counts;
  target: number;
}

export interface TrainingPlan {
  rows: readonly TrainingRow[];
  classes: number;
  seed: number;
}

export interface Trained {
  model: SoftmaxModel;
  names: readonly string[];
  vectorOf(counts: Counts): Vector;
  logitsOf(counts: Counts): Float64Array;
}

const FOLDS = 4;
/** Of so many intents one is hidden from a fold: enough strangers to learn from, and the rest of the fold stays a fair rehearsal. */
const HIDDEN_EVERY = 6;
/** Of a handful of intents, each is hidden once, and two must remain to choose between. */
const FEWEST = 3;
/** Above this one fold is plenty for one temperature, and training stays quick. */
const MANY_ROWS = 4_000;

export function trainOn({ rows, classes, seed }: TrainingPlan): Trained {
  const vocabulary = learnVocabulary(rows.map((row) => row.counts));
  const examples: Example[] = rows.map((row) => ({ vector: vocabulary.vectorOf(row.counts), target: row.target }));
  const model = trainSoftmax(examples, { classes, features: vocabulary.size }, seed);
  const { names, vectorOf } = vocabulary;
  return { model, names, vectorOf, logitsOf: (counts) => logitsOf(model, vectorOf(counts)) };
}

export interface Rehearsal {
  /** Scores of rows by a model that was trained without them. */
  heldOut: HeldOut[];
  /** Scores of rows whose whole intent the model has never seen: what a question outside the taxonomy looks like. */
  foreign: Float64Array[];
  /** Scores of messages that are known to belong to no intent. */
  outside: Float64Array[];
}

/** Trains on parts and looks at the rest, to learn how far the scores can be trusted. */
export function rehearse(plan: TrainingPlan, intents: number, outside: readonly Counts[]): Rehearsal {
  const rows = shuffled(plan.rows, createRandom(plan.seed));
  const order = shuffled([...Array(intents).keys()], createRandom(plan.seed + 1));
  const rehearsal: Rehearsal = { heldOut: [], foreign: [], outside: [] };
  const folds = plan.rows.length > MANY_ROWS ? 1 : FOLDS;
  for (let fold = 0; fold < folds; fold++) {
    const hidden = new Set(order.filter((_, i) => intents >= FEWEST && i % Math.min(intents, HIDDEN_EVERY) === fold));
    const kept = rows.filter((row, i) => i % FOLDS !== fold && !hidden.has(row.target));
    const model = trainOn({ ...plan, rows: kept });
    // A hidden intent has no training rows, so its score means nothing.
    const scoresOf = (counts: Counts) => model.logitsOf(counts).map((logit, k) => (hidden.has(k) ? -Infinity : logit));
    rows.forEach((row, i) => {
      if (hidden.has(row.target)) rehearsal.foreign.push(scoresOf(row.counts));
      else if (i % FOLDS === fold) rehearsal.heldOut.push({ logits: scoresOf(row.counts), target: row.target });
    });
    rehearsal.outside.push(...outside.map(scoresOf));
  }
  return rehearsal;
}
