import type { Brain } from '../../agents/brain.ts';
import { contentWords, share } from '../../knowledge/content-words.ts';
import { customerWords } from '../../knowledge/customer-words.ts';
import { type Cluster, clusterByTerms } from '../../knowledge/health/clusters.ts';
import { splitSentences } from '../../knowledge/sentences.ts';
import type { Taxonomy } from '../../tickets/intent.ts';
import { detectLanguage } from '../../tickets/language.ts';
import type { SolvedTicket } from './solved-ticket.ts';

/** A message as one more example of an intent, and why it is thought to be one. */
export interface ExampleProposal {
  intent: string;
  text: string;
  ticket: string;
  why: string;
}

/** Tickets that no intent fits, about one thing. */
export interface IntentProposal {
  about: string[];
  examples: string[];
  tickets: string[];
}

/** Questions on one matter, and what people answered: material for somebody who writes an article. */
export interface ArticleDraft {
  title: string;
  language: string;
  questions: string[];
  answers: { ticket: string; text: string }[];
}

export interface EvalCase {
  ticket: SolvedTicket;
  intent: string | null;
  /** True when an agent said so, false when it is our guess. */
  confirmed: boolean;
}

export interface Proposals {
  examples: ExampleProposal[];
  intents: IntentProposal[];
  cases: EvalCase[];
  articles: ArticleDraft[];
}

/** Below this a guess is no proposal. */
const SURE = 0.6;
const UNSURE = 0.35;
/** As much in common with an example that is there already teaches nothing. */
const KNOWN = 0.8;
const LONGEST_EXAMPLE = 300;
const FEWEST_FOR_AN_INTENT = 3;
const FEWEST_FOR_AN_ARTICLE = 2;
const MOST = { examples: 5, answers: 4, questions: 6 };

/** Reads only; nothing is written anywhere. What comes out is for people to accept, word by word. */
export async function proposeFrom(
  tickets: readonly SolvedTicket[],
  { brain, taxonomy }: { brain: Brain; taxonomy: Taxonomy },
): Promise<Proposals> {
  const cases: EvalCase[] = [];
  const strange: SolvedTicket[] = [];
  const examples: ExampleProposal[] = [];
  for (const ticket of tickets) {
    const guess = await guessOf(brain, ticket);
    const confirmed = ticket.intent !== null && taxonomy.find(ticket.intent) !== null;
    const guessed = guess.confidence >= SURE ? guess.intent : null;
    const intent = confirmed ? ticket.intent : guessed;
    cases.push({ ticket, intent, confirmed });
    if (intent === null && guess.confidence < UNSURE) strange.push(ticket);
    if (intent === null) continue;
    const why = confirmed ? 'an agent set this intent' : `guessed, ${Math.round(guess.confidence * 100)} % sure`;
    examples.push({ intent, text: shortened(ticket.question), ticket: ticket.id, why });
  }
  return { examples: newOnes(examples, taxonomy), intents: intentsOf(strange), cases, articles: articlesOf(tickets) };
}

async function guessOf(
  brain: Brain,
  { subject, question }: SolvedTicket,
): Promise<{ intent: string; confidence: number }> {
  const conversation = { subject, newest: question, earlier: [], requester: { name: '', locale: null } };
  const { value } = await brain.assess({ conversation });
  return value;
}

/** An example that is nearly there already, or proposed already, is left out. */
function newOnes(examples: readonly ExampleProposal[], taxonomy: Taxonomy): ExampleProposal[] {
  const known = new Map(
    taxonomy.intents.map(({ label, examples: own }) => [label, own.map((text) => new Set(contentWords(text)))]),
  );
  return examples.filter(({ intent, text }) => {
    const words = contentWords(text);
    const own = known.get(intent) ?? [];
    if (words.length === 0 || own.some((other) => share(words, other) >= KNOWN)) return false;
    own.push(new Set(words));
    known.set(intent, own);
    return true;
  });
}

function intentsOf(strange: readonly SolvedTicket[]): IntentProposal[] {
  return clustersOf(strange)
    .filter(({ items }) => items.length >= FEWEST_FOR_AN_INTENT)
    .map(({ items, terms }) => ({
      about: terms,
      examples: items.slice(0, MOST.examples).map(({ question }) => shortened(question)),
      tickets: items.map(({ id }) => id),
    }));
}

function articlesOf(tickets: readonly SolvedTicket[]): ArticleDraft[] {
  return clustersOf(tickets)
    .filter(({ items }) => items.length >= FEWEST_FOR_AN_ARTICLE)
    .map(({ items, terms }) => {
      const asked = items.flatMap(({ question }) =>
        splitSentences(question).filter((sentence) => /[?？]$/.test(sentence)),
      );
      const questions = [...new Set(asked)].sort((one, other) => one.length - other.length).slice(0, MOST.questions);
      const subject = items.map((item) => item.subject).find((text) => text.includes(' '));
      return {
        title: questions[0] ?? subject ?? terms.join(', '),
        language: languageOf(items),
        questions: questions.slice(1),
        answers: items
          .slice(0, MOST.answers)
          .flatMap(({ id, answers }) => answers.slice(-1).map((text) => ({ ticket: id, text }))),
      };
    });
}

function clustersOf(tickets: readonly SolvedTicket[]): Cluster<SolvedTicket>[] {
  const described = tickets.map((item) => {
    const filler = new Set(customerWords(languageOf([item])).filler.flatMap((word) => contentWords(word)));
    const terms = contentWords(`${item.subject} ${item.question}`).filter((word) => !filler.has(word));
    return { item, terms };
  });
  return clusterByTerms(described.filter(({ terms }) => terms.length > 0));
}

function languageOf(tickets: readonly SolvedTicket[]): string {
  const language = detectLanguage(tickets.map(({ question }) => question).join('\n'), null);
  return language === 'und' ? 'en' : language;
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= LONGEST_EXAMPLE ? plain : `${plain.slice(0, LONGEST_EXAMPLE - 1)}…`;
}
