import { figure } from '../metric.ts';
import type { Item, Metric, Part, SuiteInput, SuiteResult } from '../suite.ts';
import { type Judgement, judge } from './judgement.ts';
import { confusions, labelMetrics } from './label-metrics.ts';
import { meanOverBots, promisesOf } from './promises.ts';
import { createReader } from './reader.ts';
import { riskMetrics, riskyLabels } from './risk.ts';
import { type LabelSpace, labelSpacesOf, OUTSIDE } from './rows.ts';

/** How many examples a team writes down on its first afternoon. */
const FEW = 10;
/** The few are drawn this often, since a single draw is luck. */
const DRAWS = 5;

/** Labelled messages: taught with all training rows, and with a few of each intent. */
export async function judgeLabels(input: SuiteInput): Promise<Pick<SuiteResult, 'parts' | 'items'>> {
  const parts: Part[] = [];
  const items: Item[] = [];
  const judged: Judgement[] = [];
  for (const space of labelSpacesOf(input.data, input.train)) {
    for (const lesson of lessonsOf(space)) {
      input.progress(`${space.name}: learning from ${lesson.name}`);
      const judgement = await judgeLesson(input, space, lesson);
      judged.push(judgement);
      parts.push(partOf(input, judgement));
      items.push(...judgement.items);
    }
  }
  return { parts: [...meanOverBots(judged), ...parts], items };
}

interface Lesson {
  name: string;
  draws: LabelSpace['train'][];
}

function lessonsOf({ train }: LabelSpace): Lesson[] {
  const perLabel = train.length / new Set(train.map(({ label }) => label)).size;
  const all = { name: 'all', draws: [train] };
  // Sets that are small anyway are not cut further.
  if (perLabel < 3 * FEW) return [all];
  return [all, { name: `${FEW} per intent`, draws: [...Array(DRAWS).keys()].map((draw) => fewOf(train, draw)) }];
}

/** Every draw takes other rows of each label, spread over its whole list. */
function fewOf(train: LabelSpace['train'], draw: number): LabelSpace['train'] {
  const rowsOf = Map.groupBy(train, ({ label }) => label);
  return [...rowsOf.values()].flatMap((rows) => {
    const step = Math.max(1, Math.floor(rows.length / FEW));
    return rows.filter((_, i) => i % step === draw % step).slice(0, FEW);
  });
}

async function judgeLesson(input: SuiteInput, space: LabelSpace, lesson: Lesson): Promise<Judgement> {
  const judgements: Judgement[] = [];
  for (const rows of lesson.draws) {
    const inside = rows.filter(({ label }) => label !== OUTSIDE);
    const outside = rows.filter(({ label }) => label === OUTSIDE).map(({ text }) => text);
    const reader = await createReader(input, { rows: inside, background: [], outside });
    judgements.push(
      await judge(reader, {
        space: space.name,
        lesson: lesson.name,
        taught: rows.length,
        rows: space.judged.slice(0, input.limit ?? undefined),
      }),
    );
  }
  const [first] = judgements;
  if (first === undefined) throw new Error('A lesson without a draw');
  return { ...first, readings: judgements.flatMap(({ readings }) => readings) };
}

function partOf(input: SuiteInput, judgement: Judgement): Part {
  const { space, lesson, taught, readings } = judgement;
  const base = `${space}/${lesson}`;
  const risky = riskyLabels(input.data, input.train);
  const metrics: Metric[] = [
    ...labelMetrics(judgement, promisesOf(space, lesson)),
    ...(risky === null || lesson !== 'all' ? [] : riskMetrics(base, readings, risky)),
    ...speedMetrics(base, judgement),
  ];
  const draws = lesson === 'all' ? '' : ` Mean of ${DRAWS} draws.`;
  return {
    name: `${space}, ${lesson === 'all' ? 'all examples' : lesson}`,
    about: `Taught with ${taught} examples, judged on ${judgement.items.length} messages that are not close to any of them.${draws}`,
    metrics,
    tables: [confusions(judgement)],
  };
}

/** 20 s for 10,000 examples; more examples may take longer in proportion. */
const LEARNING = { seconds: 20, examples: 10_000 };

function speedMetrics(base: string, { trainSeconds, p99, taught }: Judgement): Metric[] {
  const atMost = LEARNING.seconds * Math.max(1, taught / LEARNING.examples);
  const learning = { key: `${base}/train-seconds`, label: 'Processor time to learn', target: { atMost } };
  const answering = { key: `${base}/p99-ms`, label: 'Processor time to answer, p99', target: { atMost: 5 } };
  return [figure(learning, trainSeconds, 'seconds'), figure(answering, p99, 'ms')];
}
