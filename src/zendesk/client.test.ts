import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Conflict, GiveUp, NotFound, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { openTestZendesk, type TestZendesk } from '../sandbox/test-zendesk.ts';
import type { TicketUpdate } from '../tickets/helpdesk.ts';

let zendesk: TestZendesk;
beforeEach(async () => {
  zendesk = await openTestZendesk();
});
afterEach(() => zendesk.close());

function newTicket(): number {
  return zendesk.sandbox.createTicketAsCustomer({
    name: 'Ana Costa',
    email: 'ana@example.net',
    subject: 'My kettle leaks',
    text: 'It drips from the spout.\n\nWhat now?',
  }).id;
}

async function updateOf(ticketId: number, changes: Partial<TicketUpdate> = {}): Promise<TicketUpdate> {
  const { ticket } = await zendesk.helpdesk.read(ticketId);
  return {
    ticketId,
    marker: 'turn-1:ticket_update',
    stamp: ticket.updatedStamp,
    currentTags: ticket.tags,
    addTags: [],
    replaceTagPrefixes: [],
    fields: {},
    priority: null,
    group: null,
    status: null,
    comment: null,
    ...changes,
  };
}

describe('reading a ticket', () => {
  it('gives the ticket, its comments oldest first, the people and the clock of Zendesk', async () => {
    const id = newTicket();
    zendesk.sandbox.addCustomerComment(id, { text: 'And it is hot.' });
    const snapshot = await zendesk.helpdesk.read(id);
    expect(snapshot.ticket).toMatchObject({
      id,
      subject: 'My kettle leaks',
      status: 'new',
      priority: null,
      channel: 'email',
    });
    expect(snapshot.ticket.url).toBe(`${zendesk.sandbox.url}/agent/tickets/${id}`);
    expect(snapshot.ticket.fields).toEqual({
      intent: null,
      confidence: null,
      urgency: null,
      sentiment: null,
      language: null,
    });
    expect(snapshot.comments.map((comment) => comment.text)).toEqual([
      'It drips from the spout.\n\nWhat now?',
      'And it is hot.',
    ]);
    expect(snapshot.comments.every((comment) => comment.public)).toBe(true);
    const requester = snapshot.people.find((person) => person.id === snapshot.ticket.requesterId);
    expect(requester).toMatchObject({
      name: 'Ana Costa',
      email: 'ana@example.net',
      role: 'end-user',
      verified: true,
      locale: 'en-GB',
    });
    expect(Math.abs(snapshot.readAt.getTime() - Date.now())).toBeLessThan(2_500);
  });

  it('takes two requests once the account is known', async () => {
    const id = newTicket();
    await zendesk.helpdesk.read(id);
    const before = zendesk.sandbox.requests().length;
    await zendesk.helpdesk.read(id);
    const paths = zendesk.sandbox
      .requests()
      .slice(before)
      .map((request) => request.path.split('?')[0]);
    expect(paths.sort()).toEqual([`/tickets/${id}`, `/tickets/${id}/comments`]);
  });

  it('reads the newest 300 comments of a very long thread, oldest of them first', async () => {
    const id = newTicket();
    for (let count = 1; count <= 320; count += 1) zendesk.sandbox.addCustomerComment(id, { text: `message ${count}` });
    const { comments } = await zendesk.helpdesk.read(id);
    expect(comments).toHaveLength(300);
    expect([comments[0]!.text, comments.at(-1)!.text]).toEqual(['message 21', 'message 320']);
  });

  it('says NotFound when Zendesk says so, and nothing of the kind when it merely fails', async () => {
    await expect(zendesk.helpdesk.read(999)).rejects.toThrow(NotFound);
    const id = newTicket();
    for (const fault of [
      { status: 404, html: '<h1>Not here</h1>' },
      { status: 502, html: '<h1>Bad gateway</h1>' },
    ]) {
      zendesk.sandbox.setFaults({ api: [{ kind: 'status', path: `/tickets/${id}`, times: 2, ...fault }] });
      await expect(zendesk.helpdesk.read(id)).rejects.not.toThrow(NotFound);
    }
  });
});

