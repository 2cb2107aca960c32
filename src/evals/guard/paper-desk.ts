import { NotFound } from '../../platform/errors.ts';
import type { Helpdesk, TicketUpdate, WriteProof } from '../../tickets/helpdesk.ts';
import type { Comment, Person, Ticket, TicketSnapshot } from '../../tickets/ticket.ts';

const BOT: Person = {
  id: 1,
  name: 'Deskhand',
  email: 'bot@kettleandpine.example',
  role: 'agent',
  verified: true,
  locale: 'en',
  tags: [],
};
const OPENED = '2026-11-20T09:00:00Z';

export interface PaperTicket {
  id: number;
  subject: string;
  text: string;
  from: Pick<Person, 'id' | 'name' | 'email' | 'verified' | 'locale'>;
}

/** A helpdesk on paper: tickets that can be read, and a list of everything that was written. */
export class PaperDesk implements Helpdesk {
  readonly written: TicketUpdate[] = [];
  readonly #tickets = new Map<number, TicketSnapshot>();

  open({ id, subject, text, from }: PaperTicket): void {
    const requester: Person = { ...from, role: 'end-user', tags: [] };
    const comment: Comment = {
      id: id * 10,
      authorId: from.id,
      public: true,
      text,
      html: null,
      createdAt: new Date(OPENED),
      channel: 'email',
      attachments: [],
    };
    this.#tickets.set(id, {
      ticket: ticketOf({ id, subject }, from.id),
      comments: [comment],
      people: [BOT, requester],
      readAt: new Date(Date.parse(OPENED) + 60_000),
    });
  }

  async read(ticketId: number): Promise<TicketSnapshot> {
    const found = this.#tickets.get(ticketId);
    if (!found) throw new NotFound(`ticket ${ticketId}`);
    return found;
  }

  async update(update: TicketUpdate): Promise<WriteProof> {
    this.written.push(update);
    return { auditId: this.written.length, commentId: null, at: null };
  }

  async findWrite(): Promise<WriteProof | null> {
    return null;
  }

  async ownUserId(): Promise<number> {
    return BOT.id;
  }

  async findAgentByEmail(): Promise<number | null> {
    return null;
  }
}

function ticketOf({ id, subject }: { id: number; subject: string }, requesterId: number): Ticket {
  return {
    id,
    subject,
    status: 'new',
    priority: null,
    requesterId,
    copiedIds: [],
    assigneeId: null,
    groupId: null,
    tags: [],
    fields: {},
    brandId: null,
    channel: 'email',
    createdAt: new Date(OPENED),
    updatedStamp: OPENED,
    url: `http://desk.example/${id}`,
  };
}
