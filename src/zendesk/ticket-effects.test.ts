import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Base, Effect } from '../effects/effect.ts';
import { GiveUp, OutcomeUnknown } from '../platform/errors.ts';
import { openTestZendesk, type TestZendesk } from '../sandbox/test-zendesk.ts';
import { createTicketEffects } from './ticket-effects.ts';

let zendesk: TestZendesk;
let effects: ReturnType<typeof createTicketEffects>;
beforeEach(async () => {
  zendesk = await openTestZendesk();
  effects = createTicketEffects(zendesk.helpdesk);
});
afterEach(() => zendesk.close());

function newTicket(): number {
  return zendesk.sandbox.createTicketAsCustomer({
    name: 'Ana Costa',
    email: 'ana@example.net',
    subject: 'Refund',
    text: 'Please.',
  }).id;
}

async function baseOf(ticketId: number, settled = true): Promise<Base> {
  const { ticket, comments } = await zendesk.helpdesk.read(ticketId);
  const last = comments.findLast((comment) => comment.public)!;
  return { lastPublicCommentId: last.id, stamp: ticket.updatedStamp, settled, tags: [...ticket.tags] };
}

const ROW = { id: 1, caseId: 1, turnId: 1, reviewId: null, decisionId: null, state: 'sending', attempts: 1 } as const;

function updateEffect(ticketId: number, base: Base, attempts = 1): Effect<'ticket_update'> {
  const payload = {
    ticketId,
    base,
    addTags: ['ai_triaged'],
    replaceTagPrefixes: ['ai_'],
    fields: { intent: 'refund_request' },
    priority: 'high' as const,
    group: 'Billing',
    noteHtml: '<p>Draft [1]</p>',
  };
  return { ...ROW, key: 'turn-1:update', kind: 'ticket_update', payload, attempts };
}

function replyEffect(
  ticketId: number,
  base: Base,
  changes: { html?: string; approverEmail?: string | null; attempts?: number } = {},
): Effect<'public_reply'> {
  const { html = '<p>Your money is on its way.</p>', approverEmail = null, attempts = 1 } = changes;
  const payload = { ticketId, base, html, approverEmail, status: 'pending' as const, addTags: ['ai_replied'] };
  return { ...ROW, key: 'decision-1:reply', kind: 'public_reply', payload, attempts };
}

function noteEffect(ticketId: number, base: Base): Effect<'staff_note'> {
  const payload = { ticketId, base, noteHtml: '<p>The refund failed.</p>', addTags: ['ai_action_failed'] };
  return { ...ROW, key: 'decision-1:note', kind: 'staff_note', payload };
}

const callsSince = (count: number) =>
  zendesk.sandbox
    .requests()
    .slice(count)
    .map((request) => request.method);
const ownWrites = () => zendesk.sandbox.history().filter((write) => write.source === 'api');

