import { stringify } from 'yaml';
import { PROPOSALS_MARK } from '../../knowledge/sources/proposals-mark.ts';
import type { ArticleDraft, EvalCase, Proposals } from './propose.ts';

/** Path inside the folder -> content. */
export type Files = Map<string, string>;

const README = `---
draft: true
---
# Proposals from solved tickets

Nothing here is used by anything until a person has accepted it. Names, addresses and numbers were taken out by rules: look again before you
pass anything on.

- intents.yaml: messages that could be examples of an intent, and matters that no intent fits. Copy what is right into prompts/intents.yaml.
- cases/: each solved ticket in the shape of eval-fixtures. Check expected.json, then move the folder there.
- articles/: questions that were asked more than once, with what colleagues answered. Write the article in the help center, in your own
  words, when you know that the answer holds for everybody. What one customer was told may have been a favour.

The file ${PROPOSALS_MARK} keeps this folder out of every import, and each article says "draft: true" besides.
`;

/** Pure: the proposals as files. Each text file says of itself that it is a draft. */
export function filesOf({ examples, intents, cases, articles }: Proposals): Files {
  const files: Files = new Map([
    [PROPOSALS_MARK, 'Made from solved tickets. No source of answers.\n'],
    ['README.md', README],
    ['intents.yaml', intentsFile(examples, intents)],
  ]);
  articles.forEach(
    (article, index) => void files.set(`articles/${numbered(index)}-${slugOf(article.title)}.md`, articleFile(article)),
  );
  for (const each of cases) for (const [name, content] of caseFiles(each)) files.set(name, content);
  return files;
}

function intentsFile(examples: Proposals['examples'], intents: Proposals['intents']): string {
  const known = Object.fromEntries(
    [...Map.groupBy(examples, ({ intent }) => intent)].map(([intent, own]) => [
      intent,
      own.map(({ text, ticket, why }) => ({ example: text, ticket, why })),
    ]),
  );
  return stringify({ examples_of_known_intents: known, matters_without_an_intent: intents });
}

function articleFile({ title, language, questions, answers }: ArticleDraft): string {
  const head = stringify({ title, locale: language, visibility: 'internal', draft: true });
  const headings = questions.map((question) => `## ${question}\n\n(to be written)\n`);
  const quoted = answers.map(({ ticket, text }) => `### Ticket ${ticket}\n\n${text.replace(/^/gm, '> ')}\n`);
  return `---\n${head}---\n\n# ${title}\n\n(to be written)\n\n${headings.join('\n')}\n## What colleagues answered\n\n${quoted.join('\n')}`;
}

/** As `./scripts/export-examples` writes them. There is no model's part: nobody drafted anything. */
function caseFiles({ ticket, intent, confirmed }: EvalCase): [string, string][] {
  const folder = `cases/solved-${slugOf(ticket.id)}`;
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const requester = { name: '[name]', tier: null, verified: null };
  const notes = `---\ndraft: true\n---\nProposed from a solved ticket. The intent ${confirmed ? 'was set by an agent' : 'is a guess'}; the reply is what a colleague wrote, and no source was checked.\n`;
  return [
    [`${folder}/ticket.json`, json({ subject: ticket.subject, requester, message: ticket.question, records: [] })],
    [`${folder}/knowledge.json`, json([])],
    [`${folder}/model.json`, json(null)],
    [
      `${folder}/expected.json`,
      json({ intent, decision: null, reason: null, reply: ticket.answers.at(-1) ?? null, actions: [], reasons: [] }),
    ],
    [`${folder}/notes.md`, notes],
  ];
}

function numbered(index: number): string {
  return String(index + 1).padStart(3, '0');
}

function slugOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60).replace(/-$/, '') || 'untitled';
}