describe('writing a ticket', () => {
  it('does everything in one request and proves it by the audit', async () => {
    const id = newTicket();
    const update = await updateOf(id, {
      addTags: ['ai_triaged'],
      fields: { intent: 'refund_request', confidence: 'High', language: 'en' },
      priority: 'high',
      group: 'billing',
      comment: { public: false, html: '<p>Draft</p>', authorId: null },
    });
    const proof = await zendesk.helpdesk.update(update);
    const writes = zendesk.sandbox.history().filter((write) => write.source === 'api');
    expect(writes).toHaveLength(1);
    expect(writes[0]!.audit).toMatchObject({
      id: proof.auditId,
      custom: { deskhand: { marker: 'turn-1:ticket_update' } },
    });
    expect(proof.commentId).not.toBeNull();
    const { ticket, comments } = await zendesk.helpdesk.read(id);
    expect(ticket).toMatchObject({
      priority: 'high',
      fields: { intent: 'refund_request', confidence: 'high', language: 'en' },
    });
    expect(ticket.groupId).not.toBeNull();
    expect(comments.at(-1)).toMatchObject({
      public: false,
      text: 'Draft',
      authorId: await zendesk.helpdesk.ownUserId(),
    });
  });

  it('keeps the tags of other people and replaces only its own', async () => {
    const id = newTicket();
    await zendesk.helpdesk.update(await updateOf(id, { addTags: ['vip', 'ai_old', 'ai_review'] }));
    const fields = { intent: 'order_status' } as const;
    const update = await updateOf(id, { addTags: ['AI_review', 'ai_new'], replaceTagPrefixes: ['ai_'], fields });
    await zendesk.helpdesk.update(update);
    const { ticket } = await zendesk.helpdesk.read(id);
    expect([...ticket.tags].sort()).toEqual(['ai_intent__order_status', 'ai_new', 'ai_review', 'vip']);
    expect(ticket.fields['intent']).toBe('order_status');
  });

  it('writes the note when a field has no such option or the group does not exist', async () => {
    const id = newTicket();
    const fields = { intent: 'never_heard_of', language: 'zu' } as const;
    await zendesk.helpdesk.update(await updateOf(id, { fields, group: 'Nobody', addTags: ['ai_triaged'] }));
    const { ticket } = await zendesk.helpdesk.read(id);
    expect(ticket.fields).toMatchObject({ intent: null, language: 'other' });
    expect(ticket.groupId).toBeNull();
  });

  it('refuses to write over somebody else', async () => {
    const id = newTicket();
    const update = await updateOf(id, { addTags: ['late'] });
    zendesk.setWriteAge(30_000);
    zendesk.sandbox.addCustomerComment(id, { text: 'Forget it, solved.' });
    await expect(zendesk.helpdesk.update(update)).rejects.toThrow(Conflict);
    expect(zendesk.sandbox.ticket(id)!.tags).toEqual([]);
  });

  it('says OutcomeUnknown when the answer is lost, and then finds its own write', async () => {
    const id = newTicket();
    const update = await updateOf(id, { comment: { public: false, html: '<p>Draft</p>', authorId: null } });
    zendesk.sandbox.setFaults({ api: [{ kind: 'reset', method: 'PUT', times: 1, afterCommit: true }] });
    await expect(zendesk.helpdesk.update(update)).rejects.toThrow(OutcomeUnknown);
    const proof = await zendesk.helpdesk.findWrite(id, update.marker);
    expect(proof?.auditId).toBe(zendesk.sandbox.history().at(-1)!.audit.id);
  });

  it('says Unavailable when Zendesk asks for patience', async () => {
    const update = await updateOf(newTicket(), { addTags: ['x'] });
    zendesk.sandbox.setFaults({ api: [{ kind: 'status', status: 429, retryAfter: 3, method: 'PUT', times: 1 }] });
    await expect(zendesk.helpdesk.update(update)).rejects.toMatchObject({ name: 'Unavailable', afterMs: 3_000 });
  });

  it('gives up on a closed ticket', async () => {
    const id = newTicket();
    await zendesk.helpdesk.update(await updateOf(id, { status: 'closed' }));
    await expect(updateOf(id, { addTags: ['x'] }).then(zendesk.helpdesk.update)).rejects.toThrow(GiveUp);
  });
});

describe('finding an earlier write', () => {
  it('answers null only after it has seen the whole history', async () => {
    const id = newTicket();
    expect(await zendesk.helpdesk.findWrite(id, 'nothing')).toBeNull();
    for (let count = 0; count < 150; count += 1) zendesk.sandbox.addCustomerComment(id, { text: `${count}` });
    await zendesk.helpdesk.update(await updateOf(id, { marker: 'late one', addTags: ['x'] }));
    expect(await zendesk.helpdesk.findWrite(id, 'late one')).not.toBeNull();
  });

  it.each([
    { kind: 'status', status: 429, retryAfter: 2 },
    { kind: 'status', status: 502, html: '<h1>Bad gateway</h1>' },
    { kind: 'status', status: 504, html: '' },
    { kind: 'reset' },
  ] as const)('never takes %j for "not there"', async (fault) => {
    const id = newTicket();
    zendesk.sandbox.setFaults({ api: [{ path: '/audits', times: 1, ...fault }] });
    await expect(zendesk.helpdesk.findWrite(id, 'x')).rejects.toThrow(RetryLater);
  });
});

describe('finding people', () => {
  it('finds an agent by address and nobody who is not one', async () => {
    const mira = await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example');
    expect(mira).not.toBeNull();
    expect(mira).not.toBe(await zendesk.helpdesk.ownUserId());
    expect(await zendesk.helpdesk.findAgentByEmail('ana@example.net')).toBeNull();
    expect(await zendesk.helpdesk.findAgentByEmail('mira@elsewhere.example')).toBeNull();
    expect(await zendesk.helpdesk.findAgentByEmail('mira" role:admin')).toBeNull();
  });

  it('asks who it is once', async () => {
    await Promise.all([zendesk.helpdesk.ownUserId(), zendesk.helpdesk.ownUserId()]);
    await zendesk.helpdesk.ownUserId();
    expect(zendesk.sandbox.requests().filter((request) => request.path.includes('/users/me'))).toHaveLength(1);
  });
});
