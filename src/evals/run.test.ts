import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Options, readOptions } from './options.ts';
import { runSuite } from './run.ts';
import type { Item, Suite } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'deskhand-evals-'));
const at = (name: string) => join(folder, name);
const surroundings = { now: new Date('2026-11-20T10:00:00Z'), openAi: null, progress: () => {} };

/** A suite of four messages, of which those named come out right. */
function suiteWith(right: readonly string[]): Suite {
  const items = ['a', 'b', 'c', 'd'].map(
    (id): Item => ({
      id,
      part: 'all',
      text: `<b>${id}</b>`,
      expected: 'yes',
      got: right.includes(id) ? 'yes' : 'no',
      ok: right.includes(id),
    }),
  );
  const value = right.length / 4;
  const metric = {
    key: 'all/right',
    label: 'Right',
    value,
    unit: 'share',
    interval: null,
    target: { atLeast: 0.5 },
    note: null,
  } as const;
  return {
    name: 'pii',
    title: 'Try-out',
    question: 'Does it work?',
    run: async () => ({ parts: [{ name: 'all', about: 'Four.', metrics: [metric], tables: [] }], items }),
  };
}

function options(...more: string[]): Options {
  const read = readOptions(['pii', '--data', 'x', ...more]);
  if (read === 'help' || 'problem' in read) throw new Error('The options of this test are wrong');
  return read;
}

describe('runSuite', () => {
  it('tells whether every promise is kept', async () => {
    expect((await runSuite(suiteWith(['a', 'b']), options(), surroundings)).kept).toBe(true);
    expect((await runSuite(suiteWith(['a']), options(), surroundings)).kept).toBe(false);
  });

  it('names the messages that changed since a stored run', async () => {
    await runSuite(suiteWith(['a', 'b']), options('--save-baseline', at('base.json')), surroundings);
    const { comparison, output } = await runSuite(
      suiteWith(['b', 'c', 'd']),
      options('--baseline', at('base.json')),
      surroundings,
    );
    expect(comparison?.mended.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(comparison?.broken.map(({ id }) => id)).toEqual(['a']);
    expect(comparison?.metrics[0]).toMatchObject({ before: 0.5, now: 0.75 });
    expect(output).toContain('2 mended, 1 broken');
  });

  it('keeps no words of customers in a baseline', async () => {
    await runSuite(suiteWith(['a']), options('--save-baseline', at('words.json')), surroundings);
    expect(readFileSync(at('words.json'), 'utf8')).not.toContain('<b>');
  });

  it('refuses a baseline of another suite before it measures', async () => {
    writeFileSync(
      at('other.json'),
      JSON.stringify({ suite: 'triage', brain: 'local', at: '', metrics: {}, items: {} }),
    );
    await expect(runSuite(suiteWith([]), options('--baseline', at('other.json')), surroundings)).rejects.toThrow(
      'suite triage',
    );
  });

  it('writes a page in which the words of a message are words, never markup', async () => {
    await runSuite(suiteWith(['a']), options('--html', at('page.html')), surroundings);
    const page = readFileSync(at('page.html'), 'utf8');
    expect(page).toContain('1 of 1 promises are missed');
    expect(page).toContain('&lt;b&gt;b&lt;/b&gt;');
    expect(page).not.toContain('<b>b</b>');
  });

  it('gives one JSON document with the mistakes', async () => {
    const { output } = await runSuite(suiteWith(['a', 'b', 'c']), options('--json'), surroundings);
    expect(JSON.parse(output)).toMatchObject({ suite: 'pii', kept: true, judged: 4, mistakes: [{ id: 'd' }] });
  });
});
