import { z } from 'zod';
import { messageOf, OutcomeUnknown } from '../platform/errors.ts';
import { FIELD_KEYS, type TicketUpdate, type WriteProof } from '../tickets/helpdesk.ts';
import type { InstalledFields } from './directory.ts';
import { fieldValue } from './field-values.ts';
import type { ZendeskTransport } from './transport.ts';

export const AuditEvents = z.array(z.object({ id: z.number().int(), type: z.string() }));
/** The time of an audit is the ticket's stamp after it. */
export const AuditTime = z.string().nullish();
const UpdateAnswer = z.object({
  audit: z.object({ id: z.number().int(), events: AuditEvents, created_at: AuditTime }),
});

export interface ResolvedNames {
  fields: InstalledFields;
  groupId: number | null;
}

/** One request for all changes: one audit, one run of the account's triggers, one of the scarce updates per minute. */
export async function sendUpdate(
  transport: ZendeskTransport,
  update: TicketUpdate,
  names: ResolvedNames,
): Promise<WriteProof> {
  const path = `/api/v2/tickets/${update.ticketId}.json`;
  const answer = await transport.send({ method: 'PUT', path, body: { ticket: ticketBody(update, names) } });
  const parsed = UpdateAnswer.safeParse(answer.json);
  // A 2xx without an audit proves nothing: Zendesk answers 200 to bodies that it ignores.
  if (!parsed.success)
    throw new OutcomeUnknown(`Zendesk answered PUT ${path} without an audit: ${messageOf(parsed.error)}`);
  return toProof(parsed.data.audit);
}

interface Audit {
  id: number;
  events: z.infer<typeof AuditEvents>;
  created_at?: string | null | undefined;
}

export function toProof(audit: Audit): WriteProof {
  const commentId = audit.events.find((event) => event.type === 'Comment')?.id ?? null;
  return { auditId: audit.id, commentId, at: audit.created_at ?? null };
}

/** The body of the request. Pure. */
export function ticketBody(update: TicketUpdate, names: ResolvedNames): Record<string, unknown> {
  const customFields = toCustomFields(update, names.fields);
  const tags = nextTags(update, customFields);
  const { comment } = update;
  return {
    safe_update: true,
    updated_stamp: update.stamp,
    // Stored in the audit and never shown to the customer.
    metadata: { deskhand: { marker: update.marker } },
    ...(tags === null ? {} : { tags }),
    ...(customFields.length > 0 ? { custom_fields: customFields.map(({ id, value }) => ({ id, value })) } : {}),
    ...(update.priority === null ? {} : { priority: update.priority }),
    ...(names.groupId === null ? {} : { group_id: names.groupId }),
    ...(update.status === null ? {} : { status: update.status }),
    // `public` is always said: left out, Zendesk takes the ticket's earlier setting and may mail a note to the customer.
    ...(comment ? { comment: { html_body: comment.html, public: comment.public, ...authorOf(comment.authorId) } } : {}),
  };
}

interface CustomField {
  id: number;
  value: string;
  isTag: boolean;
}

function toCustomFields(update: TicketUpdate, installed: InstalledFields): CustomField[] {
  const written: CustomField[] = [];
  for (const key of FIELD_KEYS) {
    const field = installed.get(key);
    const label = update.fields[key];
    const value = field && label !== undefined ? fieldValue(key, field, label) : null;
    if (field && value !== null) written.push({ id: field.id, value, isTag: field.options !== null });
  }
  return written;
}

/**
 * `tags` replaces the whole list, so it holds everybody else's tags too; the stamp guarantees that they are current.
 * Values of drop-downs are named here as well, because dropping their tag would empty the field. Null = nothing to change.
 */
function nextTags(update: TicketUpdate, customFields: readonly CustomField[]): string[] | null {
  const isOurs = (tag: string) => update.replaceTagPrefixes.some((prefix) => tag.startsWith(prefix));
  const kept = update.currentTags.filter((tag) => !isOurs(tag));
  const fromFields = customFields.flatMap((field) => (field.isTag ? [field.value] : []));
  const next = new Set([...kept, ...update.addTags.map((tag) => tag.toLowerCase()), ...fromFields]);
  const current = new Set(update.currentTags);
  return next.size === current.size && [...next].every((tag) => current.has(tag)) ? null : [...next];
}

function authorOf(authorId: number | null): { author_id?: number } {
  return authorId === null ? {} : { author_id: authorId };
}
