import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { judgeSentences } from '../../src/knowledge/citations.ts';

export const CLASSES = ['backed', 'unbacked', 'contradicted'] as const;
export type Class = (typeof CLASSES)[number];
export const WAYS = ['number', 'date', 'negation', 'condition', 'product'] as const;

const Pair = z.object({
  id: z.string(),
  title: z.string(),
  passage: z.string(),
  sentence: z.string(),
  label: z.enum(CLASSES),
  /** What is wrong with a contradicted sentence. */
  by: z.enum(WAYS).optional(),
});
export type Pair = z.infer<typeof Pair>;

export interface Judged extends Pair {
  verdict: Class;
}

export async function readPairs(folder: string): Promise<Pair[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => Pair.parse(JSON.parse(line))),
  );
}

/** As the pipeline does it: one cited source and the product's own check. */
export function judgePair(pair: Pair): Judged {
  const source = {
    ...{
      n: 1,
      kind: 'article' as const,
      passageId: 1,
      articleId: 'a',
      version: 'v',
      title: pair.title,
      headingPath: [],
    },
    ...{ url: 'https://example.test', visibility: 'public' as const, text: pair.passage, updatedAt: '', score: 1 },
  };
  const state = judgeSentences(`${pair.sentence.replace(/\.$/, '')} [1].`, [source])[0]?.state;
  // A sentence that is taken for a courtesy or a question backs nothing either.
  return { ...pair, verdict: state === 'backed' || state === 'contradicted' ? state : 'unbacked' };
}
