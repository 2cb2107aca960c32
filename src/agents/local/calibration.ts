import { probabilitiesOf } from './softmax.ts';

/** Raw scores of a row that the model has not been trained on, and its true class. */
export interface HeldOut {
  logits: Float64Array;
  target: number;
}

const COOLEST = Math.log(0.05);
const HOTTEST = Math.log(20);
/** Each round keeps two thirds of the range: 40 rounds narrow it below any difference that matters. */
const ROUNDS = 40;

/** The temperature that makes the probabilities of unseen rows honest: of all answers given at 80 %, 80 % are right. */
export function fitTemperature(rows: readonly HeldOut[]): number {
  if (rows.length === 0) return 1;
  let low = COOLEST;
  let high = HOTTEST;
  for (let round = 0; round < ROUNDS; round++) {
    const left = low + (high - low) / 3;
    const right = high - (high - low) / 3;
    if (surprise(rows, Math.exp(left)) < surprise(rows, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function surprise(rows: readonly HeldOut[], temperature: number): number {
  let sum = 0;
  for (const { logits, target } of rows) {
    sum -= Math.log(Math.max(1e-12, probabilitiesOf(logits, temperature)[target] ?? 0));
  }
  return sum / rows.length;
}

/** P(the message belongs to one of our intents | its highest raw score): a logistic curve. */
export interface ScopeCurve {
  slope: number;
  offset: number;
}

interface Point {
  score: number;
  truth: number;
  weight: number;
}

/**
 * Fits the curve on the highest scores of rows whose intent the model knew and of rows whose intent it had never seen.
 * `strangers` is the share of messages expected to belong to no intent.
 */
export function fitScope(known: readonly number[], foreign: readonly number[], strangers: number): ScopeCurve {
  if (known.length === 0 || foreign.length === 0) return { slope: 0, offset: 20 };
  const points: Point[] = [
    ...known.map((score) => ({ score, truth: 1, weight: (1 - strangers) / known.length })),
    ...foreign.map((score) => ({ score, truth: 0, weight: strangers / foreign.length })),
  ];
  let curve: ScopeCurve = { slope: 0, offset: 0 };
  for (let round = 0; round < 30; round++) curve = improve(curve, points);
  return curve;
}

export function scopeOf(curve: ScopeCurve, highestLogit: number): number {
  return 1 / (1 + Math.exp(-(curve.slope * highestLogit + curve.offset)));
}

/** A Newton step, halved until it helps: on nearly separable data a full step overshoots. */
function improve(curve: ScopeCurve, points: readonly Point[]): ScopeCurve {
  const step = newtonStep(curve, points);
  const before = loss(curve, points);
  for (let size = 1; size > 1e-4; size /= 2) {
    const next = { slope: curve.slope + size * step.slope, offset: curve.offset + size * step.offset };
    if (loss(next, points) < before) return next;
  }
  return curve;
}

const RIDGE = 1e-4;

function loss(curve: ScopeCurve, points: readonly Point[]): number {
  let sum = (RIDGE / 2) * (curve.slope ** 2 + curve.offset ** 2);
  for (const { score, truth, weight } of points) {
    const p = scopeOf(curve, score);
    sum -= weight * Math.log(Math.max(1e-12, truth === 1 ? p : 1 - p));
  }
  return sum;
}

/** Two parameters, so the inverse of the Hessian is written out. */
function newtonStep(curve: ScopeCurve, points: readonly Point[]): ScopeCurve {
  let [gs, go, hss, hso, hoo] = [RIDGE * curve.slope, RIDGE * curve.offset, RIDGE, 0, RIDGE];
  for (const { score, truth, weight } of points) {
    const p = scopeOf(curve, score);
    const error = weight * (p - truth);
    const bend = weight * p * (1 - p);
    gs += error * score;
    go += error;
    hss += bend * score * score;
    hso += bend * score;
    hoo += bend;
  }
  const determinant = hss * hoo - hso * hso;
  return { slope: -(hoo * gs - hso * go) / determinant, offset: -(hss * go - hso * gs) / determinant };
}
