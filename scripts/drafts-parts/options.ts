import { parseArgs } from 'node:util';

export const USAGE = `Usage: ./scripts/drafts --knowledge PATH --queries PATH --qrels PATH [--show all|wrong] [--limit N] [--json]

Lets the local brain draft a reply to every question, checks it as the product does, and compares the articles that it cites
with the judgements. Each PATH is a file in the schema of the data README: articles (id, title, text or markdown),
questions (id, text, perhaps subject and answerable), judgements (TSV).

  --show all    print every draft under its question, to be read as a support agent would
  --show wrong  only those that cite no right article, or answer what cannot be answered
  --limit N     at most N questions, evenly spread over the file
  --host NAME   a host that replies may link to; may be given several times`;

export interface DraftsOptions {
  knowledge: string;
  queries: string;
  qrels: string;
  json: boolean;
  show: 'none' | 'all' | 'wrong';
  limit: number;
  hosts: string[];
}

/** Null = help is wanted, or something needed is missing. */
export function readOptions(args: readonly string[]): DraftsOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      knowledge: { type: 'string' },
      queries: { type: 'string' },
      qrels: { type: 'string' },
      show: { type: 'string', default: 'none' },
      limit: { type: 'string', default: '100000' },
      host: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { knowledge, queries, qrels, show, host: hosts } = values;
  if (values.help || knowledge === undefined || queries === undefined || qrels === undefined) return null;
  if (show !== 'none' && show !== 'all' && show !== 'wrong') throw new Error(`--show ${show}: use all or wrong`);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`--limit ${values.limit}: use a whole number above 0`);
  return { knowledge, queries, qrels, show, limit, hosts, json: values.json };
}
