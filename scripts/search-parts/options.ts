import { parseArgs } from 'node:util';

export const USAGE = `Usage: ./scripts/search --knowledge PATH --queries PATH --qrels PATH [--json] [...]

Puts every question to the product's own search, on a Postgres that is started for it, and compares what it finds with the judgements.
Each PATH is a file in the schema of the data README: articles (id, title, text or markdown), questions (id, text), judgements (TSV).

  --answers-only         leave titles and questions of the articles out of the index
  --conversation         let the search see the earlier turns ("history") of a question, as the pipeline does
  --other-domain PATH    questions that these articles cannot answer (any file with "text"); may be given several times
  --other-limit N        use at most N questions of each such file, evenly spread (default 150)
  --misses               list the questions whose first five articles hold no answer`;

export interface SearchOptions {
  knowledge: string;
  queries: string;
  qrels: string;
  json: boolean;
  answersOnly: boolean;
  conversation: boolean;
  misses: boolean;
  otherDomain: string[];
  otherLimit: number;
}

/** Null = help is wanted, or something needed is missing. */
export function readOptions(args: readonly string[]): SearchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      knowledge: { type: 'string' },
      queries: { type: 'string' },
      qrels: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      'answers-only': { type: 'boolean', default: false },
      conversation: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
      'other-domain': { type: 'string', multiple: true, default: [] },
      'other-limit': { type: 'string', default: '150' },
    },
  });
  const { knowledge, queries, qrels } = values;
  if (values.help || knowledge === undefined || queries === undefined || qrels === undefined) return null;
  return {
    ...{ knowledge, queries, qrels },
    json: values.json,
    answersOnly: values['answers-only'],
    conversation: values.conversation,
    misses: values.misses,
    otherDomain: values['other-domain'],
    otherLimit: Number(values['other-limit']),
  };
}
