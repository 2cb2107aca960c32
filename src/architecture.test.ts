import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom. This test reads files as text and imports nothing: a circle would crash it before it could report.
 * A folder may always import from itself. README "The map" repeats this table for people.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  platform: [],
  redaction: [],
  queue: ['platform'],
  model: ['platform'],
  tickets: ['platform'],
  mail: ['tickets', 'platform'],
  metrics: ['tickets', 'platform'],
  knowledge: ['model', 'tickets', 'platform'],
  tools: ['knowledge', 'tickets', 'platform'],
  effects: ['tickets', 'queue', 'metrics', 'platform'],
  rollout: ['tickets', 'metrics', 'platform'],
  agents: ['tools', 'redaction', 'tickets', 'model', 'platform'],
  review: ['redaction', 'knowledge', 'effects', 'rollout', 'tools', 'tickets', 'metrics', 'queue', 'platform'],
  pipeline: [
    'mail',
    'agents',
    'review',
    'tools',
    'knowledge',
    'effects',
    'rollout',
    'redaction',
    'tickets',
    'metrics',
    'queue',
    'platform',
  ],
  upkeep: ['review', 'effects', 'tickets', 'metrics', 'queue', 'platform'],
  zendesk: ['effects', 'knowledge', 'tickets', 'queue', 'metrics', 'platform'],
  slack: ['review', 'effects', 'redaction', 'tickets', 'metrics', 'platform'],
  console: ['review', 'knowledge', 'tickets', 'metrics', 'platform'],
  sandbox: ['zendesk', 'tickets', 'platform'],
  // Proof, like the sandbox: it builds the whole product around a brain, and nothing in production imports it.
  evals: [
    'pipeline',
    'agents',
    'review',
    'tools',
    'knowledge',
    'effects',
    'rollout',
    'tickets',
    'metrics',
    'queue',
    'redaction',
    'mail',
    'model',
    'platform',
    'sandbox',
  ],
};
/** Files that may use everything except the sandbox and fakes: they put the house together. */
const WIRING = ['app.ts', 'app-', 'processes/'];

const SRC = resolve(import.meta.dirname);
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const isTest = (file: string): boolean => /\.i?test\.ts$/.test(file) || file === 'sandbox/test-database.ts';
const production = files.filter((file) => !isTest(file) && !/\.fake\.ts$/.test(file));
const texts = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
const textOf = (file: string): string => texts.get(file) ?? '';
const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file);

function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(
    /^\s*(?:import|export)\b[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/gm,
  );
  return [...found].map((match) => relative(SRC, resolve(SRC, dirname(file), match[1] ?? match[2] ?? '')));
}

describe('the house', () => {
  it('has production files to check', () => {
    expect(production.length).toBeGreaterThan(30);
  });

  it('imports only in the permitted directions', () => {
    const wrong: string[] = [];
    for (const file of production) {
      if (WIRING.some((prefix) => file.startsWith(prefix)) || /^config(-\w+)?\.ts$/.test(file)) continue;
      const from = folderOf(file);
      for (const target of importsOf(file)) {
        const to = folderOf(target);
        if (to !== from && !(MAY_IMPORT[from] ?? []).includes(to)) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps config.ts free of imports from the house, except words', () => {
    const configs = production.filter((file) => /^config(-\w+)?\.ts$/.test(file));
    expect(
      configs
        .flatMap(importsOf)
        .filter((target) => !/^config-\w+\.ts$/.test(target) && !target.startsWith('platform/')),
    ).toEqual([]);
  });

  it('has no import circles', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    function walk(file: string, path: readonly string[]): void {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const next of importsOf(file)) if (texts.has(next)) walk(next, [...path, file]);
      done.add(file);
    }
    for (const file of production) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = production.filter(
      (file) => /process\.env\b/.test(textOf(file)) && file !== 'config.ts' && !file.startsWith('processes/'),
    );
    expect(readers).toEqual([]);
  });

  it('hands the environment over in processes, without picking from it', () => {
    const pickers = production.filter(
      (file) => file.startsWith('processes/') && /process\.env(\.|\[)/.test(textOf(file)),
    );
    expect(pickers).toEqual([]);
  });

  it('lets nothing in production import the sandbox, the evals or a fake', () => {
    const proof = ['sandbox', 'evals'];
    const wrong = production.flatMap((file) =>
      importsOf(file)
        .filter(
          (target) =>
            (proof.includes(folderOf(target)) && !proof.includes(folderOf(file))) || target.endsWith('.fake.ts'),
        )
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('declares for each tool the class of the folder it lies in', () => {
    const tools = production.filter((file) => /^tools\/(read-only|draft-only|approval-only|automatic)\//.test(file));
    const declared = tools.map((file) => ({ file, declared: /\btoolClass:\s*'([a-z-]+)'/.exec(textOf(file))?.[1] }));
    expect(declared.filter((tool) => tool.declared !== tool.file.split('/')[1])).toEqual([]);
    expect(tools.length).toBeGreaterThan(0);
  });

  it('has only known folders', () => {
    const folders = new Set(production.filter((file) => file.includes('/')).map(folderOf));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT) && folder !== 'processes')).toEqual([]);
  });

  it('keeps source files short enough to read', () => {
    const long = production
      .map((file) => ({ file, lines: textOf(file).split('\n').length }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  it('gives one name to everything: no default exports and no bins for leftovers', () => {
    expect(production.filter((file) => /^export default/m.test(textOf(file)))).toEqual([]);
    expect(production.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|index)\.ts$/.test(file))).toEqual([]);
  });
});
