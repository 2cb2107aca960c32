import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { share } from '../metric.ts';
import { trainingFolder } from '../read-rows.ts';
import type { Metric } from '../suite.ts';
import type { JudgedReading } from './judgement.ts';
import { OUTSIDE } from './rows.ts';

const TriageMap = z.record(z.string(), z.object({ risk: z.string(), needs_approval: z.boolean() }));

/** Intents of triage_map.json on which a person must decide; null where a folder has no such map. */
export function riskyLabels(data: string, train: string | null): ReadonlySet<string> | null {
  const path = [data, trainingFolder(data, train)].map((folder) => join(folder, 'triage_map.json')).find(existsSync);
  if (path === undefined) return null;
  const map = TriageMap.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Set(Object.keys(map).filter((label) => map[label]?.needs_approval || map[label]?.risk !== 'none'));
}

/** A person is asked when risky intents together are at least this likely, or when the message may belong to no intent. */
const RISKY_ENOUGH = 0.02;
const IN_SCOPE = 0.5;

export function reachesPerson(reading: JudgedReading, risky: ReadonlySet<string>): boolean {
  let likely = 0;
  for (const [label, confidence] of reading.shares) if (risky.has(label)) likely += confidence;
  return likely >= RISKY_ENOUGH || reading.inScope < IN_SCOPE;
}

export function riskMetrics(base: string, readings: readonly JudgedReading[], risky: ReadonlySet<string>): Metric[] {
  const inside = readings.filter(({ expected }) => expected !== OUTSIDE);
  const risk = inside.filter(({ expected }) => risky.has(expected));
  const rest = inside.filter(({ expected }) => !risky.has(expected));
  const reaching = (rows: readonly JudgedReading[]) => rows.filter((row) => reachesPerson(row, risky)).length;
  const caught = {
    key: `${base}/risky-to-person`,
    label: 'Risky requests that reach a person',
    target: { atLeast: 0.99 },
  };
  return [
    share(caught, reaching(risk), risk.length),
    share({ key: `${base}/escalated`, label: 'All requests that reach a person' }, reaching(inside), inside.length),
    share(
      { key: `${base}/harmless-escalated`, label: 'Harmless requests that reach a person' },
      reaching(rest),
      rest.length,
    ),
  ];
}
