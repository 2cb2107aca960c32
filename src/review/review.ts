import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Base } from '../effects/effect.ts';
import { Assessment } from '../tickets/assessment.ts';
import { Draft, DraftSentence, Finding, Source } from '../tickets/draft.ts';
import { Proposal } from '../tools/proposal.ts';

export const ROUTES = ['automatic', 'review', 'person'] as const;
export type Route = (typeof ROUTES)[number];

/** Why a route was taken: a stable code for counting and words for people. */
export const Reason = z.object({ code: z.string(), words: z.string() });
export type Reason = z.infer<typeof Reason>;

/** Everything a person sees when asked, frozen. The fingerprint is taken of this, so an approval is of exactly this. */
export const ShownReview = z.object({
  ticketId: z.number().int(),
  /** Of the turn, when the message is worked on again for another requester. */
  revision: z.number().int().optional(),
  ticketUrl: z.string(),
  subject: z.string(),
  requester: z.object({
    name: z.string(),
    tier: z.string(),
    verified: z.boolean(),
    /** Tells whether somebody in Slack is this person, without their address. */
    mark: z.string().optional(),
  }),
  /** Who else gets a reply: people outside who are in copy. */
  copied: z.array(z.string()).optional(),
  /** Who wrote, when it was not the requester. */
  writer: z.string().nullish(),
  /** Files that came with the message, in words. */
  attachments: z.array(z.string()).optional(),
  /** The customer's newest words, redacted. */
  customerMessage: z.string(),
  intentName: z.string(),
  assessment: Assessment,
  draft: Draft,
  sentences: z.array(DraftSentence),
  sources: z.array(Source),
  proposals: z.array(Proposal),
  findings: z.array(Finding),
  reasons: z.array(Reason),
  /** How sure we are that the answer is right, 0..1. */
  confidence: z.number(),
  nextStep: z.string(),
  base: Base,
  /** What was done before a person was asked, in words. */
  tried: z.array(z.string()).optional(),
  /** What the same requester wrote in other tickets lately, in words. */
  contacts: z.array(z.string()).optional(),
  /** The ticket was with a person before this message came. */
  withPerson: z.boolean().optional(),
  /** What is different from the last question about this case, in words. */
  changes: z.array(z.string()).optional(),
  /** Who brought it into this form when a second person has to decide. */
  preparedBy: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type ShownReview = z.infer<typeof ShownReview>;

export const REVIEW_STATES = ['open', 'approved', 'edited', 'rejected', 'superseded', 'expired'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface Actor {
  /** Where the person acts: their Slack id, or "policy" for the code itself. */
  kind: 'slack' | 'console' | 'policy';
  id: string;
  name: string;
  email: string | null;
}

export interface Decision {
  id: number;
  kind: 'approve' | 'edit' | 'reject';
  actor: Actor;
  /** The text that goes to the customer, with citation marks taken out; null on reject. */
  finalText: string | null;
  reason: string | null;
  /** What follows a rejection, in words; null where nothing was chosen. */
  nextStep?: string | null;
  decidedAt: Date;
}

export type RescueKind = 'retry' | 'take_over';

/** What somebody did about an approved step that failed. */
export interface Rescue {
  kind: RescueKind;
  actor: Actor;
  at: Date;
}

/** A question put to a person. */
export interface Review {
  id: number;
  turnId: number;
  caseId: number;
  ticketId: number;
  revision: number;
  fingerprint: string;
  state: ReviewState;
  shown: ShownReview;
  openedAt: Date;
  expiresAt: Date;
  /** Slack id of the person or group it was put to; null = everybody who may decide. */
  askedOf: string | null;
  /** Why it was withdrawn. */
  closedReason: string | null;
  /** A newer question about the same case, and where its card is. */
  newer: { revision: number; channel: string; messageTs: string } | null;
  /** The thread under the card holds everything that the card had to cut. */
  wholeInThread: boolean;
  decision: Decision | null;
  /** What became of the effects of the decision, for the card: one line each, in order. */
  carriedOut: readonly CarriedOut[];
  /** The newest thing that somebody did about a failed step. */
  rescue?: Rescue | null;
}

export interface CarriedOut {
  preview: string;
  state: 'planned' | 'sending' | 'done' | 'unknown' | 'failed' | 'superseded';
  reason: string | null;
  /** How it can be taken back; absent where it cannot. */
  undo?: { effectId: number; preview: string };
}

/** The same for the same address, however it is written. */
export function personMark(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 16);
}

/** Same content, same fingerprint, whatever the order of keys. */
export function fingerprintOf(shown: ShownReview): string {
  return createHash('sha256').update(canonical(shown)).digest('hex');
}

/** JSON with sorted keys: what has to be compared byte by byte. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
