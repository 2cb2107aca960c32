import { parseArgs } from 'node:util';

export const USAGE = `Usage: ./scripts/knowledge <command> [options]

  report [--knowledge PATH] [--last N] [--json]
      What is to be done about the knowledge: contradictions, what time has overtaken, questions without an answer, dead links,
      duplicates, what is used and what is not. Over the articles and cases in DATABASE_URL; with PATH (a folder of Markdown or
      HTML files, or JSONL) over those articles alone, without a database.

  impact (--article ID | --knowledge PATH | --prompt FILE) [--last N] [--json]
      Which drafts would differ. --article takes the article out; --knowledge puts the new versions in PATH in place of the old;
      --prompt tries another version of a file of the prompts folder. Replays stored cases on a scratch database with the
      configured brain; nothing is written outside it.

  proposals [--tickets FILE] [--to FOLDER] [--last N] [--json]
      What solved tickets suggest: examples of intents, cases for evals, drafts of articles, redacted, in a folder (proposals/) that no
      import ever reads. From Zendesk (solved, and changed in the last 90 days), or from FILE: JSONL with id, subject and question + answer or
      messages.

  sync [--source NAME]
      Reads the configured sources to the end and brings the index up to date.

  status [--json]
      What is indexed, when each source was last read, and how far a running import is.

Reads the same variables as the product (.env.example).`;

const COMMANDS = ['report', 'impact', 'proposals', 'sync', 'status'] as const;

export interface Options {
  command: (typeof COMMANDS)[number];
  knowledge: string | null;
  article: string | null;
  prompt: string | null;
  source: string | null;
  tickets: string | null;
  to: string | null;
  last: number;
  json: boolean;
}

const LAST = { report: 5_000, impact: 200, proposals: 500, sync: 0, status: 0 };

/** Throws with words for the person who typed. */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      knowledge: { type: 'string' },
      article: { type: 'string' },
      prompt: { type: 'string' },
      source: { type: 'string' },
      tickets: { type: 'string' },
      to: { type: 'string' },
      last: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const command = COMMANDS.find((name) => name === positionals[0]);
  if (command === undefined || positionals.length > 1)
    throw new Error(`Say one of: ${COMMANDS.join(', ')} (--help tells more)`);
  const last = values.last === undefined ? LAST[command] : Number(values.last);
  if (!Number.isInteger(last) || last < 0) throw new Error(`--last ${values.last}: give a whole number of turns`);
  const { knowledge = null, article = null, prompt = null, source = null, tickets = null, to = null, json } = values;
  if (command === 'impact' && [knowledge, article, prompt].filter((each) => each !== null).length !== 1)
    throw new Error('impact needs exactly one of --article, --knowledge and --prompt');
  return { command, knowledge, article, prompt, source, tickets, to, last, json };
}
