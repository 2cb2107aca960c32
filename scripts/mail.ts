import { readFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { messageOf } from '../src/platform/errors.ts';
import { type Form, readMail } from './mail-parts/read-mail.ts';
import { mailPage, scorePage } from './mail-parts/report.ts';
import { type Example, readExamples } from './mail-parts/rows.ts';
import { type Judged, scoreOf } from './mail-parts/score.ts';
import { targetsOf } from './mail-parts/targets.ts';

const USAGE = `Usage: ./scripts/mail FILE [--json]            one mail: .eml (as it came), .html or .txt
       ./scripts/mail --data PATH [--json]     a folder of examples (*.jsonl), or one such file, with the score
                                  [--rows]     with --json: also what was made of each example

Shows who wrote a mail (a person or a machine, and what gave it away) and what they say now, apart from what they quote, their
signature and legal footers. With --data the exit status is 1 when a target is missed.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      rows: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.data !== undefined) return await judgeFolder(values.data, values);
  if (file !== undefined) return await showMail(file, values.json);
  console.error(USAGE);
  return 2;
}

async function showMail(file: string, json: boolean): Promise<number> {
  const read = await readMail(formOf(file), readFileSync(file));
  console.log(json ? JSON.stringify(read, null, 2) : mailPage(read));
  return 0;
}

function formOf(file: string): Form {
  if (/\.html?$/i.test(file)) return 'html';
  return /\.txt$/i.test(file) ? 'text' : 'raw';
}

async function judgeFolder(path: string, { json, rows }: { json: boolean; rows: boolean }): Promise<number> {
  const examples = readExamples(path);
  if (examples.length === 0) throw new Error(`There are no examples in ${path}: *.jsonl files are read.`);
  const judged: Judged[] = [];
  for (const example of examples) judged.push(await judge(example));
  const score = scoreOf(judged);
  // Tickets that were composed from parts carry the part that must not be read.
  const targets = targetsOf(
    score,
    examples.every(({ quoted }) => quoted !== null),
  );
  const each = rows ? { rows: judged.map(({ example, read }) => ({ id: example.id, ...read })) } : {};
  console.log(json ? JSON.stringify({ path, targets, ...score, ...each }, null, 2) : scorePage(path, score, targets));
  return targets.every(({ met }) => met) ? 0 : 1;
}

async function judge(example: Example): Promise<Judged> {
  const started = performance.now();
  const read = await readMail(example.form, example.source);
  return { example, read, ms: performance.now() - started };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(styleText('red', messageOf(error)));
  process.exitCode = 2;
}
