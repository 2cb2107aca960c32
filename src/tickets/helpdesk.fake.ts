import { Conflict, NotFound } from '../platform/errors.ts';
import type { Helpdesk, TicketUpdate, WriteProof } from './helpdesk.ts';
import type { Comment, Person, Ticket, TicketSnapshot } from './ticket.ts';

export const BOT_ID = 900;
export const AGENT_ID = 800;
export const CUSTOMER_ID = 100;

const PEOPLE: Person[] = [
  { id: BOT_ID, name: 'Deskhand', email: 'bot@shop.example', role: 'agent', verified: true, locale: 'en', tags: [] },
  { id: AGENT_ID, name: 'Priya', email: 'priya@shop.example', role: 'agent', verified: true, locale: 'en', tags: [] },
  {
    id: CUSTOMER_ID,
    name: 'Eva Bakker',
    email: 'eva@example.org',
    role: 'end-user',
    verified: true,
    locale: 'en',
    tags: [],
  },
];

/** A helpdesk in memory, with the two properties that matter: safe updates and a history of markers. */
export class FakeHelpdesk implements Helpdesk {
  readonly tickets = new Map<number, { ticket: Ticket; comments: Comment[]; writes: TicketUpdate[] }>();
  #nextComment = 1;
  reads = 0;

  open(ticketId: number, text: string, changes: Partial<Ticket> = {}): void {
    const ticket: Ticket = {
      id: ticketId,
      subject: 'A question',
      status: 'new',
      priority: null,
      requesterId: CUSTOMER_ID,
      copiedIds: [],
      assigneeId: null,
      groupId: null,
      tags: ['their_tag'],
      fields: {},
      brandId: null,
      channel: 'email',
      createdAt: new Date(),
      updatedStamp: '2026-11-20T09:00:00Z',
      url: `http://desk.example/${ticketId}`,
      ...changes,
    };
    this.tickets.set(ticketId, { ticket, comments: [], writes: [] });
    this.say(ticketId, CUSTOMER_ID, text);
  }

  say(ticketId: number, authorId: number, text: string, isPublic = true): void {
    const entry = this.#entry(ticketId);
    const id = ticketId * 100 + this.#nextComment++;
    entry.comments.push({
      id,
      authorId,
      public: isPublic,
      text,
      html: null,
      createdAt: new Date(),
      channel: 'email',
      attachments: [],
    });
    entry.ticket = {
      ...entry.ticket,
      updatedStamp: new Date(Date.parse(entry.ticket.updatedStamp) + 1_000).toISOString(),
    };
  }

  async read(ticketId: number): Promise<TicketSnapshot> {
    this.reads += 1;
    const { ticket, comments } = this.#entry(ticketId);
    return {
      ticket,
      comments: [...comments],
      people: PEOPLE,
      readAt: new Date(Date.parse(ticket.updatedStamp) + 60_000),
    };
  }

  async findWrite(ticketId: number, marker: string): Promise<WriteProof | null> {
    const index = this.#entry(ticketId).writes.findIndex((write) => write.marker === marker);
    return index === -1 ? null : { auditId: index, commentId: null, at: null };
  }

  async update(update: TicketUpdate): Promise<WriteProof> {
    const entry = this.#entry(update.ticketId);
    if (update.stamp !== entry.ticket.updatedStamp) throw new Conflict('the ticket changed');
    entry.writes.push(update);
    if (update.comment)
      this.say(update.ticketId, update.comment.authorId ?? BOT_ID, update.comment.html, update.comment.public);
    return { auditId: entry.writes.length - 1, commentId: null, at: null };
  }

  async ownUserId(): Promise<number> {
    return BOT_ID;
  }

  async findAgentByEmail(email: string): Promise<number | null> {
    return email === 'priya@shop.example' ? AGENT_ID : null;
  }

  #entry(ticketId: number) {
    const entry = this.tickets.get(ticketId);
    if (!entry) throw new NotFound(`ticket ${ticketId}`);
    return entry;
  }
}
