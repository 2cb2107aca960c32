import type { Vector } from './features.ts';
import { createRandom, shuffled } from './random.ts';

/** Multinomial logistic regression trained with Adagrad: sparse, small, deterministic, and it can say why. */
export interface SoftmaxModel {
  classes: number;
  /** Row by feature: weights[feature * classes + class]. */
  weights: Float32Array;
  biases: Float64Array;
}

export interface Example {
  vector: Vector;
  target: number;
}

export interface Shape {
  classes: number;
  features: number;
}

/** More passes change nothing that can be measured (8 to 15 tried). */
const PASSES = 12;
/** So many features of a row are left out each time, so that no single one is relied on: banking77 .905 -> .915. */
const LEFT_OUT = 0.3;
const STEP = 0.5;
const BIAS_STEP = 0.05;
/** Keeps the first steps from being huge. */
const STARTING_SQUARES = 0.01;
const SHRINK = 1e-6;
/** A class whose error is below this learns nothing worth the time from this row. */
const NEGLIGIBLE = 1e-3;

interface Training {
  model: SoftmaxModel;
  squares: Float32Array;
  biasSquares: Float64Array;
}

export function trainSoftmax(examples: readonly Example[], shape: Shape, seed: number): SoftmaxModel {
  const { classes } = shape;
  const model: SoftmaxModel = {
    classes,
    weights: new Float32Array(shape.features * classes),
    biases: new Float64Array(classes),
  };
  const training: Training = {
    model,
    squares: new Float32Array(shape.features * classes).fill(STARTING_SQUARES),
    biasSquares: new Float64Array(classes).fill(STARTING_SQUARES),
  };
  const random = createRandom(seed);
  for (let pass = 0; pass < PASSES; pass++) {
    for (const { vector, target } of shuffled(examples, random)) {
      learn(training, { vector: thinned(vector, random), target });
    }
  }
  return model;
}

/** The vector without some of its features, the others made stronger to match. */
function thinned({ ids, values }: Vector, random: () => number): Vector {
  const kept: number[] = [];
  for (let j = 0; j < ids.length; j++) if (random() >= LEFT_OUT) kept.push(j);
  return {
    ids: Int32Array.from(kept, (j) => ids[j] ?? 0),
    values: Float32Array.from(kept, (j) => (values[j] ?? 0) / (1 - LEFT_OUT)),
  };
}

function learn(training: Training, example: Example): void {
  const errors = probabilitiesOf(logitsOf(training.model, example.vector), 1);
  errors[example.target] = (errors[example.target] ?? 0) - 1;
  const busy: number[] = [];
  for (let k = 0; k < errors.length; k++) if (Math.abs(errors[k] ?? 0) >= NEGLIGIBLE) busy.push(k);
  if (busy.length > 0) {
    moveBiases(training, errors, busy);
    moveWeights(training, { errors, busy, vector: example.vector });
  }
}

function moveBiases({ model, biasSquares }: Training, errors: Float64Array, busy: readonly number[]): void {
  for (const k of busy) {
    const gradient = errors[k] ?? 0;
    const squares = (biasSquares[k] ?? 0) + gradient * gradient;
    biasSquares[k] = squares;
    model.biases[k] = (model.biases[k] ?? 0) - (BIAS_STEP * gradient) / Math.sqrt(squares);
  }
}

interface Move {
  errors: Float64Array;
  busy: readonly number[];
  vector: Vector;
}

function moveWeights({ model, squares }: Training, { errors, busy, vector }: Move): void {
  const { weights, classes } = model;
  for (let j = 0; j < vector.ids.length; j++) {
    const row = (vector.ids[j] ?? 0) * classes;
    const value = vector.values[j] ?? 0;
    for (const k of busy) {
      const at = row + k;
      const weight = weights[at] ?? 0;
      const gradient = (errors[k] ?? 0) * value + SHRINK * weight;
      const sum = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = sum;
      weights[at] = weight - (STEP * gradient) / Math.sqrt(sum);
    }
  }
}

export function logitsOf(model: SoftmaxModel, vector: Vector): Float64Array {
  const { classes, weights } = model;
  const logits = Float64Array.from(model.biases);
  for (let j = 0; j < vector.ids.length; j++) {
    const row = (vector.ids[j] ?? 0) * classes;
    const value = vector.values[j] ?? 0;
    for (let k = 0; k < classes; k++) logits[k] = (logits[k] ?? 0) + (weights[row + k] ?? 0) * value;
  }
  return logits;
}

export function probabilitiesOf(logits: Float64Array, temperature: number): Float64Array {
  const powers = new Float64Array(logits.length);
  let highest = -Infinity;
  for (const logit of logits) if (logit > highest) highest = logit;
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const power = Math.exp(((logits[k] ?? 0) - highest) / temperature);
    powers[k] = power;
    sum += power;
  }
  for (let k = 0; k < powers.length; k++) powers[k] = (powers[k] ?? 0) / sum;
  return powers;
}

/** Position of the highest value. */
export function argmax(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] ?? 0) > (values[best] ?? 0)) best = k;
  return best;
}
