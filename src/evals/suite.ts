import type { OpenAiSettings } from '../model/openai.ts';

/** A figure with its uncertainty. Shares carry how many of how many, from which the interval is computed. */
export interface Metric {
  /** Stable name, for baselines: "banking77/all/accuracy". */
  key: string;
  /** What it says to a support lead. */
  label: string;
  value: number;
  unit: 'share' | 'number' | 'seconds' | 'ms';
  /** 95 % interval, where one can be given. */
  interval: readonly [number, number] | null;
  target: Target | null;
  /** One sentence: how to read it. */
  note: string | null;
}

export interface Target {
  atLeast?: number;
  atMost?: number;
}

/** One judged message. Kept in a baseline, so that the next run can say which messages changed. */
export interface Item {
  /** Unique inside the run: part and id. */
  id: string;
  part: string;
  text: string;
  expected: string;
  got: string;
  ok: boolean;
}

export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** One part of a report: a data set, a bot, a kind of message. */
export interface Part {
  name: string;
  /** What was done, in one or two sentences. */
  about: string;
  metrics: readonly Metric[];
  tables: readonly Table[];
}

export interface SuiteResult {
  suite: string;
  data: string;
  brain: string;
  at: string;
  parts: readonly Part[];
  items: readonly Item[];
}

export const BRAINS = ['local', 'openai', 'scripted'] as const;
export type BrainName = (typeof BRAINS)[number];

export interface SuiteInput {
  /** Folder in the schema of the shared data README. */
  data: string;
  /** Folder with the training rows; null for the data folder, or its namesake in ../shared/data. */
  train: string | null;
  brain: BrainName;
  /** Recorded answers of a brain, for `scripted`: lines of { id, label, confidence }. */
  answers: string | null;
  /** At most this many messages of each part; null for all. */
  limit: number | null;
  /** For `openai`; null without a key. */
  openAi: OpenAiSettings | null;
  /** Says on the terminal what is being done. */
  progress(line: string): void;
}

/** One kind of measurement. A new one is a file that exports such a thing, and a line in suites.ts. */
export interface Suite {
  name: string;
  title: string;
  /** What a support lead learns from it, in one sentence. */
  question: string;
  run(input: SuiteInput): Promise<Pick<SuiteResult, 'parts' | 'items'>>;
}
