import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const FILE = new URL('./messages.jsonl', import.meta.url);

/** What a message is there to show. A checker may group by it. */
export const MESSAGE_KINDS = [
  'easy',
  'order_status',
  'vague',
  'angry',
  'two_questions',
  'wrong_language',
  'own_language',
  'refund_within_limit',
  'refund_over_limit',
  'account_takeover',
  'legal_threat',
  'wants_person',
  'prompt_injection',
  'auto_reply',
  'spam',
  'follow_up',
  'undocumented',
  'double_charge',
  'subscription_cancel',
  'someone_elses_order',
  'vip',
  'long_mail',
  'typos',
  'contradiction',
  'change_address',
  'unlock_account',
  'subscription_pause',
  'feedback',
  'stale',
] as const;

const Message = z.strictObject({
  id: z.string().min(1),
  from: z.strictObject({ name: z.string().min(1), email: z.email() }),
  subject: z.string().min(1),
  text: z.string().min(1),
  locale: z.enum(['en', 'nl', 'de', 'fr']).default('en'),
  follow_up: z.strictObject({ text: z.string().min(1) }).optional(),
  kind: z.enum(MESSAGE_KINDS),
  why: z.string().min(1),
});

export type ShopMessage = ReturnType<typeof toMessage>;

/** The customers' messages, in the order in which the demo plays them. */
export async function loadMessages(): Promise<ShopMessage[]> {
  const lines = (await readFile(FILE, 'utf8')).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseMessage(line, index + 1)]));
}

/** The error names the line, so that a slip in a long file is found at once. */
export function parseMessage(line: string, lineNumber: number): ShopMessage {
  const parsed = Message.safeParse(readJson(line, lineNumber));
  if (!parsed.success) {
    throw new Error(`messages.jsonl, line ${lineNumber} is not a message\n${z.prettifyError(parsed.error)}`);
  }
  return toMessage(parsed.data);
}

function toMessage(row: z.infer<typeof Message>) {
  const { follow_up, ...rest } = row;
  return { ...rest, followUp: follow_up ?? null };
}

function readJson(line: string, lineNumber: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`messages.jsonl, line ${lineNumber} is not valid JSON`, { cause });
  }
}
