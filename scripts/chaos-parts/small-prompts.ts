import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** What the cast of a run writes about. The local brain learns these in half a second, and a run starts a worker a hundred times. */
const INTENTS = [
  'order_status',
  'delivery_problem',
  'refund_request',
  'damaged_or_wrong_item',
  'product_how_to',
  'product_question',
  'subscription_change',
  'account_access',
];

const File = z.looseObject({ intents: z.array(z.looseObject({ label: z.string() })) });

/** A copy of the prompts with few intents; `remove` takes it away again. */
export async function smallPrompts(prompts: string): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-prompts-'));
  await cp(prompts, folder, { recursive: true });
  const path = join(folder, 'intents.yaml');
  const file = File.parse(parse(await readFile(path, 'utf8')));
  const intents = file.intents.filter(({ label }) => INTENTS.includes(label));
  await writeFile(path, stringify({ ...file, intents }));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
