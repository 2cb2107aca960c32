import { quantile } from '../statistics.ts';
import type { Item } from '../suite.ts';
import { processorMs } from './processor-time.ts';
import type { Reader, Reading } from './reading.ts';
import { type IntentRow, OUTSIDE } from './rows.ts';

/** What the brain made of all messages of one space after one lesson. */
export interface Judgement {
  space: string;
  lesson: string;
  taught: number;
  readings: JudgedReading[];
  items: Item[];
  trainSeconds: number;
  /** Milliseconds of processor time for one message, 99 of 100 are faster. */
  p99: number;
}

export interface JudgedReading extends Reading {
  expected: string;
  /** The nearest intent is the right one; meaningless for messages outside. */
  right: boolean;
}

export interface Examination {
  space: string;
  lesson: string;
  taught: number;
  rows: readonly IntentRow[];
}

/** In scope or not is decided where the brain itself says "more likely than not". */
const IN_SCOPE = 0.5;

export async function judge(reader: Reader, { space, lesson, taught, rows }: Examination): Promise<Judgement> {
  const part = `${space}/${lesson}`;
  const times: number[] = [];
  const readings: JudgedReading[] = [];
  const items: Item[] = [];
  for (const row of rows) {
    const started = processorMs();
    const reading = await reader.read(row);
    times.push(processorMs() - started);
    readings.push({ ...reading, expected: row.label, right: reading.label === row.label });
    const said = reading.inScope < IN_SCOPE ? OUTSIDE : reading.label;
    const ok = row.label === OUTSIDE ? said === OUTSIDE : reading.label === row.label;
    const got = row.label === OUTSIDE ? said : reading.label;
    items.push({ id: `${part}/${row.id}`, part, text: row.text, expected: row.label, got, ok });
  }
  const p99 = quantile(
    times.toSorted((a, b) => a - b),
    0.99,
  );
  return { space, lesson, taught, readings, items, trainSeconds: reader.trainSeconds, p99 };
}
