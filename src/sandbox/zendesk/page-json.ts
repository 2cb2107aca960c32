import type { Article, Audit, Comment, FieldChange, FieldValue, Invocation, Ticket, User } from './entities.ts';
import type { State } from './state.ts';

/** What the page reads: ready to show, so that the browser only lays it out. */

export function overview(state: State) {
  const people = [...state.users.values()];
  return {
    account: state.options.account.subdomain,
    agents: people.filter((user) => user.role !== 'end-user').map(person),
    customers: people.filter((user) => user.role === 'end-user').map(person),
    groups: state.groups.map(({ id, name }) => ({ id, name })),
    ideas: state.options.ideas ?? [],
    tickets: [...state.tickets.values()]
      .sort((left, right) => right.updatedAt - left.updatedAt || right.id - left.id)
      .map((ticket) => summary(state, ticket)),
  };
}

export function summary(state: State, ticket: Ticket) {
  const last = ticket.comments.at(-1);
  const fromCustomer = ticket.comments.filter((comment) => isCustomer(state, comment.authorId));
  return {
    id: ticket.id,
    subject: ticket.subject,
    requester: name(state, ticket.requesterId),
    status: ticket.status,
    priority: ticket.priority,
    group: state.groups.find((group) => group.id === ticket.groupId)?.name ?? null,
    assignee: ticket.assigneeId ? name(state, ticket.assigneeId) : null,
    tags: ticket.tags,
    updatedAt: ticket.updatedAt,
    preview: last?.plainBody.slice(0, 140) ?? '',
    lastIsNote: last ? !last.public : false,
    customerMessages: fromCustomer.length,
  };
}

export function ticketPage(state: State, ticket: Ticket) {
  const requester = state.users.get(ticket.requesterId);
  return {
    ...summary(state, ticket),
    groupId: ticket.groupId,
    assigneeId: ticket.assigneeId,
    createdAt: ticket.createdAt,
    channel: ticket.channel,
    inCopy: ticket.emailCcIds.map((id) => name(state, id)),
    requesterCard: requester ? requesterCard(state, requester, ticket) : null,
    fields: state.fields.map((field) => ({
      id: field.id,
      title: field.title,
      value: ticket.fieldValues.get(field.id) ?? null,
      options: field.options,
    })),
    comments: ticket.comments.map((comment) => commentCard(state, comment)),
    history: ticket.audits.map((audit) => historyLine(state, audit)),
  };
}

export function articleRow(state: State, article: Article) {
  const section = state.sections.get(article.sectionId);
  const { id, title, locale, visibility, draft, labels, updatedAt } = article;
  const category = section ? state.categories.get(section.categoryId)?.name : undefined;
  return {
    id,
    title,
    locale,
    visibility,
    draft,
    labels,
    updatedAt,
    section: section?.name ?? '',
    category: category ?? '',
  };
}

export function deliveryRow(state: State, invocation: Invocation) {
  const { id, type, subject, status, attempts, createdAt, note, body } = invocation;
  const webhook = state.webhooks.get(invocation.webhookId);
  const last = attempts.at(-1);
  return {
    id,
    type,
    subject,
    status,
    note,
    createdAt,
    body,
    endpoint: webhook?.endpoint ?? '',
    attempts,
    lastStatus: last?.status ?? null,
  };
}

function person(user: User) {
  const { id, email, locale, verified, isBot, role } = user;
  return { id, name: user.name, email, locale, verified, isBot, role };
}

function requesterCard(state: State, user: User, ticket: Ticket) {
  const others = [...state.tickets.values()].filter((each) => each.requesterId === user.id && each.id !== ticket.id);
  return {
    ...person(user),
    tags: user.tags,
    otherTickets: others.map(({ id, subject, status }) => ({ id, subject, status })),
  };
}

function commentCard(state: State, comment: Comment) {
  const author = state.users.get(comment.authorId);
  return {
    id: comment.id,
    author: author?.name ?? 'Someone no longer here',
    role: author?.role ?? 'end-user',
    isBot: author?.isBot ?? false,
    public: comment.public,
    html: comment.htmlBody,
    channel: comment.channel,
    createdAt: comment.createdAt,
  };
}

function historyLine(state: State, audit: Audit) {
  const lines = audit.events.flatMap((event) => (event.type === 'Change' ? [changeLine(state, event.change)] : []));
  const comment = audit.events.find((event) => event.type === 'Comment');
  const said =
    comment?.type === 'Comment' ? [comment.comment.public ? 'wrote a public reply' : 'left an internal note'] : [];
  return {
    id: audit.id,
    at: audit.createdAt,
    by: name(state, audit.authorId),
    channel: audit.channel,
    lines: [...said, ...lines],
  };
}

function changeLine(state: State, { field, previous, value }: FieldChange): string {
  if (field === 'email_ccs' && Array.isArray(value))
    return `in copy: ${value.map((id) => name(state, Number(id))).join(', ') || 'nobody'}`;
  if (Array.isArray(previous) && Array.isArray(value)) {
    const added = value.filter((tag) => !previous.includes(tag)).map((tag) => `+${tag}`);
    const removed = previous.filter((tag) => !value.includes(tag)).map((tag) => `−${tag}`);
    return `tags ${[...added, ...removed].join(' ')}`;
  }
  const title = state.fields.find((each) => String(each.id) === field)?.title ?? field.replace('_id', '');
  return `${title}: ${say(state, field, previous)} → ${say(state, field, value)}`;
}

function say(state: State, field: string, value: FieldValue): string {
  if (value === null) return 'none';
  if (field === 'group_id') return state.groups.find((group) => group.id === value)?.name ?? 'none';
  if (field === 'assignee_id') return name(state, Number(value));
  return String(value);
}

function name(state: State, id: number): string {
  return state.users.get(id)?.name ?? 'Someone no longer here';
}

function isCustomer(state: State, id: number): boolean {
  return state.users.get(id)?.role === 'end-user';
}
