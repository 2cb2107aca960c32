import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Metric, SuiteInput } from './suite.ts';
import { triageSuite } from './triage-suite.ts';

const TRAIN: Record<string, string[]> = {
  refund: ['I want my money back', 'please refund me', 'refund for the broken lamp', 'when is my refund paid'],
  parcel: ['where is my parcel', 'my parcel is late', 'track the parcel', 'when does the parcel arrive'],
  login: ['I cannot log in', 'forgot my password', 'the login page fails', 'reset my password please'],
};
const JUDGED = [
  { id: 'j1', text: 'refund my money', label: 'refund' },
  { id: 'j2', text: 'is my parcel late', label: 'parcel' },
  { id: 'j3', text: 'password forgotten', label: 'login' },
  { id: 'j4', text: 'where is my parcel', label: 'parcel', near_train: true },
  { id: 'j5', text: 'quantum zebras juggle', label: '__oos__' },
];

function folderWith(files: Record<string, readonly object[] | object>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'deskhand-triage-')), 'shop');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const text = Array.isArray(content)
      ? content.map((row) => JSON.stringify(row)).join('\n')
      : JSON.stringify(content);
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const train = Object.entries(TRAIN).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
const input = (data: string, more: Partial<SuiteInput> = {}): SuiteInput => ({
  data,
  train: null,
  brain: 'local',
  answers: null,
  limit: null,
  openAi: null,
  progress: () => {},
  ...more,
});
const valueIn = (metrics: readonly Metric[], key: string) => metrics.find((metric) => metric.key === key)?.value;

describe('the triage suite', () => {
  it('teaches with the training rows and judges the rows that are not close to them', async () => {
    const { parts, items } = await triageSuite.run(input(folderWith({ 'train.jsonl': train, 'dev.jsonl': JUDGED })));
    expect(items.map(({ id }) => id)).toEqual(['j1', 'j2', 'j3', 'j5'].map((id) => `shop/all/${id}`));
    expect(valueIn(parts[0]?.metrics ?? [], 'shop/all/accuracy')).toBe(1);
    expect(valueIn(parts[0]?.metrics ?? [], 'shop/all/outside-auroc')).toBe(1);
  });

  it('counts the risky requests that reach a person, where a map says which are risky', async () => {
    const map = {
      refund: { risk: 'money', needs_approval: true },
      parcel: { risk: 'none', needs_approval: false },
      login: { risk: 'none', needs_approval: false },
    };
    const data = folderWith({ 'train.jsonl': train, 'dev.jsonl': JUDGED, 'triage_map.json': map });
    const { parts } = await triageSuite.run(input(data));
    expect(valueIn(parts[0]?.metrics ?? [], 'shop/all/risky-to-person')).toBe(1);
  });

  it('judges recorded answers of any brain by the same measure', async () => {
    const answers = JUDGED.map(({ id }, i) => ({ id, label: i === 1 ? 'parcel' : 'refund', confidence: 0.9 }));
    const data = folderWith({ 'train.jsonl': train, 'dev.jsonl': JUDGED, 'answers.jsonl': answers });
    const { parts, items } = await triageSuite.run(input(data, { brain: 'scripted' }));
    expect(valueIn(parts[0]?.metrics ?? [], 'shop/all/accuracy')).toBeCloseTo(2 / 3, 6);
    expect(items.find(({ id }) => id.endsWith('j3'))).toMatchObject({ expected: 'login', got: 'refund', ok: false });
  });

  it('says which answer is missing', async () => {
    const data = folderWith({ 'train.jsonl': train, 'dev.jsonl': JUDGED, 'answers.jsonl': [] });
    await expect(triageSuite.run(input(data, { brain: 'scripted' }))).rejects.toThrow('no answer for the message j1');
  });

  it('asks for a key before it asks a model', async () => {
    const data = folderWith({ 'train.jsonl': train, 'dev.jsonl': JUDGED });
    await expect(triageSuite.run(input(data, { brain: 'openai' }))).rejects.toThrow('OPENAI_API_KEY');
  });
});