describe('ticket_update', () => {
  it('writes on a settled base without reading again', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    await zendesk.helpdesk.update({ ...NOTHING, ticketId: id, stamp: base.stamp, currentTags: [], group: 'Billing' });
    const fresh = await baseOf(id);
    const before = zendesk.sandbox.requests().length;
    const performed = await effects.ticket_update.perform(updateEffect(id, fresh));
    expect(performed).toMatchObject({
      kind: 'done',
      proof: { auditId: expect.any(Number), commentId: expect.any(Number) },
    });
    expect(callsSince(before)).toEqual(['PUT']);
    expect(zendesk.sandbox.comments(id).at(-1)).toMatchObject({ public: false });
  });

  it('reads first when the base is not settled or it is not the first attempt', async () => {
    for (const [settled, attempts] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const id = newTicket();
      const base = await baseOf(id, settled);
      const before = zendesk.sandbox.requests().length;
      await effects.ticket_update.perform(updateEffect(id, base, attempts));
      expect(callsSince(before).filter((method) => method === 'GET').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('writes with fresh tags when somebody only touched the tags', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.setWriteAge(30_000);
    await zendesk.helpdesk.update({
      ...NOTHING,
      ticketId: id,
      stamp: base.stamp,
      currentTags: [],
      addTags: ['by_a_colleague'],
    });
    expect(await effects.ticket_update.perform(updateEffect(id, base))).toMatchObject({ kind: 'done' });
    expect(zendesk.sandbox.ticket(id)!.tags).toEqual(expect.arrayContaining(['by_a_colleague', 'ai_triaged']));
  });

  it('is superseded when the customer has written again', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.setWriteAge(30_000);
    zendesk.sandbox.addCustomerComment(id, { text: 'Wait, I found it.' });
    const performed = await effects.ticket_update.perform(updateEffect(id, base));
    expect(performed).toEqual({
      kind: 'superseded',
      reason: 'A newer customer message came in after this was decided.',
    });
    expect(ownWrites()).toEqual([]);
  });

  it('is not superseded by a private note', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.setWriteAge(30_000);
    const agentId = (await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example'))!;
    zendesk.sandbox.addAgentComment(id, { agentId, text: 'I know her.', public: false });
    expect(await effects.ticket_update.perform(updateEffect(id, base))).toMatchObject({ kind: 'done' });
  });

  it('waits until the stamp is unambiguous after a change of just now', async () => {
    const id = newTicket();
    const base = await baseOf(id, false);
    zendesk.setWriteAge(0);
    const agentId = (await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example'))!;
    zendesk.sandbox.addAgentComment(id, { agentId, text: 'Looking.', public: false });
    const failed = effects.ticket_update.perform(updateEffect(id, base));
    await expect(failed).rejects.toMatchObject({ name: 'RetryLater' });
    await expect(failed).rejects.toSatisfy(({ afterMs }: { afterMs: number }) => afterMs > 0 && afterMs <= 2_000);
    expect(ownWrites()).toEqual([]);
  });

  it('is superseded on a closed ticket, whether it reads first or not', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    await zendesk.helpdesk.update({ ...NOTHING, ticketId: id, stamp: base.stamp, currentTags: [], status: 'closed' });
    const closed = await baseOf(id);
    const reason = 'The ticket is closed and takes no more changes.';
    expect(await effects.ticket_update.perform(updateEffect(id, closed))).toEqual({ kind: 'superseded', reason });
    expect(await effects.ticket_update.perform(updateEffect(id, closed, 2))).toEqual({ kind: 'superseded', reason });
  });

  it('is superseded on a deleted ticket', async () => {
    const base = await baseOf(newTicket());
    const reason = 'The ticket was deleted.';
    expect(await effects.ticket_update.perform(updateEffect(999, base))).toEqual({ kind: 'superseded', reason });
    expect(await effects.ticket_update.perform(updateEffect(999, base, 2))).toEqual({ kind: 'superseded', reason });
  });

  it('tries later when it loses the race a second time', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.sandbox.setFaults({ api: [{ kind: 'status', status: 409, method: 'PUT', times: 2 }] });
    await expect(effects.ticket_update.perform(updateEffect(id, base))).rejects.toMatchObject({ name: 'RetryLater' });
  });

  it('finds the proof of an attempt whose answer never came', async () => {
    await zendesk.close();
    zendesk = await openTestZendesk({}, { writeTimeoutMs: 100 });
    effects = createTicketEffects(zendesk.helpdesk);
    const id = newTicket();
    const effect = updateEffect(id, await baseOf(id));
    expect(await effects.ticket_update.find(effect)).toBeNull();
    zendesk.sandbox.setFaults({ api: [{ kind: 'hang', method: 'PUT', times: 1, afterCommit: true }] });
    await expect(effects.ticket_update.perform(effect)).rejects.toThrow(OutcomeUnknown);
    expect(await effects.ticket_update.find(effect)).toMatchObject({ auditId: ownWrites()[0]!.audit.id });
    expect(ownWrites()).toHaveLength(1);
  });
});

