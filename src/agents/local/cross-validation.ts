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
/** Above this one fold is plenty for one temperature, and training stays quick. */
const MANY_ROWS = 4_000;

export function trainOn({ rows, classes, seed }: TrainingPlan): Trained {
  const vocabulary = learnVocabulary(rows.map((row) => row.counts));
  const examples: Example[] = rows.map((row) => ({ vector: vocabulary.vectorOf(row.counts), target: row.target }));
  const model = trainSoftmax(examples, { classes, features: vocabulary.size }, seed);
  const { names, vectorOf } = vocabulary;
  return { model, names, vectorOf, logitsOf: (counts) => logitsOf(model, vectorOf(counts)) };
}

/** Scores of every row by a model that was trained without it. */
export function scoreHeldOutRows(plan: TrainingPlan): HeldOut[] {
  const order = shuffled(plan.rows, createRandom(plan.seed));
  return foldsOf(plan).flatMap((fold) => {
    const kept = order.filter((_, i) => i % FOLDS !== fold);
    const left = order.filter((_, i) => i % FOLDS === fold);
    const trained = trainOn({ ...plan, rows: kept });
    return left.map((row) => ({ logits: trained.logitsOf(row.counts), target: row.target }));
  });
}

/** Scores of rows whose whole class the model has never seen: what a question outside the taxonomy looks like. */
export function scoreForeignRows(plan: TrainingPlan, intentClasses: number): Float64Array[] {
  const order = shuffled([...Array(intentClasses).keys()], createRandom(plan.seed + 1));
  return foldsOf(plan).flatMap((fold) => {
    const foreign = new Set(order.filter((_, i) => i % FOLDS === fold));
    const trained = trainOn({ ...plan, rows: plan.rows.filter((row) => !foreign.has(row.target)) });
    const left = plan.rows.filter((row) => foreign.has(row.target));
    return left.map((row) => trained.logitsOf(row.counts).map((logit, k) => (foreign.has(k) ? -Infinity : logit)));
  });
}

function foldsOf(plan: TrainingPlan): number[] {
  return plan.rows.length > MANY_ROWS ? [0] : [...Array(FOLDS).keys()];
}
