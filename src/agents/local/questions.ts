import { sentencesOf } from '../../tickets/sentences.ts';
import { type Question, questionOf } from './relevance.ts';
import { termsOf } from './terms.ts';

const ASKS =
  /\?\s*$|^(?:how|where|when|what|which|why|who|can|could|do|does|is|are|will|may|should|wie|wo|wann|was|welche[rs]?|warum|kann|hoe|waar|wanneer|wat|welke|waarom|kan|comment|où|quand|quel(?:le)?s?|pourquoi|est-ce|como|cómo|donde|dónde|cuándo|cuál|qué)\b|\b(?:please (?:tell|explain|let me know)|i (?:want|need|would like) to know|also,? )/iu;
const SUBJECT_SHARE = 0.8;
/** The name of the intent brings in the words an article would use: "stop it" is about "Cancel subscription". */
const INTENT_SHARE = 0.5;
/** What surrounds a single question helps to tell what "it" is, and no more. */
const AROUND_SHARE = 0.1;
/** In a long mail the story around the question has too many words to be all asked about. */
const LONG_TERMS = 60;
const STORY_SHARE = 0.3;
const MOST_QUESTIONS = 3;

export interface Asked {
  subject: string;
  newest: string;
  /** Name of the intent, or ''. */
  about: string;
}

/** The whole message as one question: the matter is often told first, and the question itself is only "why?". */
export function wholeQuestion({ subject, newest, about }: Asked): Question {
  const asking = questionSentences(newest).join('\n');
  const told = asking !== '' && termsOf(newest).length > LONG_TERMS;
  return questionOf({
    main: told ? asking : newest,
    around: [
      ...(told ? [{ text: newest, share: STORY_SHARE }] : []),
      { text: subject, share: SUBJECT_SHARE },
      { text: about, share: INTENT_SHARE },
    ],
  });
}

/** Each question of a message by itself, when there are several about different things; else none. */
export function separateQuestions(asked: Asked): Question[] {
  const questions = singleQuestions(asked);
  return questions.length < 2 ? [] : questions;
}

/** Each question of a message by itself, those about the same thing once. */
export function singleQuestions({ subject, newest }: Asked): Question[] {
  const asking = questionSentences(newest)
    .map(withoutMarker)
    .filter((sentence) => termsOf(sentence).length >= 2);
  const distinct = asking.filter((sentence, i) =>
    asking.slice(0, i).every((earlier) => overlap(sentence, earlier) < 0.5),
  );
  const around = [{ text: `${subject}\n${newest}`, share: AROUND_SHARE }];
  return distinct.slice(0, MOST_QUESTIONS).map((main) => questionOf({ main, around }));
}

/** A request without a question mark counts: "please send the invoice". */
export function asksSomething(text: string): boolean {
  return (
    /\?|\b(?:please|can you|could you|want|need|would like|bitte|können|möchte|graag|kunnen|wil|pouvez|voudrais|veux|por favor|puede|quiero)\b/iu.test(
      text,
    ) || questionSentences(text).length > 0
  );
}

export function questionSentences(text: string): string[] {
  return sentencesOf(text).filter((sentence) => ASKS.test(withoutMarker(sentence)));
}

function overlap(one: string, other: string): number {
  const [a, b] = [new Set(termsOf(one)), new Set(termsOf(other))];
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

/** "2) If he does not like it, ..." */
function withoutMarker(sentence: string): string {
  return sentence.replace(/^\s*(?:\d{1,2}[.)]|[-*•])\s*/, '');
}
