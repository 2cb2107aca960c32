import type { ActionSource, ArticleSource } from '../../tickets/draft.ts';
import type { DraftInput } from '../brain.ts';
import { extract } from './extract.ts';
import { judgeArticles } from './judge-articles.ts';
import type { Piece } from './piece.ts';
import { type Asked, separateQuestions, singleQuestions, wholeQuestion } from './questions.ts';
import { createRelevance, type Question } from './relevance.ts';
import { termsOf } from './terms.ts';
import type { UsableSources } from './usable-sources.ts';

/** The best sentence must share at least this much with the question; under it the article only has a word in common. */
const LOWEST_MATCH = 0.04;
/** A second question gets its own quotation only when an article clearly speaks of it. */
const SEPARATE_MATCH = 0.25;
/** Search ranked the articles for the message as a whole, which says little about one of its questions. */
const SEPARATE_SEARCH_SHARE = 0.2;
const MOST_PIECES = 3;

/** What the articles say about the whole message, and about each of its questions. */
export function piecesFor(input: DraftInput, { articles, actions }: UsableSources): Piece[] {
  const asked = askedOf(input);
  if (actions.length > 0) return separatePieces(besideActions(asked, actions), articles);
  const main = extract(wholeQuestion(asked), articles, { topic: `${asked.subject} ${asked.about}` }).filter(
    (piece) => piece.match >= LOWEST_MATCH,
  );
  return merge(main, separatePieces(separateQuestions(asked), articles)).slice(0, MOST_PIECES);
}

function separatePieces(questions: readonly Question[], articles: UsableSources['articles']): Piece[] {
  return questions
    .flatMap((question) => extract(question, articles, { searchShare: SEPARATE_SEARCH_SHARE }).slice(0, 1))
    .filter((piece) => piece.match >= SEPARATE_MATCH);
}

/** How to ask for a refund is no news to somebody who is told that it has been made: only other questions are answered. */
function besideActions(asked: Asked, actions: readonly ActionSource[]): Question[] {
  const done = new Set(actions.flatMap(({ text }) => termsOf(text)));
  return singleQuestions(asked).filter(
    (question) => ![...question].some(([term, share]) => share === 1 && done.has(term)),
  );
}

/** One piece per source, and no sentence twice: passages of one article overlap, and articles copy from each other. */
function merge(main: readonly Piece[], more: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  const said = new Set<string>();
  for (const piece of [...main, ...more]) {
    if (merged.some((other) => other.n === piece.n)) continue;
    const units = piece.units.filter(({ text }) => !said.has(text) && said.add(text));
    if (units.length > 0) merged.push({ ...piece, units });
  }
  return merged;
}

/** Without the numbers that name the customer's own things: "for example 1042" in an article does not speak of order 1042. */
function askedOf({ conversation, intent, assessment }: DraftInput): Asked {
  const own = assessment.entities.filter(({ kind }) => OWN_NUMBERS.has(kind)).map(({ value }) => value);
  const without = (text: string): string => own.reduce((rest, value) => rest.replaceAll(value, ' '), text);
  return { subject: without(conversation.subject), newest: without(conversation.newest), about: intent?.name ?? '' };
}

const OWN_NUMBERS = new Set(['order_number', 'invoice_number', 'tracking_number', 'email']);

/** The article that the search and the question agree on most. */
export function closestOf(input: DraftInput, { articles }: UsableSources): Pick<ArticleSource, 'title' | 'n'> | null {
  const asked = askedOf(input);
  const relevance = createRelevance(wholeQuestion(asked), articles);
  const best = judgeArticles(articles, relevance, { topic: `${asked.subject} ${asked.about}`, searchShare: 1 })[0];
  return best?.article.source ?? null;
}