describe('public_reply', () => {
  it('goes out once, publicly, with tags and status, under the name of the approver', async () => {
    const id = newTicket();
    const effect = replyEffect(id, await baseOf(id), { approverEmail: 'Mira@KettleAndPine.example' });
    expect(await effects.public_reply.perform(effect)).toMatchObject({ kind: 'done' });
    const mira = await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example');
    expect(zendesk.sandbox.comments(id).at(-1)).toMatchObject({ public: true, authorId: mira });
    expect(zendesk.sandbox.ticket(id)).toMatchObject({ status: 'pending', tags: ['ai_replied'] });
  });

  it('goes out under the name of the bot when the approver is no agent', async () => {
    const id = newTicket();
    await effects.public_reply.perform(replyEffect(id, await baseOf(id), { approverEmail: 'boss@elsewhere.example' }));
    expect(zendesk.sandbox.comments(id).at(-1)).toMatchObject({ authorId: await zendesk.helpdesk.ownUserId() });
  });

  it('never trusts the stamp of the decision, and still yields to a colleague who has answered', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    const agentId = (await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example'))!;
    zendesk.sandbox.addAgentComment(id, { agentId, text: 'Done, Ana.', public: true });
    const performed = await effects.public_reply.perform(replyEffect(id, base));
    expect(performed).toEqual({ kind: 'superseded', reason: 'Mira Jansen has answered the customer in the meantime.' });
    expect(ownWrites()).toEqual([]);
  });

  it('recognises its own reply as done instead of calling itself superseded', async () => {
    const id = newTicket();
    const effect = replyEffect(id, await baseOf(id));
    await effects.public_reply.perform(effect);
    expect(await effects.public_reply.perform({ ...effect, attempts: 2 })).toMatchObject({ kind: 'done' });
    expect(ownWrites()).toHaveLength(1);
  });

  it('S11: is not sent when somebody was added to the copies after the approval, and is when somebody was taken away', async () => {
    const other = zendesk.sandbox.createTicketAsCustomer({
      name: 'Bo',
      email: 'bo@example.net',
      subject: 'x',
      text: 'y',
    });
    const ticketId = newTicket();
    const agentId = (await zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example')) ?? 0;
    const before = { ...(await baseOf(ticketId)), copiedIds: [] };
    zendesk.sandbox.changeAsAgent(ticketId, agentId, { emailCcIds: [other.requesterId] });
    const refused = effects.public_reply.perform(replyEffect(ticketId, before));
    await expect(refused).rejects.toThrow(
      new GiveUp(
        'Somebody has been added to the copies of this ticket since the reply was approved, so it was not sent. Please look who reads it, and send it yourself.',
      ),
    );
    expect(zendesk.sandbox.comments(ticketId)).toHaveLength(1);
    const known = { ...before, copiedIds: [other.requesterId] };
    zendesk.sandbox.changeAsAgent(ticketId, agentId, { emailCcIds: [] });
    expect(await effects.public_reply.perform(replyEffect(ticketId, known))).toMatchObject({ kind: 'done' });
  });

  it('gives up on text that no customer should see, before it asks anybody', async () => {
    const id = newTicket();
    const effect = replyEffect(id, await baseOf(id), { html: '<p>As said [1].</p>' });
    const before = zendesk.sandbox.requests().length;
    await expect(effects.public_reply.perform(effect)).rejects.toThrow(GiveUp);
    expect(callsSince(before)).toEqual([]);
  });
});

describe('a worker that slept past its lease', () => {
  it('does not write the note again that another worker wrote meanwhile', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.setWriteAge(30_000);
    await effects.ticket_update.perform(updateEffect(id, base, 2));
    expect(await effects.ticket_update.perform(updateEffect(id, base, 1))).toMatchObject({ kind: 'done' });
    expect(ownWrites()).toHaveLength(1);
  });

  it.each(['staff_note', 'public_reply'] as const)('does not write its %s again', async (kind) => {
    const id = newTicket();
    const base = await baseOf(id);
    zendesk.setWriteAge(30_000);
    const perform = () =>
      kind === 'staff_note'
        ? effects.staff_note.perform(noteEffect(id, base))
        : effects.public_reply.perform(replyEffect(id, base));
    const first = await perform();
    expect(await perform()).toEqual(first);
    expect(ownWrites()).toHaveLength(1);
  });
});

describe('staff_note', () => {
  it('is written even when our own reply is the newer comment', async () => {
    const id = newTicket();
    const base = await baseOf(id);
    await effects.public_reply.perform(replyEffect(id, base));
    expect(await effects.staff_note.perform(noteEffect(id, base))).toMatchObject({ kind: 'done' });
    expect(zendesk.sandbox.comments(id).at(-1)).toMatchObject({ public: false, body: 'The refund failed.' });
    expect(zendesk.sandbox.ticket(id)!.tags).toEqual(['ai_action_failed', 'ai_replied']);
  });
});

const NOTHING = {
  marker: 'somebody else',
  addTags: [],
  replaceTagPrefixes: [],
  fields: {},
  priority: null,
  group: null,
  status: null,
  comment: null,
};
