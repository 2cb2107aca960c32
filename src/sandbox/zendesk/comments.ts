import type { Audit, Channel, Comment, Ticket, User } from './entities.ts';
import { toText } from './html-text.ts';
import { sanitiseComment } from './sanitise.ts';
import { type State, toIso } from './state.ts';
import { userJson } from './user-json.ts';

export type NewComment = { html: string; public?: boolean | undefined; authorId: number };

/** [documented] */
export const COMMENTS_PER_TICKET = 5_000;

type Placed = NewComment & { ticket: Ticket; audit: Audit; channel: Channel };

export function addComment(state: State, { ticket, audit, channel, ...given }: Placed): Comment {
  const clean = sanitiseComment(given.html);
  const text = toText(clean);
  const isPublic = given.public ?? inheritedVisibility(ticket);
  const comment: Comment = {
    id: state.ids.next(),
    ticketId: ticket.id,
    auditId: audit.id,
    authorId: given.authorId,
    public: isPublic,
    body: text,
    htmlBody: `<div class="zd-comment" dir="auto">${clean}</div>`,
    plainBody: text,
    channel,
    createdAt: state.clock(),
  };
  ticket.comments.push(comment);
  if (isPublic) ticket.isPublic = true;
  return comment;
}

/** [documented] `public` is sticky: left out, the ticket's earlier setting applies. A forgotten flag mails a draft. */
function inheritedVisibility(ticket: Ticket): boolean {
  return ticket.comments.at(-1)?.public ?? true;
}

export function commentJson(comment: Comment): Record<string, unknown> {
  return {
    id: comment.id,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.plainBody,
    public: comment.public,
    attachments: [],
    audit_id: comment.auditId,
    via: viaJson(comment.channel),
    created_at: toIso(comment.createdAt),
    metadata: { system: {}, custom: {} },
  };
}

export function viaJson(channel: Channel): Record<string, unknown> {
  return { channel, source: { from: {}, to: {}, rel: null } };
}

/** [documented] `include=users` puts each author beside the comments, once. */
export function commentAuthors(state: State, comments: Comment[]): Record<string, unknown>[] {
  const ids = new Set(comments.map((comment) => comment.authorId));
  const authors = [...ids].map((id) => state.users.get(id)).filter((user): user is User => user !== undefined);
  return authors.map((user) => userJson(state, user));
}
