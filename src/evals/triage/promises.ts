import { figure } from '../metric.ts';
import { auroc } from '../statistics.ts';
import type { Part } from '../suite.ts';
import type { Judgement } from './judgement.ts';
import type { Promises } from './label-metrics.ts';
import { OUTSIDE } from './rows.ts';

const CALIBRATION = { atMost: 0.03 };

/** What the product promises on public data sets, by space and lesson. Other data is measured without a promise. */
const PROMISES: Readonly<Record<string, Promises>> = {
  'banking77/all': { accuracy: { atLeast: 0.91 }, calibration: CALIBRATION },
  'banking77/10 per intent': { accuracy: { atLeast: 0.76 }, calibration: CALIBRATION },
  'clinc150/all': { acceptedRight: { atLeast: 0.88 }, calibration: CALIBRATION },
};

export function promisesOf(space: string, lesson: string): Promises {
  return PROMISES[`${space}/${lesson}`] ?? {};
}

/** Mean over the bots of the BERT runs that the authors of HINT3 published (reference 2.4). */
const HINT3_BERT = { bots: ['curekart', 'powerplay11', 'sofmattress'], accuracy: 0.719, auroc: 0.797 };

/** HINT3 is judged as the mean over its three bots, because each alone is small. */
export function meanOverBots(judged: readonly Judgement[]): Part[] {
  const bots = judged.filter(({ space, lesson }) => lesson === 'all' && HINT3_BERT.bots.includes(space));
  if (bots.length !== HINT3_BERT.bots.length) return [];
  const accuracy = mean(
    bots.map(({ readings }) => {
      const inside = readings.filter(({ expected }) => expected !== OUTSIDE);
      return inside.filter(({ right }) => right).length / inside.length;
    }),
  );
  const ranking = mean(
    bots.map(({ readings }) => {
      const scores = (outside: boolean) =>
        readings.filter(({ expected }) => (expected === OUTSIDE) === outside).map(({ scopeScore }) => scopeScore);
      return auroc(scores(false), scores(true));
    }),
  );
  const about = 'Real messages to three bots, most of them outside what the bot knows. Promised: no worse than BERT.';
  const right = { key: 'hint3/accuracy', label: 'Intent is right', target: { atLeast: HINT3_BERT.accuracy } };
  const told = {
    key: 'hint3/auroc',
    label: 'Telling outside from inside (AUROC)',
    target: { atLeast: HINT3_BERT.auroc },
  };
  return [
    {
      name: 'hint3, mean over the bots',
      about,
      metrics: [figure(right, accuracy, 'share'), figure(told, ranking)],
      tables: [],
    },
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
