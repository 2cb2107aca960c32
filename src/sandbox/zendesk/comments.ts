import type { Audit, Channel, Comment, NewFile, StoredFile, Ticket, User } from './entities.ts';
import { toText } from './html-text.ts';
import { sanitiseComment } from './sanitise.ts';
import { type State, toIso } from './state.ts';
import { userJson } from './user-json.ts';

export type NewComment = {
  html: string;
  public?: boolean | undefined;
  authorId: number;
  relation?: string;
  attachments?: NewFile[];
};

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
    relation: given.relation ?? null,
    attachments: (given.attachments ?? []).map((file) => ({ ...file, id: state.ids.next(), token: state.ids.ulid() })),
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

export function commentJson(state: State, comment: Comment): Record<string, unknown> {
  return {
    id: comment.id,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    html_body: comment.htmlBody,
    plain_body: comment.plainBody,
    public: comment.public,
    attachments: comment.attachments.map((file) => fileJson(state, file)),
    audit_id: comment.auditId,
    via: viaJson(comment.channel, comment.relation),
    created_at: toIso(comment.createdAt),
    metadata: { system: {}, custom: {} },
  };
}

/** [seen] The shape; `content_url` needs no sign-in unless the account asks for it. */
function fileJson(state: State, file: StoredFile): Record<string, unknown> {
  const url = `${state.baseUrl}/api/v2/attachments/${file.id}.json`;
  const content_url = `${state.baseUrl}/attachments/token/${file.token}/?name=${encodeURIComponent(file.name)}`;
  return {
    url,
    id: file.id,
    file_name: file.name,
    content_url,
    mapped_content_url: content_url,
    content_type: file.contentType,
    size: Buffer.byteLength(file.text),
    width: null,
    height: null,
    inline: false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'malware_not_found',
    thumbnails: [],
  };
}

export function viaJson(channel: Channel, relation: string | null = null): Record<string, unknown> {
  return { channel, source: { from: {}, to: {}, rel: relation } };
}

/** [documented] `include=users` puts each author beside the comments, once. */
export function commentAuthors(state: State, comments: Comment[]): Record<string, unknown>[] {
  const ids = new Set(comments.map((comment) => comment.authorId));
  const authors = [...ids].map((id) => state.users.get(id)).filter((user): user is User => user !== undefined);
  return authors.map((user) => userJson(state, user));
}
