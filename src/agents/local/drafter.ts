import type { ArticleSource, Draft } from '../../tickets/draft.ts';
import type { DraftInput } from '../brain.ts';
import { actionSentence } from './action-sentence.ts';
import { composeAnswer, composeShort, type Fact, type Letter } from './compose.ts';
import type { Piece } from './piece.ts';
import { closestOf, piecesFor } from './pieces.ts';
import { asksSomething } from './questions.ts';
import { recordFacts } from './record-facts.ts';
import { firstNameOf, replyWordsIn } from './reply-words.ts';
import { termsOf } from './terms.ts';
import { type UsableSources, usableSources, withoutRefused } from './usable-sources.ts';

/** Below this the sources most likely do not hold the answer, and saying so beats quoting something near it. */
export const HANDOFF_BELOW = 0.25;
/** At this overlap a sentence fits as well as an extract ever does; more adds no certainty. */
const FULL_MATCH = 0.5;
/** The customer's own record answers better than any article could, when it is certain which record is meant. */
const NAMED_CONFIDENCE = 0.75;
const GUESSED_CONFIDENCE = 0.55;
/** How an order stands is a lead, not an answer, for somebody who wants it changed. */
const HALF_AN_ANSWER = 0.4;
/** Beside the customer's own facts an article must be more clearly about the matter, or it only makes the reply longer. */
const ARTICLE_BESIDE_FACTS = 0.5;
/** A question or a thank-you claims nothing that could be wrong. */
const CLARIFY_CONFIDENCE = 0.9;
const PRAISE_CONFIDENCE = 0.7;
/** So few words that carry meaning, in a message that was not understood either, give nothing to go on. */
const VAGUE_TERMS = 2;
const VAGUE_INTENT = 0.5;

/**
 * A reply made only of what the sources say, each sentence with its number. It cannot argue, so it hands over when nothing fits.
 * `refused` tells which sentences of the sources must not be used, after the check has spoken against them.
 */
export function draftLocally(input: DraftInput, refused: (text: string) => boolean = () => false): Draft {
  const language = languageOf(input);
  const letter = letterOf(input);
  if (isPraise(input)) return thankFor(letter);
  if (input.askFor !== null) return clarify(letter, input.askFor);
  const usable = withoutRefused(usableSources(input.sources, language), refused);
  const { facts, sure } = ownFacts(usable, input);
  const floor = facts.length > 0 ? ARTICLE_BESIDE_FACTS : HANDOFF_BELOW;
  const pieces = input.answerability < floor ? [] : piecesFor(input, usable);
  if (pieces.length === 0 && sure < NAMED_CONFIDENCE && saysNothing(input)) return clarify(letter, 'product');
  if (facts.length === 0 && pieces.length === 0)
    return handOver(letter, reasonFor(input, usable), closestArticle(input, usable));
  return {
    kind: 'answer',
    text: composeAnswer(letter, facts, pieces),
    language,
    confidence: Math.max(sure, confidenceOf(input, pieces)),
    reason: openEnds(pieces, facts),
  };
}

/** A language that could not be told is treated as English: the articles decide whether that was right. */
function languageOf({ assessment }: DraftInput): string {
  return assessment.language === 'und' ? 'en' : assessment.language;
}

export function letterOf(input: DraftInput): Letter {
  const { conversation, assessment } = input;
  const sorry = assessment.sentiment === 'negative' || assessment.sentiment === 'very_negative';
  return { ...replyWordsIn(languageOf(input)), name: firstNameOf(conversation.requester.name), sorry };
}

function clarify(letter: Letter, askFor: string): Draft {
  const { words, language } = letter;
  const text = composeShort(letter, words.ask(words.fields[askFor] ?? askFor.replaceAll('_', ' ')));
  return { kind: 'clarify', text, language, confidence: CLARIFY_CONFIDENCE, reason: null };
}

/** Nothing is asked and the customer is pleased: quoting an article would be absurd. */
function isPraise({ conversation, assessment, sources }: DraftInput): boolean {
  const pleased = assessment.sentiment === 'positive' || assessment.sentiment === 'very_positive';
  const harmless = assessment.risks.every((risk) => risk === 'vip');
  // Records are there for every known customer; only something that could be done for them speaks against mere praise.
  const quiet = harmless && !sources.some((source) => source.kind === 'action');
  return pleased && quiet && !asksSomething(conversation.newest);
}

/** "It still doesn't work": a record that happens to be there would be a guess, so the customer is asked, once. */
function saysNothing({ assessment, conversation }: DraftInput): boolean {
  const vague = termsOf(conversation.newest).length <= VAGUE_TERMS && assessment.confidence < VAGUE_INTENT;
  const asked = conversation.earlier.some(({ from }) => from !== 'customer');
  return vague && !asked && assessment.missingFields.includes('product');
}

function thankFor(letter: Letter): Draft {
  const { words, language } = letter;
  const reason = 'Nothing was asked; the customer only said something kind.';
  return { kind: 'answer', text: composeShort(letter, words.kind), language, confidence: PRAISE_CONFIDENCE, reason };
}

/** An honest "not found", and the article that comes closest, when the sources likely hold the answer but no sentence of them may be told. */
export function handOver(letter: Letter, reason: string, closest: Closest | null = null): Draft {
  const { words, language } = letter;
  const paragraph =
    closest === null ? words.notFound : `${words.notFound}\n\n${words.closest(closest.title, closest.n)}`;
  return { kind: 'handoff', text: composeShort(letter, paragraph), language, confidence: 0, reason };
}

type Closest = Pick<ArticleSource, 'title' | 'n'>;

export function closestArticle(input: DraftInput, usable: UsableSources): Closest | null {
  if (input.answerability < HANDOFF_BELOW || input.intent?.risk === 'always_human') return null;
  return closestOf(input, usable);
}

function reasonFor(input: DraftInput, usable: UsableSources): string {
  if (usable.articles.length === 0 && usable.foreign > 0)
    return `The articles that were found are not in the customer's language (${languageOf(input)}).`;
  if (input.sources.length === 0) return 'No article was found for this question.';
  if (input.answerability < HANDOFF_BELOW) return 'The articles that were found most likely do not hold the answer.';
  return 'No sentence of the articles that were found answers the question.';
}

interface OwnFacts {
  facts: Fact[];
  /** How sure it is that these facts are what the customer wants to hear; 0 without facts. */
  sure: number;
}

/** What was decided for the customer comes first; else how the customer's own records stand. */
function ownFacts({ actions, records }: UsableSources, input: DraftInput): OwnFacts {
  if (actions.length > 0) {
    return { facts: actions.map(({ n, text }) => ({ n, text: actionSentence(text) })), sure: NAMED_CONFIDENCE };
  }
  const { facts, named, answers } = recordFacts(records, input);
  if (facts.length === 0) return { facts, sure: 0 };
  if (!answers) return { facts, sure: HALF_AN_ANSWER };
  return { facts, sure: named ? NAMED_CONFIDENCE : GUESSED_CONFIDENCE };
}

function confidenceOf({ answerability }: DraftInput, pieces: readonly Piece[]): number {
  if (pieces.length === 0) return 0;
  const match = Math.min(1, (pieces[0]?.match ?? 0) / FULL_MATCH);
  return answerability * (0.6 + 0.4 * match);
}

function openEnds(pieces: readonly Piece[], facts: readonly Fact[]): string | null {
  if (facts.length > 0 || pieces.length === 0) return null;
  return (pieces[0]?.match ?? 0) < FULL_MATCH / 2 ? 'The quoted sentences fit the question only loosely.' : null;
}
