import { figure, share } from '../metric.ts';
import { auroc, calibrationError, quantile, shareDecidedAt } from '../statistics.ts';
import type { Metric, Table, Target } from '../suite.ts';
import type { JudgedReading, Judgement } from './judgement.ts';
import { OUTSIDE } from './rows.ts';

/** What was promised for one space and lesson. */
export interface Promises {
  accuracy?: Target;
  acceptedRight?: Target;
  calibration?: Target;
}

/** Out-of-scope recall at which the in-scope share is read off. */
const OUTSIDE_RECALL = 0.84;
const PRECISION = 0.9;
/** A curve over fewer messages than this is mostly noise. */
const ENOUGH_TO_CALIBRATE = 300;
const IN_SCOPE = 0.5;

export function labelMetrics({ space, lesson, readings }: Judgement, promises: Promises): Metric[] {
  const base = `${space}/${lesson}`;
  const inside = readings.filter(({ expected }) => expected !== OUTSIDE);
  const outside = readings.filter(({ expected }) => expected === OUTSIDE);
  const right = inside.filter((reading) => reading.right).length;
  const accuracy = { key: `${base}/accuracy`, label: 'Intent is right', target: promises.accuracy };
  return [
    share(withTarget(accuracy), right, inside.length),
    calibration(base, inside, promises),
    decided(base, readings),
    ...(outside.length === 0 ? [] : scopeMetrics(base, { inside, outside, promises })),
  ];
}

function withTarget<T extends { target: Target | undefined }>({ target, ...said }: T) {
  return target === undefined ? said : { ...said, target };
}

function calibration(base: string, inside: readonly JudgedReading[], promises: Promises): Metric {
  const error = calibrationError(inside.map(({ confidence, right }) => ({ confidence, ok: right })));
  const note = 'By how much “80 % sure” differs from 80 % right, on average; in-scope messages.';
  const promised = inside.length >= ENOUGH_TO_CALIBRATE ? promises.calibration : undefined;
  const said = { key: `${base}/calibration-error`, label: 'Calibration error', note, target: promised };
  return figure(withTarget(said), error);
}

/** Everything counts here, messages outside the taxonomy too: this is how much could be left to the machine. */
function decided(base: string, readings: readonly JudgedReading[]): Metric {
  const judged = readings.map((reading) => ({
    confidence: reading.confidence * reading.inScope,
    ok: reading.expected !== OUTSIDE && reading.right,
  }));
  const key = `${base}/decided-at-90`;
  const label = 'Share that can be decided with 90 % right';
  return share({ key, label }, Math.round(shareDecidedAt(PRECISION, judged) * judged.length), judged.length);
}

interface Sides {
  inside: readonly JudgedReading[];
  outside: readonly JudgedReading[];
  promises: Promises;
}

function scopeMetrics(base: string, { inside, outside, promises }: Sides): Metric[] {
  const scoresOutside = outside.map(({ scopeScore }) => scopeScore).toSorted((a, b) => a - b);
  const line = quantile(scoresOutside, OUTSIDE_RECALL);
  const kept = inside.filter(({ scopeScore, right }) => scopeScore > line && right).length;
  const ranking = auroc(
    inside.map(({ scopeScore }) => scopeScore),
    scoresOutside,
  );
  const refused = outside.filter(({ inScope }) => inScope < IN_SCOPE).length;
  const accepted = inside.filter(({ inScope }) => inScope >= IN_SCOPE).length;
  const acceptedRight = {
    key: `${base}/accepted-and-right`,
    label: 'In scope: accepted and right, where 84 % outside are refused',
    target: promises.acceptedRight,
  };
  return [
    share(withTarget(acceptedRight), kept, inside.length),
    figure({ key: `${base}/outside-auroc`, label: 'Telling outside from inside (AUROC)' }, ranking),
    share(
      { key: `${base}/outside-refused`, label: 'Outside messages refused, at the product’s own line' },
      refused,
      outside.length,
    ),
    share(
      { key: `${base}/inside-accepted`, label: 'In-scope messages accepted, at that line' },
      accepted,
      inside.length,
    ),
  ];
}

const MOST_CONFUSIONS = 10;

/** Which intents are taken for each other: the place where a team should look at its examples. */
export function confusions({ items }: Judgement): Table {
  const counts = new Map<string, number>();
  for (const { ok, expected, got } of items) {
    if (!ok) counts.set(`${expected}\n${got}`, (counts.get(`${expected}\n${got}`) ?? 0) + 1);
  }
  const rows = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_CONFUSIONS)
    .map(([pair, count]) => [...pair.split('\n'), String(count)]);
  return { title: 'Most frequent mistakes', columns: ['expected', 'got', 'messages'], rows };
}
