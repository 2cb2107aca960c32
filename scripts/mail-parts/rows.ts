import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MACHINE_KINDS, type MachineKind } from '../../src/mail/machine-evidence.ts';

/** One example as the data folders hold it (see their README): the mail, and what is right about it. */
const Row = z.object({
  id: z.string(),
  text: z.string().nullish(),
  html: z.string().nullish(),
  raw: z.string().nullish(),
  expected_reply: z.string().nullish(),
  also_ok: z.array(z.string()).nullish(),
  quoted_text: z.string().nullish(),
  kind: z.string().nullish(),
});
type Row = z.infer<typeof Row>;

export interface Example {
  /** For reports only; nothing that reads mail ever sees it. */
  id: string;
  form: 'text' | 'html' | 'raw';
  source: string;
  /** Any of these is right; empty where the data says nothing about the text. */
  right: string[];
  quoted: string | null;
  /** Who wrote it; examples of text are all written by people. */
  writtenBy: 'human' | MachineKind;
}

/** Reads a folder's `*.jsonl` files, or one file. */
export function readExamples(path: string): Example[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith('.jsonl'))
        .sort()
        .map((file) => join(path, file))
    : [path];
  return files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
    .map((line) => toExample(Row.parse(JSON.parse(line))));
}

function toExample(row: Row): Example {
  const form = formOf(row);
  return {
    id: row.id,
    form,
    source: row[form] ?? '',
    right: row.expected_reply == null ? [] : [row.expected_reply, ...(row.also_ok ?? [])],
    quoted: row.quoted_text ?? null,
    writtenBy: MACHINE_KINDS.find((kind) => kind === row.kind) ?? 'human',
  };
}

function formOf(row: Row): Example['form'] {
  if (row.raw != null) return 'raw';
  return row.text != null ? 'text' : 'html';
}
