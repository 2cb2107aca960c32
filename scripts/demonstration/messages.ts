import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Shop } from '../../src/sandbox/stories.ts';

/** One message that a customer sends in the demo. */
export interface DemoMessage {
  id: string;
  name: string;
  email: string;
  locale: string;
  subject: string;
  text: string;
  followUp: string | null;
}

const Row = z.object({
  id: z.union([z.string(), z.number()]),
  subject: z.string().default('(no subject)'),
  text: z.string().min(1),
});

export function shopMessages(shop: Shop): DemoMessage[] {
  return shop.messages.map((message) => ({
    id: message.id,
    name: message.from.name,
    email: message.from.email,
    locale: message.locale,
    subject: message.subject,
    text: message.text,
    followUp: message.followUp?.text ?? null,
  }));
}

/** Anybody's own messages; each from a customer of its own. The error names the file and the line. */
export async function readMessages(path: string): Promise<DemoMessage[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [readMessage(line, `${path}, line ${index + 1}`)]));
}

function readMessage(line: string, place: string): DemoMessage {
  const parsed = Row.safeParse(jsonOf(line, place));
  if (!parsed.success)
    throw new Error(`${place} is not a message (id, subject, text):\n${z.prettifyError(parsed.error)}`);
  const id = String(parsed.data.id);
  const slug = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    id,
    name: `Customer ${id}`,
    email: `${slug}@customer.example`,
    locale: 'en',
    subject: parsed.data.subject,
    text: parsed.data.text,
    followUp: null,
  };
}

function jsonOf(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place} is not valid JSON`, { cause });
  }
}
