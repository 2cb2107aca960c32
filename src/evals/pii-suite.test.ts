import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { piiSuite } from './pii-suite.ts';

/** A row whose spans are given by their words; offsets in code points, as the data has them. */
function row(id: string, text: string, personal: Record<string, string>, keep: Record<string, string> = {}) {
  const span = ([type, value]: [string, string]) => {
    const start = Array.from(text.slice(0, text.indexOf(value))).length;
    return { type, start, end: start + Array.from(value).length, value };
  };
  return { id, text, spans: Object.entries(personal).map(span), must_keep: Object.entries(keep).map(span) };
}

async function judged(rows: readonly object[]) {
  const data = mkdtempSync(join(tmpdir(), 'deskhand-pii-'));
  writeFileSync(join(data, 'dev.jsonl'), rows.map((each) => JSON.stringify(each)).join('\n'));
  const openAi = null;
  const result = await piiSuite.run({
    data,
    train: null,
    brain: 'local',
    answers: null,
    limit: null,
    openAi,
    progress: () => {},
  });
  const metric = (end: string) => result.parts[0]?.metrics.find(({ key }) => key.endsWith(end));
  return { ...result, metric };
}

describe('the pii suite', () => {
  it('counts code points, so an emoji before the value does not shift it', async () => {
    const { metric, items } = await judged([row('a', '😀😀 write to ann@example.com', { EMAIL: 'ann@example.com' })]);
    expect(metric('/recall')?.value).toBe(1);
    expect(items.every(({ ok }) => ok)).toBe(true);
  });

  it('tells what was missed and what was lost', async () => {
    const rows = [
      row('a', 'the code word is xylophone', { SECRET: 'xylophone' }),
      row('b', 'call +49 151 34516815 about it', {}, { ORDER: '34516815' }),
    ];
    const { metric, items } = await judged(rows);
    expect(metric('/recall')?.value).toBe(0);
    expect(metric('/lost')?.value).toBe(1);
    expect(items.map(({ got }) => got)).toContain('missed SECRET “xylophone”');
    expect(items.map(({ got }) => got)).toContain('lost ORDER “34516815”');
  });

  it('holds every kind of secret to a promise of its own', async () => {
    const { metric } = await judged([row('a', 'card 4111 1111 1111 1111', { CARD: '4111 1111 1111 1111' })]);
    expect(metric('/recall/CARD')).toMatchObject({ value: 1, target: { atLeast: 1 } });
  });
});
