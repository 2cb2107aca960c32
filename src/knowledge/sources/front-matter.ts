import { parse } from 'yaml';
import { z } from 'zod';
import { messageOf } from '../../platform/errors.ts';

const BETWEEN_DASHES = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** What a file may say about itself, between two lines of three dashes, or in a file beside it for a PDF. */
export const FrontMatter = z.object({
  id: z.union([z.string().min(1), z.number()]).nullish(),
  title: z.string().min(1).nullish(),
  url: z.string().nullish(),
  locale: z.string().nullish(),
  section: z.string().nullish(),
  author: z.string().nullish(),
  /** "staff" is what some help centers call internal. */
  visibility: z
    .enum(['public', 'internal', 'staff'])
    .transform((value) => (value === 'staff' ? 'internal' : value))
    .nullish(),
  updated_at: z.coerce.date().nullish(),
  draft: z.boolean().nullish(),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

/** The head of a text file, and the text behind it. */
export function splitFrontMatter(text: string, path: string): { says: FrontMatter; body: string } {
  const front = BETWEEN_DASHES.exec(text);
  if (front?.[1] === undefined) return { says: {}, body: text };
  return {
    says: readFrontMatter(front[1], `${path}: what stands between the --- lines`),
    body: text.slice(front[0].length),
  };
}

/** The error names the place and what is wrong there. */
export function readFrontMatter(text: string, place: string): FrontMatter {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Error(`${place} is not YAML: ${messageOf(cause)}`, { cause });
  }
  const parsed = FrontMatter.safeParse(value ?? {});
  if (!parsed.success) throw new Error(`${place} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
