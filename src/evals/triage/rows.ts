import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { judgedFiles, readRows, trainingFolder } from '../read-rows.ts';

/** The label of messages that belong to none of the intents. */
export const OUTSIDE = '__oos__';

export const IntentRow = z.object({
  id: z.string(),
  text: z.string(),
  label: z.string(),
  /** Close to a training row, so it flatters: not counted. */
  near_train: z.boolean().default(false),
});
export type IntentRow = z.infer<typeof IntentRow>;

export const TrainingRow = z.object({ text: z.string(), label: z.string() });
export type TrainingRow = z.infer<typeof TrainingRow>;

/** Messages with one space of labels: a folder, or one bot of a folder. */
export interface LabelSpace {
  name: string;
  train: TrainingRow[];
  judged: IntentRow[];
}

/** A YAML file is a team's own taxonomy, judged by its own examples; mails have a `label_set`; the rest are labelled rows. */
export function kindOf(data: string): 'taxonomy' | 'mails' | 'labels' {
  if (/\.ya?ml$/.test(data)) return 'taxonomy';
  const [file] = judgedFiles(data);
  if (file === undefined) throw new Error(`${data} holds no *.jsonl with messages to judge`);
  const [first] = readRows(file, z.looseObject({}));
  return first !== undefined && 'label_set' in first ? 'mails' : 'labels';
}

/** "curekart.dev.jsonl" is the bot curekart with curekart.train.jsonl; "dev.jsonl" goes with train.jsonl. */
export function labelSpacesOf(data: string, trainNamed: string | null): LabelSpace[] {
  const folder = trainingFolder(data, trainNamed);
  return judgedFiles(data).map((file) => {
    const parts = basename(file).split('.');
    const bot = parts.length > 2 ? (parts[0] ?? '') : '';
    const trainFile = join(folder, bot === '' ? 'train.jsonl' : `${bot}.train.jsonl`);
    const judged = readRows(file, IntentRow).filter((row) => !row.near_train);
    const name = bot === '' ? basename(data) : bot;
    if (existsSync(trainFile)) return { name, train: readRows(trainFile, TrainingRow), judged };
    return { name, ...splitOff(judged) };
  });
}

const EVERY = 2;

/** A set without training rows teaches with every second row of a label and is judged by the others. */
function splitOff(rows: readonly IntentRow[]): { train: TrainingRow[]; judged: IntentRow[] } {
  const seen = new Map<string, number>();
  const train: TrainingRow[] = [];
  const judged: IntentRow[] = [];
  for (const row of rows) {
    const n = seen.get(row.label) ?? 0;
    seen.set(row.label, n + 1);
    if (n % EVERY === 0) train.push(row);
    else judged.push(row);
  }
  return { train, judged };
}
