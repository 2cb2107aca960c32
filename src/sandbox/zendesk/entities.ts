/** What the stand-in keeps, in its own words. `*-json.ts` files turn these into Zendesk's wire shapes. */

export const TICKET_STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_TYPES = ['problem', 'incident', 'question', 'task'] as const;
export type TicketType = (typeof TICKET_TYPES)[number];

export type Channel = 'web' | 'email' | 'api';

export type User = {
  id: number;
  name: string;
  email: string;
  role: 'end-user' | 'agent' | 'admin';
  locale: string;
  verified: boolean;
  isBot: boolean;
  tags: string[];
  groupIds: number[];
  createdAt: number;
};

export type Group = { id: number; name: string; createdAt: number };

export type TicketField = {
  id: number;
  title: string;
  key: string;
  type: 'tagger';
  options: string[];
  /** Names of options that differ from their values. */
  optionNames: Map<string, string>;
  agentDescription: string | null;
  active: boolean;
  createdAt: number;
};

export type Condition = { field: string; operator: string; value: string };

/** A business rule that looks at every change of a ticket. */
export type Trigger = {
  id: number;
  title: string;
  description: string | null;
  active: boolean;
  all: Condition[];
  any: Condition[];
  actions: { field: string; value: string | string[] }[];
  createdAt: number;
};

/** A mail that the account's own rules would have sent; the stand-in sends none. */
export type OutgoingMail = {
  at: number;
  ticketId: number;
  triggerId: number;
  to: string;
  subject: string;
  body: string;
};

export type NewFile = { name: string; contentType: string; text: string };
export type StoredFile = NewFile & { id: number; token: string };

export type Comment = {
  id: number;
  ticketId: number;
  auditId: number;
  authorId: number;
  public: boolean;
  body: string;
  htmlBody: string;
  plainBody: string;
  channel: Channel;
  /** Where it came about in another way than by writing, for example `merge`. */
  relation: string | null;
  attachments: StoredFile[];
  createdAt: number;
};

export type FieldValue = string | number | null | string[];

export type FieldChange = { field: string; previous: FieldValue; value: FieldValue };

export type AuditEvent =
  /** [seen] The event's id is the comment's. */
  { id: number; type: 'Comment'; comment: Comment } | { id: number; type: 'Create' | 'Change'; change: FieldChange };

export type Audit = {
  id: number;
  ticketId: number;
  authorId: number;
  channel: Channel;
  custom: Record<string, unknown>;
  events: AuditEvent[];
  createdAt: number;
};

export type Ticket = {
  id: number;
  subject: string;
  description: string;
  status: TicketStatus;
  priority: TicketPriority | null;
  type: TicketType | null;
  requesterId: number;
  /** [documented] Who gets a copy of each public reply. */
  emailCcIds: number[];
  submitterId: number;
  assigneeId: number | null;
  groupId: number | null;
  externalId: string | null;
  isPublic: boolean;
  tags: string[];
  fieldValues: Map<number, string>;
  channel: Channel;
  createdAt: number;
  updatedAt: number;
  comments: Comment[];
  audits: Audit[];
};

export type Article = {
  id: number;
  title: string;
  html: string;
  locale: string;
  sectionId: number;
  visibility: 'public' | 'staff';
  draft: boolean;
  labels: string[];
  createdAt: number;
  editedAt: number;
  updatedAt: number;
};

export type Section = { id: number; categoryId: number; name: string; locale: string };
export type Category = { id: number; name: string; locale: string };

export type Webhook = {
  id: string;
  name: string;
  description: string;
  endpoint: string;
  secret: string;
  status: 'active' | 'inactive';
  subscriptions: string[];
  createdAt: number;
  invocations: Invocation[];
};

export type InvocationStatus = 'waiting' | 'sending' | 'retrying' | 'success' | 'failed' | 'dropped';

/** One event on its way to one webhook. */
export type Invocation = {
  id: string;
  webhookId: string;
  eventId: string;
  type: string;
  subject: string;
  body: string;
  status: InvocationStatus;
  attempts: Attempt[];
  createdAt: number;
  note: string;
};

export type Attempt = { at: number; ms: number; status: number | null; outcome: string };

/** An event before the envelope: what happened, to what, by whom. */
export type EventDraft = {
  type: string;
  event: Record<string, unknown>;
  ticket?: Ticket;
  article?: Article;
  actorId?: number;
};

export type JobResult = { id: number; index: number; action: string; success: boolean; status: string; error?: string };

/** Work that Zendesk does in the background. */
export type Job = {
  id: string;
  type: string;
  total: number;
  results: JobResult[];
  asked: number;
  work: () => JobResult[];
};

/** Text and status that an agent puts on a ticket with one press. */
export type Macro = { id: number; title: string; status: TicketStatus; comment: string; createdAt: number };

/** Mail that Zendesk held back. */
export type SuspendedMail = {
  id: number;
  name: string;
  email: string;
  subject: string;
  text: string;
  causeId: number;
  createdAt: number;
};
