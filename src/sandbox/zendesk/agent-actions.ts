import { lastComment } from './customer-actions.ts';
import type { Article, Comment, Ticket, TicketStatus } from './entities.ts';
import { draftArticleEvent } from './events.ts';
import { fromText } from './html-text.ts';
import { sanitiseArticle } from './sanitise.ts';
import { notify, type State } from './state.ts';
import { applyChange, type TicketChange } from './ticket-changes.ts';

export type AgentComment = { agentId: number; text: string; public: boolean; status?: TicketStatus | undefined };

export function addAgentComment(state: State, ticket: Ticket, given: AgentComment): Comment {
  const comment = { html: fromText(given.text), public: given.public, authorId: given.agentId };
  changeAsAgent(state, ticket, { comment, ...(given.status ? { status: given.status } : {}) }, given.agentId);
  return lastComment(ticket);
}

export function changeAsAgent(state: State, ticket: Ticket, change: TicketChange, agentId: number): void {
  if (ticket.status === 'closed') throw new ClosedTicket(ticket.id);
  applyChange(state, ticket, change, { userId: agentId, channel: 'web', source: 'page' });
}

/** [seen] A closed ticket does not change; a customer's answer to it becomes a new one. */
export class ClosedTicket extends Error {
  constructor(ticketId: number) {
    super(`Ticket ${ticketId} is closed and cannot be changed. A customer's reply would open a follow-up.`);
  }
}

export type ArticleEdit = { title?: string | undefined; html?: string | undefined; draft?: boolean | undefined };

/** [seen] Publishing and unpublishing fire an event; editing the text fires none and is found only by asking. */
export function editArticle(state: State, article: Article, edit: ArticleEdit, agentId: number): void {
  const now = state.clock();
  const wasDraft = article.draft;
  if (edit.title !== undefined || edit.html !== undefined) article.editedAt = now;
  article.title = edit.title ?? article.title;
  article.html = edit.html === undefined ? article.html : sanitiseArticle(edit.html);
  article.draft = edit.draft ?? article.draft;
  article.updatedAt = now;
  notify(state, { kind: 'article', articleId: article.id });
  if (wasDraft !== article.draft) {
    state.sendEvents([draftArticleEvent(article, article.draft ? 'unpublished' : 'published', agentId)]);
  }
}
