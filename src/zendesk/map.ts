import { z } from 'zod';
import { NotFound } from '../platform/errors.ts';
import type { FieldKey } from '../tickets/helpdesk.ts';
import {
  type Attachment,
  type Comment,
  type Person,
  PRIORITIES,
  type Role,
  TICKET_STATUSES,
  type Ticket,
} from '../tickets/ticket.ts';
import type { InstalledFields } from './directory.ts';
import { labelOf } from './field-values.ts';

// Only what we use, and everything that a real ticket may leave null is allowed to be: the published schema is wrong about that.
const Via = z
  .object({
    channel: z.union([z.string(), z.number()]).nullish(),
    source: z.object({ rel: z.string().nullish() }).nullish(),
  })
  .nullish();
const optionalId = z.number().int().nullish();

export const ZendeskTicket = z.object({
  id: z.number().int(),
  subject: z.string().nullish(),
  status: z.enum([...TICKET_STATUSES, 'deleted']),
  priority: z.enum(PRIORITIES).nullish(),
  requester_id: z.number().int(),
  email_cc_ids: z.array(z.number().int()).nullish(),
  assignee_id: optionalId,
  group_id: optionalId,
  brand_id: optionalId,
  tags: z.array(z.string()),
  custom_fields: z.array(z.object({ id: z.number().int(), value: z.unknown() })).nullish(),
  via: Via,
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
});
export type ZendeskTicket = z.infer<typeof ZendeskTicket>;

export const ZendeskComment = z.object({
  id: z.number().int(),
  author_id: z.number().int(),
  public: z.boolean(),
  body: z.string().nullish(),
  html_body: z.string().nullish(),
  plain_body: z.string().nullish(),
  attachments: z
    .array(
      z.object({
        file_name: z.string().nullish(),
        content_type: z.string().nullish(),
        size: z.number().nullish(),
        content_url: z.string().nullish(),
      }),
    )
    .nullish(),
  via: Via,
  created_at: z.iso.datetime({ offset: true }),
});
export type ZendeskComment = z.infer<typeof ZendeskComment>;

export const ZendeskUser = z.object({
  id: z.number().int(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string().nullish(),
  verified: z.boolean().nullish(),
  locale: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
});
export type ZendeskUser = z.infer<typeof ZendeskUser>;

export function toTicket(
  ticket: ZendeskTicket,
  { baseUrl, fields }: { baseUrl: string; fields: InstalledFields },
): Ticket {
  if (ticket.status === 'deleted') throw new NotFound(`Ticket ${ticket.id} was deleted`);
  return {
    id: ticket.id,
    subject: ticket.subject ?? '',
    status: ticket.status,
    priority: ticket.priority ?? null,
    requesterId: ticket.requester_id,
    copiedIds: ticket.email_cc_ids ?? [],
    assigneeId: ticket.assignee_id ?? null,
    groupId: ticket.group_id ?? null,
    tags: ticket.tags,
    fields: toFields(ticket, fields),
    brandId: ticket.brand_id ?? null,
    channel: channelOf(ticket.via),
    createdAt: new Date(ticket.created_at),
    updatedStamp: ticket.updated_at,
    url: new URL(`/agent/tickets/${ticket.id}`, baseUrl).href,
  };
}

function toFields(ticket: ZendeskTicket, installed: InstalledFields): Record<string, string | null> {
  const values: Partial<Record<FieldKey, string | null>> = {};
  for (const [key, field] of installed) {
    const value = ticket.custom_fields?.find((each) => each.id === field.id)?.value;
    values[key] = typeof value === 'string' && value !== '' ? labelOf(key, value) : null;
  }
  return values;
}

export function toComment(comment: ZendeskComment): Comment {
  return {
    id: comment.id,
    authorId: comment.author_id,
    public: comment.public,
    // plain_body keeps this one entity; where it is empty, as in old tickets, body has the words.
    text: (comment.plain_body || comment.body || '').replaceAll('&nbsp;', ' '),
    html: comment.html_body || null,
    createdAt: new Date(comment.created_at),
    channel: comment.via?.source?.rel === 'merge' ? 'merge' : channelOf(comment.via),
    attachments: (comment.attachments ?? []).map(toAttachment),
  };
}

function toAttachment(file: {
  file_name?: string | null | undefined;
  content_type?: string | null | undefined;
  size?: number | null | undefined;
}): Attachment {
  return {
    name: file.file_name ?? 'file',
    contentType: file.content_type ?? 'application/octet-stream',
    bytes: file.size ?? 0,
    text: null,
  };
}

export function toPerson(user: ZendeskUser): Person {
  return {
    id: user.id,
    name: user.name ?? '',
    email: user.email ?? null,
    role: roleOf(user.role),
    verified: user.verified === true,
    locale: user.locale ?? null,
    tags: user.tags ?? [],
  };
}

/** Anything unknown counts as a customer: the careful reading, since staff may be told more. */
function roleOf(role: string | null | undefined): Role {
  return role === 'agent' || role === 'admin' ? role : 'end-user';
}

function channelOf(via: z.infer<typeof Via>): string {
  return String(via?.channel ?? 'unknown');
}
