import { z } from 'zod';
import { FIELD_KEYS } from '../tickets/helpdesk.ts';
import { PRIORITIES, TICKET_STATUSES } from '../tickets/ticket.ts';

/** What a decision was made on. A newer public comment than `lastPublicCommentId` means that it is stale. */
export const Base = z.object({
  lastPublicCommentId: z.number().int(),
  stamp: z.string(),
  /** The stamp may be trusted without another read: the helpdesk's clock had moved past its second when we read it. */
  settled: z.boolean(),
  tags: z.array(z.string()),
  /** Who got copies of public replies then; rows of earlier releases do not know. */
  copiedIds: z.array(z.number().int()).optional(),
});
export type Base = z.infer<typeof Base>;

/** Tags, fields, priority, group and the private note of one turn, as one update. */
export const TicketUpdatePayload = z.object({
  ticketId: z.number().int(),
  base: Base,
  addTags: z.array(z.string()),
  replaceTagPrefixes: z.array(z.string()),
  fields: z.partialRecord(z.enum(FIELD_KEYS), z.string()),
  priority: z.enum(PRIORITIES).nullable(),
  group: z.string().nullable(),
  noteHtml: z.string().nullable(),
  status: z.enum(TICKET_STATUSES).nullish(),
});

/** A reply to the customer that a decision has released. */
export const PublicReplyPayload = z.object({
  ticketId: z.number().int(),
  base: Base,
  html: z.string(),
  /** E-mail of the approver; the reply goes out under their name where the helpdesk knows them as an agent. */
  approverEmail: z.string().nullable(),
  status: z.enum(TICKET_STATUSES).nullable(),
  addTags: z.array(z.string()),
});

export const SlackCardPayload = z.object({ reviewId: z.number().int() });

export const THREAD_NOTES = ['whole', 'reminder', 'escalation', 'reassigned', 'snoozed'] as const;

/** A message in the thread under a card: everything that the card had to cut, or a word to those who should look. */
export const SlackNotePayload = z.object({
  reviewId: z.number().int(),
  note: z.enum(THREAD_NOTES),
  /** Slack id of the person or group to be called, or null. */
  mention: z.string().nullable(),
  /** Name of the person who caused it, or null. */
  by: z.string().nullable(),
});

/** A private note after the fact, for example that an approved refund failed. */
export const StaffNotePayload = z.object({
  ticketId: z.number().int(),
  base: Base,
  noteHtml: z.string(),
  addTags: z.array(z.string()),
});

/** A tool run that a decision has released: exactly the input that was shown. */
export const ToolRunPayload = z.object({
  ticketId: z.number().int(),
  /** What the approval was given on; rows of earlier releases have none. */
  base: Base.nullish(),
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  idempotencyKey: z.string(),
  preview: z.string(),
  /** Of a connected tool: whom it is for, as the other side knew them. */
  onBehalfOf: z.record(z.string(), z.unknown()).optional(),
});

export const EFFECT_PAYLOADS = {
  ticket_update: TicketUpdatePayload,
  public_reply: PublicReplyPayload,
  staff_note: StaffNotePayload,
  /** Posts the card of a review. */
  slack_card: SlackCardPayload,
  /** Brings a posted card up to date with its row: rendering the whole state, so repeating it is harmless. */
  slack_card_refresh: SlackCardPayload,
  slack_note: SlackNotePayload,
  tool_run: ToolRunPayload,
} as const;

export type EffectKind = keyof typeof EFFECT_PAYLOADS;
export type EffectPayload<K extends EffectKind> = z.infer<(typeof EFFECT_PAYLOADS)[K]>;

export const EFFECT_STATES = ['planned', 'sending', 'done', 'unknown', 'failed', 'superseded'] as const;
export type EffectState = (typeof EFFECT_STATES)[number];

/** One change to the outside world, recorded before it is done. */
export interface Effect<K extends EffectKind = EffectKind> {
  id: number;
  key: string;
  kind: K;
  caseId: number;
  turnId: number | null;
  reviewId: number | null;
  decisionId: number | null;
  payload: EffectPayload<K>;
  state: EffectState;
  attempts: number;
}

export type Proof = Record<string, string | number | boolean | null>;

/** What came of an attempt. Failures that are not listed here are thrown as the errors of platform/errors.ts. */
export type Performed =
  | { kind: 'done'; proof: Proof }
  /** The ticket moved on (newer message, human reply, closed): must not be done any more. */
  | { kind: 'superseded'; reason: string };

/**
 * How one kind of effect is done. Doors implement it.
 * `find` answers from the other side's own history; when that cannot be read it throws, never returns null.
 */
export interface EffectHandler<K extends EffectKind> {
  find(effect: Effect<K>): Promise<Proof | null>;
  perform(effect: Effect<K>): Promise<Performed>;
}

export type EffectHandlers = { [K in EffectKind]: EffectHandler<K> };

/** An effect to be written, before it has an id. `after`: the key of an effect that must be done first. */
export interface PlannedEffect<K extends EffectKind = EffectKind> {
  key: string;
  kind: K;
  payload: EffectPayload<K>;
  after?: string;
}

/**
 * Names the customer message that an effect is about. By the helpdesk's own numbers and not by ours, so that a database restored
 * from a backup, which counts anew, still finds what was done before. A message that is worked on again for a new requester is
 * another matter: what was written or superseded for the first one must not stand in its way.
 */
export function messageKey(ticketId: number, commentId: number, revision = 0): string {
  return revision === 0 ? `${ticketId}:${commentId}` : `${ticketId}:${commentId}:${revision}`;
}
