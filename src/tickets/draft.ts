import { z } from 'zod';

/**
 * What a draft may lean on, numbered as the citations [n] in its text.
 * `article`: an approved passage. `record`: the verified requester's own data from the back office.
 * `action`: a proposal of this turn; a sentence that cites it becomes true only when a person approves.
 */
export const ArticleSource = z.object({
  n: z.number().int().positive(),
  kind: z.literal('article'),
  passageId: z.number().int(),
  articleId: z.string(),
  version: z.string(),
  title: z.string(),
  headingPath: z.array(z.string()),
  url: z.string(),
  visibility: z.enum(['public', 'internal']),
  text: z.string(),
  updatedAt: z.string(),
  score: z.number(),
});
export const RecordSource = z.object({
  n: z.number().int().positive(),
  kind: z.literal('record'),
  title: z.string(),
  /** Facts as short English sentences, each of which a draft may repeat. */
  text: z.string(),
  asOf: z.string(),
});
export const ActionSource = z.object({
  n: z.number().int().positive(),
  kind: z.literal('action'),
  title: z.string(),
  text: z.string(),
  proposalKey: z.string(),
});
export const Source = z.discriminatedUnion('kind', [ArticleSource, RecordSource, ActionSource]);
export type Source = z.infer<typeof Source>;
export type ArticleSource = z.infer<typeof ArticleSource>;
export type RecordSource = z.infer<typeof RecordSource>;
export type ActionSource = z.infer<typeof ActionSource>;

export const DRAFT_KINDS = ['answer', 'clarify', 'handoff'] as const;

/**
 * A proposed reply. `text` is what the customer would read, with [n] marks that are taken out before sending.
 * `clarify` asks one question; `handoff` says honestly that a person will answer, and why is in `reason`.
 */
export const Draft = z.object({
  kind: z.enum(DRAFT_KINDS),
  text: z.string(),
  language: z.string(),
  /** How far the drafter trusts that this answers the question, 0..1. */
  confidence: z.number().min(0).max(1),
  /** For staff: why it is a handoff, or what the draft leaves open. */
  reason: z.string().nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const SENTENCE_STATES = ['backed', 'unbacked', 'contradicted', 'courtesy', 'question'] as const;
export const DraftSentence = z.object({
  text: z.string(),
  citations: z.array(z.number().int()),
  state: z.enum(SENTENCE_STATES),
});
export type DraftSentence = z.infer<typeof DraftSentence>;

/** What a check says against a draft or a proposal. `block` = must not be sent as it is. */
export const Finding = z.object({
  code: z.string(),
  severity: z.enum(['block', 'warn']),
  /** For the person who reviews. */
  words: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** The text as the customer gets it: citation marks taken out, spaces mended. */
export function withoutMarks(text: string): string {
  return text
    .replace(/[ \t]*\[\d{1,2}\]/g, '')
    .replace(/[ \t]+([.,;:!?])/g, '$1')
    .trim();
}
