import { parseArgs } from 'node:util';
import { BRAINS, type BrainName, type SuiteInput } from './suite.ts';
import { SUITE_NAMES } from './suites.ts';

export interface Options extends Omit<SuiteInput, 'progress' | 'openAi'> {
  suite: string;
  json: boolean;
  html: string | null;
  baseline: string | null;
  saveBaseline: string | null;
}

export const USAGE = `Usage: ./scripts/evals <suite> --data FOLDER [options]

Suites: ${SUITE_NAMES.join(', ')}

  --data FOLDER          what to judge, in the schema of shared/data/README.md
  --train FOLDER         where the training rows lie, when not in that folder
  --brain NAME           ${BRAINS.join(', ')} (default: local)
  --answers FILE         recorded answers for --brain scripted
  --limit N              at most N messages of each part
  --json                 one machine-readable result on stdout
  --html FILE            the report as a page
  --baseline FILE        compare with an earlier run
  --save-baseline FILE   keep this run for later comparisons

Exit code 0: every promised figure is kept. 1: one is missed. 2: it could not be measured.`;

/** What was asked for, or a sentence about what is wrong with it. */
export function readOptions(args: readonly string[]): Options | { problem: string } | 'help' {
  const parsed = parse(args);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [suite] = positionals;
  if (suite === undefined || !SUITE_NAMES.includes(suite))
    return { problem: `Name a suite: ${SUITE_NAMES.join(', ')}` };
  if (values.data === undefined) return { problem: 'Say with --data which folder to judge' };
  const brain = BRAINS.find((name) => name === values.brain);
  if (brain === undefined) return { problem: `--brain must be one of ${BRAINS.join(', ')}` };
  const limit = values.limit === undefined ? null : Number(values.limit);
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) return { problem: '--limit must be a number above 0' };
  return { suite, brain, limit, data: values.data, ...filesOf(values) };
}

function filesOf(values: Record<string, string | boolean | undefined>) {
  const file = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    json: values.json === true,
    train: file('train'),
    answers: file('answers'),
    html: file('html'),
    baseline: file('baseline'),
    saveBaseline: file('save-baseline'),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    train: text,
    brain: { ...text, default: 'local' satisfies BrainName },
    answers: text,
    limit: text,
    html: text,
    baseline: text,
    'save-baseline': text,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message };
    throw error;
  }
}
