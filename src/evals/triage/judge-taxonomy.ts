import { basename } from 'node:path';
import { loadTaxonomy } from '../../tickets/intent.ts';
import { share } from '../metric.ts';
import type { Item, Part, SuiteInput, SuiteResult } from '../suite.ts';
import { type Judgement, judge } from './judgement.ts';
import { confusions, labelMetrics } from './label-metrics.ts';
import { createReader } from './reader.ts';

const FOLDS = 5;

/** A team's own taxonomy, judged by its own examples: taught with four fifths, asked about the last, in turn. */
export async function judgeTaxonomy(input: SuiteInput): Promise<Pick<SuiteResult, 'parts' | 'items'>> {
  const { intents, background } = await loadTaxonomy(input.data);
  const name = basename(input.data);
  const examples = intents.flatMap(({ label, examples }) =>
    examples.map((text, i) => ({ id: `${label}-${i}`, text, label, near_train: false, fold: i % FOLDS })),
  );
  const named = intents.flatMap(({ label, name, description }) => [name, description].map((text) => ({ text, label })));
  const judgements: Judgement[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    input.progress(`${name}: round ${fold + 1} of ${FOLDS}`);
    const rows = [...examples.filter((row) => row.fold !== fold), ...named];
    const reader = await createReader(input, { rows, background, outside: [] });
    const asked = examples.filter((row) => row.fold === fold);
    judgements.push(await judge(reader, { space: name, lesson: 'own examples', taught: rows.length, rows: asked }));
  }
  const items = judgements.flatMap((judgement) => judgement.items);
  const [first] = judgements;
  if (first === undefined) return { parts: [], items };
  const all: Judgement = { ...first, items, readings: judgements.flatMap(({ readings }) => readings) };
  return { parts: [partOf(all, items)], items };
}

function partOf(all: Judgement, items: readonly Item[]): Part {
  const byIntent = [...Map.groupBy(items, ({ expected }) => expected)].map(([label, rows]) => {
    const right = rows.filter(({ ok }) => ok).length;
    return { label, right, of: rows.length };
  });
  const weakest = byIntent.toSorted((a, b) => a.right / a.of - b.right / b.of);
  const atLeastHalf = byIntent.filter(({ right, of }) => right / of >= 0.5).length;
  const half = { key: `${all.space}/half-right`, label: 'Intents of which at least half is right' };
  return {
    name: `${all.space}, its own examples`,
    about: 'A hard test: each example is asked about by a brain that has not seen it, and teams avoid near copies.',
    metrics: [...labelMetrics(all, {}), share(half, atLeastHalf, byIntent.length)],
    tables: [
      confusions(all),
      {
        title: 'Intents that need more or clearer examples first',
        columns: ['intent', 'right', 'of'],
        rows: weakest.slice(0, 10).map(({ label, right, of }) => [label, String(right), String(of)]),
      },
    ],
  };
}
