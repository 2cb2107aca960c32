import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AskSettings } from '../model/ask.ts';
import { EFFORTS, VERBOSITIES } from '../model/model-traits.ts';
import { MODEL_SIZES } from '../model/openai.ts';
import { messageOf } from '../platform/errors.ts';
import type { SPECIALISTS } from '../tickets/intent.ts';

const FrontMatter = z.strictObject({
  model: z.enum(MODEL_SIZES),
  max_output_tokens: z.number().int().min(16),
  effort: z.enum(EFFORTS),
  verbosity: z.enum(VERBOSITIES),
});

export type Specialist = (typeof SPECIALISTS)[number];

/** `hash` goes with every result, so that a score or a complaint names the words that caused it. */
export interface Prompt {
  text: string;
  hash: string;
  settings: AskSettings;
}

export interface Prompts {
  triage: Prompt;
  draft: Prompt;
  revise: Prompt;
  /** Added after the shared text, so that all drafts begin alike. */
  specialists: Record<Specialist, string>;
}

/** Reads `prompts/`. Each error names the file and what to change in it. */
export async function loadPrompts(folder: string): Promise<Prompts> {
  const [triage, draft, revise] = await Promise.all([
    loadPrompt(folder, 'triage'),
    loadPrompt(folder, 'draft'),
    loadPrompt(folder, 'revise'),
  ]);
  return { triage, draft, revise, specialists: await loadSpecialists(folder) };
}

/** The text begins after the second line of three dashes. */
export function parsePrompt(content: string, name: string): Prompt {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(content);
  if (!match) throw new Error(`${name} must begin with settings between two lines of three dashes`);
  const [, yaml = '', body = ''] = match;
  const settings = FrontMatter.safeParse(readYaml(yaml, name));
  if (!settings.success) throw new Error(`${name} has wrong settings:\n${z.prettifyError(settings.error)}`);
  const text = body.trim();
  if (text === '') throw new Error(`${name} has settings but no text`);
  const { model, max_output_tokens: maxOutputTokens, effort, verbosity } = settings.data;
  return { text, hash: hashOf(content), settings: { model, maxOutputTokens, effort, verbosity } };
}

/** Short, because people read it; long enough never to meet twice in one house. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export async function loadPrompt(folder: string, name: string): Promise<Prompt> {
  const path = join(folder, `${name}.md`);
  return parsePrompt(await readFile(path, 'utf8'), path);
}

async function loadSpecialists(folder: string): Promise<Record<Specialist, string>> {
  const load = async (name: Specialist): Promise<string> =>
    (await readFile(join(folder, 'specialists', `${name}.md`), 'utf8')).trim();
  const [orders, billing, account, product, general] = await Promise.all([
    load('orders'),
    load('billing'),
    load('account'),
    load('product'),
    load('general'),
  ]);
  return { orders, billing, account, product, general };
}

function readYaml(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(`The settings of ${name} are not valid YAML: ${messageOf(cause)}`, { cause });
  }
}
