import { contentWords } from '../content-words.ts';
import { customerWords } from '../customer-words.ts';
import { splitSentences } from '../sentences.ts';
import { wordsOf } from '../words.ts';
import type { CaseRecord } from './case-records.ts';
import { type Cluster, clusterByTerms } from './clusters.ts';
import { placeOfPassage } from './usage.ts';
import type { ArticleProposal, Task } from './worklist.ts';

/** No article would help with these. */
const NOT_KNOWLEDGE = new Set(['spam', 'self_harm', 'prompt_injection', 'prompt_extraction']);
/** "It does not work" says too little to write an article about. */
const FEWEST_TERMS = 2;
const DENIAL = /^(?:not|no)$|(?:does|did|do|is|are|was|were|ca|wo|could|would|should|has|have|had)n['’]?t$/;
const EXAMPLES = 3;
const HEADINGS = 5;
const EXCERPT = 160;

/**
 * Pure: questions that no article answered, grouped by what they are about, each with a proposed article. Intents that a person always
 * answers are left out: there is nothing to write for them.
 */
export function findGaps(
  records: readonly CaseRecord[],
  { exceptIntents, languages }: { exceptIntents: ReadonlySet<string>; languages: ReadonlySet<string> },
): Task[] {
  const open = records.filter((record) => isUnanswered(record) && !exceptIntents.has(record.intent));
  const byLanguage = Map.groupBy(open, ({ language }) => language);
  return [...byLanguage].flatMap(([language, group]) => {
    const described = group.map((item) => ({ item, terms: termsOf(item, language) }));
    const telling = described.filter(({ terms }) => new Set(terms).size >= FEWEST_TERMS);
    return clusterByTerms(telling).map((cluster) => taskOf(cluster, language, languages.has(language)));
  });
}

function isUnanswered(record: CaseRecord): boolean {
  if (record.risks.some((risk) => NOT_KNOWLEDGE.has(risk))) return false;
  return record.draftKind === 'handoff' || (record.draftKind === 'answer' && !record.citesAnything);
}

function termsOf(record: CaseRecord, language: string): string[] {
  const filler = new Set(customerWords(language).filler.flatMap((word) => contentWords(word)));
  return contentWords(`${record.subject} ${record.words}`).filter((word) => !filler.has(word) && !DENIAL.test(word));
}

function taskOf({ items, terms }: Cluster<CaseRecord>, language: string, hasArticles: boolean): Task {
  const words = wordsBehind(terms, items);
  const nearest = nearestPassage(items);
  const many = items.length === 1 ? 'One question' : `${items.length} questions`;
  return {
    kind: 'gap',
    what: `${many} without an answer, about: ${words.join(', ')}`,
    where: nearest ? [placeOfPassage(nearest)] : [],
    why: [
      ...items.slice(0, EXAMPLES).map((item) => `Ticket ${item.ticketId}: “${excerpt(item.subject, item.words)}”`),
      ...(hasArticles ? [] : [`There is no article in this language (${language}); a translation may be enough.`]),
    ],
    todo: nearest
      ? `Write the article below, or add the answer to “${nearest.title}”, the nearest there is.`
      : 'Write the article below.',
    weight: items.length,
    proposal: proposalOf(items, words, language),
  };
}

/** Stems are for counting; people get the word as it was written. */
function wordsBehind(terms: readonly string[], items: readonly CaseRecord[]): string[] {
  const written = items.flatMap(({ subject, words }) => wordsOf(`${subject} ${words}`));
  return terms.map((term) => written.find((word) => contentWords(word).includes(term)) ?? term);
}

function nearestPassage(items: readonly CaseRecord[]) {
  const shown = items.flatMap((record) => record.shown.find(({ visibility }) => visibility === 'public') ?? []);
  const counted = [...Map.groupBy(shown, ({ articleId }) => articleId).values()].sort((a, b) => b.length - a.length);
  return counted[0]?.[0] ?? null;
}

function proposalOf(items: readonly CaseRecord[], words: readonly string[], language: string): ArticleProposal {
  const asked = items.flatMap((record) => splitSentences(record.words).filter((sentence) => /[?？]$/.test(sentence)));
  const told = (question: string): number => words.filter((word) => question.toLowerCase().includes(word)).length;
  const headings = distinct(asked)
    .filter((question) => told(question) > 0)
    .sort((a, b) => told(b) - told(a) || a.length - b.length)
    .slice(0, HEADINGS);
  const answers = items.flatMap(({ decision, finalText }) => (decision === 'edit' && finalText ? [finalText] : []));
  return {
    title: headings[0] ?? subjectOf(items) ?? capitalised(words.join(', ')),
    language,
    headings: headings.length > 1 ? headings.slice(1) : [],
    tickets: items.map(({ ticketId }) => ticketId),
    staffAnswers: answers.slice(0, EXAMPLES),
  };
}

/** The shortest thing that somebody wrote above such a message. */
function subjectOf(items: readonly CaseRecord[]): string | null {
  const subjects = items.map(({ subject }) => subject.trim()).filter((subject) => subject.includes(' '));
  return subjects.sort((a, b) => a.length - b.length)[0] ?? null;
}

/** Questions that share most of their words are one heading. */
function distinct(questions: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const question of questions) kept.set(contentWords(question).sort().join(' '), question);
  return [...kept].filter(([key]) => key !== '').map(([, question]) => question);
}

function excerpt(subject: string, words: string): string {
  const text = `${subject}: ${words}`.replace(/\s+/g, ' ').trim();
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1)}…`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
