import type { Priority, TicketSnapshot, TicketStatus } from './ticket.ts';

/** Our own custom fields. A field that is not installed is skipped, never an error. */
export const FIELD_KEYS = ['intent', 'confidence', 'urgency', 'sentiment', 'language'] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];

/** All changes of one pass in one write. Tags are added to what is there; only tags with our own prefix are ever removed. */
export interface TicketUpdate {
  ticketId: number;
  /** Written into the audit's metadata: how a second attempt finds out that the first one happened. */
  marker: string;
  /** Stamp of the read that the decision was made on; a different one at the helpdesk throws Conflict. */
  stamp: string;
  currentTags: readonly string[];
  addTags: readonly string[];
  /** Tags starting with one of these are ours and are dropped unless added again. */
  replaceTagPrefixes: readonly string[];
  fields: Partial<Record<FieldKey, string>>;
  priority: Priority | null;
  group: string | null;
  status: TicketStatus | null;
  comment: NewComment | null;
}

export interface NewComment {
  public: boolean;
  html: string;
  /** The linked person under whose name it goes out; null = the bot user. */
  authorId: number | null;
}

export interface WriteProof {
  auditId: number;
  commentId: number | null;
  /** The ticket's stamp after the write, when the helpdesk said it. */
  at: string | null;
}

/** What we need of a helpdesk. Implemented by src/zendesk/client.ts; every failure is one of platform/errors.ts. */
export interface Helpdesk {
  /** Two requests. Throws NotFound only when the helpdesk itself said so. */
  read(ticketId: number): Promise<TicketSnapshot>;
  /** The proof of an earlier write with this marker, or null when the helpdesk's own history does not hold it. */
  findWrite(ticketId: number, marker: string): Promise<WriteProof | null>;
  update(update: TicketUpdate): Promise<WriteProof>;
  /** The id of the user that our credentials act as: changes by it are our own. */
  ownUserId(): Promise<number>;
  /** The agent with exactly this e-mail address (lower-cased), or null. */
  findAgentByEmail(email: string): Promise<number | null>;
}
