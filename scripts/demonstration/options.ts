import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** End after the last case is settled. */
  once: boolean;
  /** One machine-readable result on stdout, everything else on stderr. */
  json: boolean;
  /** Somebody's own articles instead of the shop's. */
  knowledge: string | null;
  /** Somebody's own messages instead of the shop's. */
  tickets: string | null;
  brain: 'local' | 'openai' | 'stand-in';
  /** Play no messages: just open the house. */
  quiet: boolean;
}

export const USAGE = `Usage: ./scripts/demo [options]

  --once             end when the last case is settled
  --json             print one JSON result on stdout
  --knowledge PATH   your articles: a folder of Markdown, HTML, PDF or text files, or JSONL with id, title, url, markdown|html
  --tickets FILE     your messages: JSONL with id, subject, text
  --brain NAME       local (default, no key), openai (needs OPENAI_API_KEY), stand-in (the OpenAI brain, model played by rules)
  --quiet            play no messages, only open the house
  --help             this text

REDIS_URL in the environment is used for the queue; without it the queue runs on the embedded Postgres.`;

/** Throws with words for the person who typed. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      knowledge: { type: 'string' },
      tickets: { type: 'string' },
      brain: { type: 'string', default: 'local' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { brain } = values;
  if (brain !== 'local' && brain !== 'openai' && brain !== 'stand-in')
    throw new Error(`--brain ${brain}: use local, openai or stand-in`);
  if (brain === 'openai' && !process.env['OPENAI_API_KEY'])
    throw new Error('--brain openai needs OPENAI_API_KEY in the environment. Without a key try --brain stand-in.');
  for (const [name, path] of Object.entries({ '--knowledge': values.knowledge, '--tickets': values.tickets })) {
    if (path !== undefined && !existsSync(path)) throw new Error(`${name} ${path}: there is no such file or folder`);
  }
  return {
    once: values.once,
    json: values.json,
    knowledge: values.knowledge ?? null,
    tickets: values.tickets ?? null,
    brain,
    quiet: values.quiet,
  };
}
