import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';

/** Rows of a *.jsonl file, checked line by line; the error names file and line. */
export function readRows<T extends z.ZodType>(path: string, schema: T): z.infer<T>[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(parseJson(line));
    if (!parsed.success)
      throw new Error(`${path}, line ${i + 1}: ${parsed.error.issues[0]?.message ?? 'not readable'}`);
    return [parsed.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The files of a folder that hold messages to judge: every *.jsonl that is not for training and not somebody's answers. */
export function judgedFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && !/(?:^|\.)(?:train|answers)\.jsonl$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Where training rows lie: the folder that was named, the data folder itself, or its namesake in ../shared/data. */
export function trainingFolder(data: string, named: string | null): string {
  if (named !== null) return resolve(named);
  const own = existsSync(data) && readdirSync(data).some((name) => name.endsWith('train.jsonl'));
  const namesake = sharedFolder(basename(resolve(data)));
  return own || !existsSync(namesake) ? resolve(data) : namesake;
}

/** A folder of the shared development data, which lies beside the repository. */
export function sharedFolder(name: string): string {
  const [root] = ['../../..', '../../../..']
    .map((up) => resolve(import.meta.dirname, up, 'shared/data'))
    .filter((path) => existsSync(path));
  return join(root ?? '/work/shared/data', name);
}
