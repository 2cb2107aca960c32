/** Helpdesk-neutral words of a ticket. The doors translate into these; nothing below knows Zendesk's JSON. */

export const TICKET_STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

export type Role = 'end-user' | 'agent' | 'admin';

export interface Person {
  id: number;
  name: string;
  email: string | null;
  role: Role;
  /** True when the helpdesk has proof that the address is theirs. Account data is only looked up for verified people. */
  verified: boolean;
  /** BCP 47, as the helpdesk has it, for example "en-US"; null when unknown. */
  locale: string | null;
  tags: readonly string[];
}

export interface Attachment {
  name: string;
  contentType: string;
  bytes: number;
  /** Its words when it is a small text file of the newest message and could be read. */
  text: string | null;
}

export interface Comment {
  id: number;
  authorId: number;
  public: boolean;
  /** Plain text as the helpdesk gives it (quotes and signature still in it). */
  text: string;
  html: string | null;
  createdAt: Date;
  /** For example "email", "web", "api"; "merge" for the note that brings the last words of a merged ticket. */
  channel: string;
  attachments: readonly Attachment[];
}

export interface Ticket {
  id: number;
  subject: string;
  status: TicketStatus;
  priority: Priority | null;
  requesterId: number;
  /** Who gets a copy of each public reply. */
  copiedIds?: readonly number[];
  assigneeId: number | null;
  groupId: number | null;
  tags: readonly string[];
  /** Values of our own custom fields by key (see FIELD_KEYS in helpdesk.ts); absent when the field is not installed. */
  fields: Readonly<Record<string, string | null>>;
  brandId: number | null;
  channel: string;
  createdAt: Date;
  /** The stamp for safe updates, exactly as the helpdesk wrote it (one-second resolution). */
  updatedStamp: string;
  /** Where a person opens it. */
  url: string;
}

/** One consistent look at a ticket. */
export interface TicketSnapshot {
  ticket: Ticket;
  /** Oldest first. */
  comments: readonly Comment[];
  people: readonly Person[];
  /** The helpdesk's own clock (its Date header) when it answered; decides the settle wait. */
  readAt: Date;
}

export function personOf(snapshot: TicketSnapshot, id: number): Person | undefined {
  return snapshot.people.find((person) => person.id === id);
}
