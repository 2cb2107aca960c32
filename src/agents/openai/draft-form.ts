import { z } from 'zod';
import { DRAFT_KINDS, type Draft, type Source } from '../../tickets/draft.ts';
import { holdingReply } from '../holding-reply.ts';
import { believable } from './confidence.ts';

export const DraftForm = z.object({
  kind: z.enum(DRAFT_KINDS),
  reply: z.string(),
  citations: z.array(z.number().int()),
  missing: z.string().nullable(),
  confidence: z.number().min(0).max(1),
});
export type DraftAnswer = z.infer<typeof DraftForm>;

/** A reply of six sentences has some 900 characters; what is far longer is not a reply to a customer. */
const LONGEST_REPLY = 5_000;
const LONGEST_REASON = 500;
/** A draft that named sources out of thin air may still be mended by a person, but never counts as sure. */
const DOUBTFUL = 0.3;

/** What the form cannot enforce: a reply that exists, has a reply's length, and cites only what was supplied. */
export function toDraft(answer: DraftAnswer, sources: readonly Source[], language: string): Draft {
  const text = answer.reply.trim();
  if (text.length > LONGEST_REPLY) return handoff(language, 'The model wrote a text that is far too long for a reply.');
  if (answer.kind === 'handoff')
    return { ...handoff(language, reasonOf(answer)), text: text || holdingReply(language) };
  if (text === '') return handoff(language, 'The model left the reply empty.');
  const draft: Draft = {
    kind: answer.kind,
    text,
    language,
    confidence: believable(answer.confidence),
    reason: missingOf(answer),
  };
  return answer.kind === 'clarify' ? withoutInvented(draft, sources) : mustCite(withoutInvented(draft, sources));
}

export function handoff(language: string, reason: string): Draft {
  return { kind: 'handoff', text: holdingReply(language), language, confidence: 0, reason };
}

function mustCite(draft: Draft): Draft {
  if (marksIn(draft.text).length > 0) return draft;
  return handoff(draft.language, 'The model wrote an answer that cites none of the sources.');
}

/** An invented number loses its mark, so the check sees its sentence as what it is: unbacked. */
function withoutInvented(draft: Draft, sources: readonly Source[]): Draft {
  const supplied = new Set(sources.map((source) => source.n));
  const invented = [...new Set(marksIn(draft.text))].filter((n) => !supplied.has(n));
  if (invented.length === 0) return draft;
  const text = draft.text.replace(/[ \t]*\[(\d+)\]/g, (mark, digits: string) =>
    supplied.has(Number(digits)) ? mark : '',
  );
  const note = `The model cited sources that were not supplied: ${invented.map((n) => `[${n}]`).join(' ')}.`;
  return { ...draft, text, confidence: Math.min(draft.confidence, DOUBTFUL), reason: joinReasons(note, draft.reason) };
}

const MARK = /\[(\d+)\]/g;

function marksIn(text: string): number[] {
  return [...text.matchAll(MARK)].map((match) => Number(match[1]));
}

function reasonOf(answer: DraftAnswer): string {
  return missingOf(answer) ?? 'The sources do not hold the answer.';
}

function missingOf(answer: DraftAnswer): string | null {
  const missing = answer.missing?.trim() ?? '';
  return missing === '' ? null : missing.slice(0, LONGEST_REASON);
}

function joinReasons(note: string, reason: string | null): string {
  return reason === null ? note : `${note} ${reason}`;
}
