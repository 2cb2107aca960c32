import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { decide } from '../../src/review/decisions.ts';
import { ReviewStore } from '../../src/review/review-store.ts';
import { missingScopes, RUNTIME_SCOPES } from '../../src/zendesk/scopes.ts';
import { type Desk, DISCLOSURE, MIRA, openDesk } from './desk.ts';

/** What happens to tickets in a working week, each told by what stands on the ticket afterwards. */

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') });
});
afterAll(() => desk?.close());

const EVA = { name: 'Mei-Ling Chen', email: 'meiling.chen@mail.example' };
const QUESTION = 'When will order 1058 arrive? I would like to know where the parcel is now.';

function write(text: string, subject = 'A question', from = EVA) {
  return desk.zendesk.createTicketAsCustomer({ ...from, subject, text }).id;
}

async function written(text: string, subject?: string) {
  const ticketId = write(text, subject);
  await desk.quiet(ticketId);
  return ticketId;
}

const comments = (ticketId: number) => desk.zendesk.comments(ticketId);
const notes = (ticketId: number) => comments(ticketId).filter((comment) => !comment.public);
const ownNotes = (ticketId: number) => notes(ticketId).filter(({ authorId }) => authorId === desk.agents.bot);
const publicReplies = (ticketId: number) =>
  comments(ticketId).filter(
    ({ public: isPublic, authorId }) => isPublic && [desk.agents.bot, desk.agents.mira].includes(authorId),
  );
const ownWrites = (ticketId: number) =>
  desk.zendesk.history().filter((each) => each.ticketId === ticketId && each.source === 'api');

async function turns(ticketId: number): Promise<{ id: number; state: string; reason: string | null }[]> {
  const { rows } = await desk.database.pool.query(
    'select t.id, t.state, t.reason from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by t.id',
    [ticketId],
  );
  return rows;
}

async function reviewsOf(ticketId: number) {
  const { rows } = await desk.database.pool.query('select id, state from review where ticket_id = $1 order by id', [
    ticketId,
  ]);
  return rows as { id: number; state: string }[];
}

/** The newest question about the ticket, approved as it stands. */
async function approve(ticketId: number): Promise<void> {
  const reviews = new ReviewStore(desk.database);
  const shown = await reviews.find((await reviewsOf(ticketId)).at(-1)?.id ?? 0);
  const decided = await decide(
    {
      reviews,
      doorbell: { ring: async () => undefined },
      disclosure: DISCLOSURE,
      checks: { allowedHosts: ['kettleandpine.example', '127.0.0.1'] },
    },
    {
      reviewId: shown?.id ?? 0,
      kind: 'approve',
      revision: shown?.revision ?? 0,
      fingerprint: shown?.fingerprint ?? '',
      actor: { kind: 'slack', id: 'U0MIRA0001', name: 'Mira Jansen', email: MIRA.toUpperCase() },
      surface: 'slack',
      editedText: null,
      reason: null,
    },
  );
  expect(decided.kind).toBe('decided');
}

describe('a message and its answer', () => {
  it('makes one turn, one write and one note of five events of one action', async () => {
    const ticketId = await written(QUESTION);
    const before = (await turns(ticketId)).length;
    const writesBefore = ownWrites(ticketId).length;
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { status: 'pending' });
    await desk.quiet(ticketId);
    // A reply to a pending ticket: comment, status, and with it tags and group that the account's rules change.
    desk.zendesk.addCustomerComment(ticketId, {
      text: 'It is urgent now, I leave on Friday and need order 1058 before.',
    });
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, {
      tags: [...(desk.zendesk.ticket(ticketId)?.tags ?? []), 'travel', 'vip_check'],
    });
    await desk.quiet(ticketId);
    const { rows } = await desk.database.pool.query(`select count(*)::int as n from inbox where ticket_id = $1`, [
      ticketId,
    ]);
    expect(rows[0].n).toBeGreaterThanOrEqual(5);
    expect(await turns(ticketId)).toHaveLength(before + 1);
    expect(ownWrites(ticketId)).toHaveLength(writesBefore + 1);
    expect(ownNotes(ticketId)).toHaveLength(before + 1);
    expect(desk.zendesk.ticket(ticketId)?.tags).toEqual(expect.arrayContaining(['travel', 'vip_check']));
  });

  it('goes out under the name of the person who approved it, with the line about AI', async () => {
    const ticketId = await written(QUESTION);
    await approve(ticketId);
    await desk.quiet(ticketId);
    const [reply, ...more] = publicReplies(ticketId);
    expect(more).toEqual([]);
    expect(reply?.authorId).toBe(desk.agents.mira);
    expect(reply?.plainBody.trim().endsWith(DISCLOSURE)).toBe(true);
    expect(reply?.plainBody).not.toMatch(/\[\d+\]/);
    expect(desk.zendesk.ticket(ticketId)?.status).toBe('pending');
    expect((await turns(ticketId)).map(({ state }) => state)).toEqual(['done']);
  });

  it('withdraws its question and writes nothing more when an agent answers first', async () => {
    const ticketId = await written(QUESTION);
    const count = ownNotes(ticketId).length;
    desk.zendesk.addAgentComment(ticketId, { agentId: desk.agents.mira, text: 'It arrives tomorrow.', public: true });
    await desk.quiet(ticketId);
    expect((await reviewsOf(ticketId)).map(({ state }) => state)).toEqual(['superseded']);
    expect(ownNotes(ticketId)).toHaveLength(count);
    expect(publicReplies(ticketId)).toHaveLength(1);
    expect((await turns(ticketId)).at(-1)?.state).toBe('superseded');
  });

  it('lets its question stand when an agent only leaves a note', async () => {
    const ticketId = await written(QUESTION);
    desk.zendesk.addAgentComment(ticketId, { agentId: desk.agents.mira, text: 'Who takes this?', public: false });
    await desk.quiet(ticketId);
    expect((await reviewsOf(ticketId)).map(({ state }) => state)).toEqual(['open']);
    expect(ownNotes(ticketId)).toHaveLength(1);
    expect(await turns(ticketId)).toHaveLength(1);
  });
});

describe('a ticket that ends', () => {
  it('is left in peace once it is closed, and a late answer is worked on in its follow-up', async () => {
    const ticketId = await written(QUESTION);
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { status: 'closed' });
    await desk.quiet(ticketId);
    expect((await reviewsOf(ticketId)).map(({ state }) => state)).toEqual(['superseded']);
    const before = comments(ticketId).length;
    const reply = desk.zendesk.addCustomerComment(ticketId, { text: 'And where is order 1058 now, please tell me?' });
    await desk.quiet(reply.ticketId);
    expect(reply.ticketId).not.toBe(ticketId);
    expect(comments(ticketId)).toHaveLength(before);
    expect(ownNotes(reply.ticketId)).toHaveLength(1);
  });

  it('is worked on again when the customer reopens it', async () => {
    const ticketId = await written(QUESTION);
    desk.zendesk.addAgentComment(ticketId, { agentId: desk.agents.mira, text: 'It arrives tomorrow.', public: true });
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { status: 'solved' });
    await desk.quiet(ticketId);
    desk.zendesk.addCustomerComment(ticketId, { text: 'It did not arrive. Where is my parcel of order 1058 now?' });
    await desk.quiet(ticketId);
    expect(desk.zendesk.ticket(ticketId)?.status).toBe('open');
    expect((await turns(ticketId)).map(({ state }) => state)).toEqual(['superseded', 'waiting']);
    expect(ownNotes(ticketId)).toHaveLength(2);
    expect((await reviewsOf(ticketId)).map(({ state }) => state)).toEqual(['superseded', 'open']);
  });
});

describe('a ticket that was merged', () => {
  it('ends, and its question is worked on in the ticket it went into', async () => {
    const target = await written('Which grind setting fits a Chemex best on the Fir 2 grinder?');
    const source = await written('When will order 1058 arrive? I would like to know where the parcel is now.');
    desk.zendesk.merge(source, target, desk.agents.mira);
    await desk.quiet(source);
    await desk.quiet(target);
    expect(desk.zendesk.ticket(source)?.status).toBe('closed');
    expect((await reviewsOf(source)).map(({ state }) => state)).not.toContain('open');
    expect((await turns(source)).map(({ state }) => state)).toEqual(['superseded']);
    expect(ownNotes(source)).toHaveLength(1);
    expect(await turns(target)).toHaveLength(2);
    expect(ownNotes(target)).toHaveLength(2);
    const note = ownNotes(target).at(-1)?.plainBody ?? '';
    expect(note).toContain('order number 1058');
    expect(note).toContain('Written by the customer of the merged ticket');
    expect(publicReplies(target)).toEqual([]);
  });
});

describe('people around the requester', () => {
  it('gives somebody in copy no account data, and says who wrote', async () => {
    const ticketId = await written(QUESTION);
    desk.zendesk.addCustomerComment(ticketId, {
      text: 'I ask for my sister: when will order 1058 arrive, where is the parcel now?',
      from: { name: 'Lin Chen', email: 'lin.chen@mail.example' },
    });
    await desk.quiet(ticketId);
    expect(await turns(ticketId)).toHaveLength(2);
    const note = ownNotes(ticketId).at(-1)?.plainBody ?? '';
    expect(note).toContain('Written by Lin Chen, not by the requester: no account data used');
    expect(note).not.toMatch(/from the shop’s records/);
  });

  it('thinks again for a new requester, and nothing of the old one’s account is left open', async () => {
    const ticketId = await written(QUESTION);
    expect(ownNotes(ticketId)[0]?.plainBody).toMatch(/from the shop’s records/);
    const other = desk.zendesk.users().find(({ email, role }) => role === 'end-user' && email !== EVA.email);
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { requesterId: other?.id ?? 0 });
    await desk.quiet(ticketId);
    expect((await turns(ticketId)).map(({ state }) => state)[0]).toBe('superseded');
    expect(await turns(ticketId)).toHaveLength(2);
    expect((await reviewsOf(ticketId))[0]?.state).toBe('superseded');
    const note = ownNotes(ticketId).at(-1)?.plainBody ?? '';
    expect(note).toContain('which no longer applies');
    expect(note).not.toMatch(/from the shop’s records/);
  });
});

describe('people in copy', () => {
  const STRANGER = { name: 'Rob Stranger', email: 'rob@elsewhere.example' };
  const strangerId = () =>
    desk.zendesk.createTicketAsCustomer({ ...STRANGER, subject: 'x', text: 'Hello' }).requesterId;

  it('S11: a question is asked anew when somebody is put in copy, and the note says who would get the reply', async () => {
    const ticketId = await written(QUESTION);
    expect(ownNotes(ticketId).at(-1)?.plainBody).not.toContain('In copy');
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { emailCcIds: [strangerId()] });
    await desk.quiet(ticketId);
    expect((await reviewsOf(ticketId)).map(({ state }) => state)).toEqual(['superseded', 'open']);
    expect(ownNotes(ticketId).at(-1)?.plainBody).toContain('In copy, so a reply goes to them too: Rob Stranger');
    await approve(ticketId);
    await desk.quiet(ticketId);
    expect(publicReplies(ticketId)).toHaveLength(1);
  });

  it('S11: an approval that was given before the copy is not sent; it has to be given again', async () => {
    const ticketId = await written(QUESTION);
    const copied = strangerId();
    // Nobody tells us, so the approval overtakes the news.
    desk.zendesk.setFaults({ deliveries: { drop: 1 } });
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { emailCcIds: [copied] });
    await approve(ticketId);
    await desk.quiet(ticketId);
    expect(publicReplies(ticketId)).toEqual([]);
    // What the next sweep, or any later event of the ticket, brings about.
    desk.zendesk.setFaults({});
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { status: 'open' });
    await desk.quiet(ticketId);
    expect((await reviewsOf(ticketId)).at(-1)?.state).toBe('open');
    expect(publicReplies(ticketId)).toEqual([]);
    await approve(ticketId);
    await desk.quiet(ticketId);
    expect(publicReplies(ticketId)).toHaveLength(1);
  });

  it('S11: somebody put in copy after the answer changes nothing', async () => {
    const ticketId = await written(QUESTION);
    await approve(ticketId);
    await desk.quiet(ticketId);
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { emailCcIds: [strangerId()] });
    await desk.quiet(ticketId);
    expect(await turns(ticketId)).toHaveLength(1);
    expect(ownNotes(ticketId)).toHaveLength(1);
  });
});

describe('what comes with a message', () => {
  it('lists attached files on the note and reads small text files', async () => {
    const ticketId = desk.zendesk.createTicketAsCustomer({
      ...EVA,
      subject: 'See the file',
      text: 'Hello, please see the attached text for my question. Thank you and best regards, Mei-Ling',
      attachments: [
        {
          name: 'question.txt',
          contentType: 'text/plain',
          text: 'When will my order 1058 arrive? Where is the parcel?',
        },
        { name: 'bag.jpg', contentType: 'image/jpeg', text: 'x'.repeat(2_100_000) },
        { name: 'run.html', contentType: 'text/html', text: '<script>alert(1)</script> order 9999' },
      ],
    }).id;
    await desk.quiet(ticketId);
    const note = ownNotes(ticketId)[0]?.plainBody ?? '';
    expect(note).toContain(
      'question.txt (text/plain, 1 kB, read), bag.jpg (image/jpeg, 2.1 MB), run.html (text/html, 1 kB)',
    );
    expect(note).toContain('order number 1058');
    expect(note).not.toContain('9999');
  });
});

describe('the note on the ticket', () => {
  it('says that it takes the place of the one before, and the ticket is tagged', async () => {
    const ticketId = await written(QUESTION);
    expect(ownNotes(ticketId)[0]?.plainBody).not.toContain('Replaces');
    desk.zendesk.addCustomerComment(ticketId, { text: 'I meant order 1047, sorry. When will order 1047 arrive?' });
    await desk.quiet(ticketId);
    expect(ownNotes(ticketId)).toHaveLength(2);
    expect(ownNotes(ticketId)[1]?.plainBody).toMatch(
      /Replaces Deskhand’s note of \d+ \w+.*UTC, which no longer applies/,
    );
    expect(desk.zendesk.ticket(ticketId)?.tags).toContain('ai_note__replaced');
  });

  it('hands a person everything: message, intent, what is known, sources, reason and next step', async () => {
    const ticketId = await written(
      'My account was hacked, somebody changed my e-mail address and placed order 1058 in my name. My lawyer will write to you.',
      'Hacked',
    );
    const ticket = desk.zendesk.ticket(ticketId);
    const note = ownNotes(ticketId)[0]?.plainBody ?? '';
    expect(ticket?.tags).toContain('ai_route__person');
    for (const part of [
      'Why you are asked',
      'Next step:',
      'Already known: order number 1058',
      'confidence',
      'Urgency:',
      'Mood:',
      'Language:',
    ])
      expect(note).toContain(part);
    expect(note).toMatch(/For staff only|Sources of the draft|Closest articles/);
    expect(note).toMatch(/If you want to let the customer know/);
    expect(publicReplies(ticketId)).toEqual([]);
    expect(ticket?.groupId).not.toBeNull();
  });
});

describe('an agent who corrects a field', () => {
  it('leaves a label, and our own writing leaves none', async () => {
    const ticketId = await written(QUESTION);
    const labels = () =>
      desk.database.pool
        .query('select field, said, corrected, actor_id, turn_id from label where ticket_id = $1', [ticketId])
        .then(({ rows }) => rows);
    expect(await labels()).toEqual([]);
    const before = ownNotes(ticketId).length;
    desk.zendesk.changeAsAgent(ticketId, desk.agents.mira, { fields: { intent: 'ai_intent__cancel_order' } });
    await expect.poll(labels, { timeout: 10_000 }).toHaveLength(1);
    await desk.quiet(ticketId);
    const [turn] = await turns(ticketId);
    expect((await labels())[0]).toMatchObject({
      field: 'intent',
      said: 'order_status',
      corrected: 'cancel_order',
      actor_id: desk.agents.mira,
      turn_id: turn?.id,
    });
    expect(ownNotes(ticketId)).toHaveLength(before);
    expect(await turns(ticketId)).toHaveLength(1);
    const { rows } = await desk.database.pool.query(
      'select count(*)::int as n from field_change where ticket_id = $1',
      [ticketId],
    );
    expect(rows[0].n).toBe(0);
  });
});

describe('an account that refuses us', () => {
  it('is asked no more than a few times, loses nothing, and work goes on when it lets us in', async () => {
    desk.zendesk.setFaults({ api: [{ kind: 'status', status: 401, times: 10_000 }] });
    const before = desk.zendesk.requests().length;
    const tickets = [write(QUESTION), write(QUESTION), write(QUESTION)];
    const state = () =>
      desk.database.pool.query(`select paused, reason from door where name = 'zendesk'`).then(({ rows }) => rows[0]);
    await expect.poll(state, { timeout: 15_000 }).toMatchObject({ paused: true });
    const { rows } = await desk.database.pool.query(
      `select count(*)::int as n from inbox where ticket_id = any($1) and state = 'received'`,
      [tickets],
    );
    expect(rows[0].n).toBe(3);
    const waiting = `ticket_id = any($1) and state = 'received'`;
    const due = () =>
      desk.database.pool.query(`update inbox set next_at = now() - interval '1 minute' where ${waiting}`, [tickets]);
    const late = () =>
      desk.database.pool
        .query(`select count(*)::int as n from inbox where ${waiting} and next_at > now()`, [tickets])
        .then((found) => found.rows[0].n);
    // Without the pause every one of these fifteen tries would ask for a token and read the ticket.
    for (let round = 0; round < 5; round += 1) {
      await due();
      await expect.poll(late, { timeout: 15_000 }).toBe(3);
    }
    expect(desk.zendesk.requests().length - before).toBeLessThan(20);
    desk.zendesk.setFaults({});
    await desk.database.pool.query(`update door set probe_at = now()`);
    await due();
    await expect.poll(state, { timeout: 15_000 }).toMatchObject({ paused: false });
    await due();
    for (const ticketId of tickets) await desk.quiet(ticketId);
    for (const ticketId of tickets) expect(ownNotes(ticketId)).toHaveLength(1);
  }, 60_000);
});

/** Last, because it looks at everything that the tests before it made the product do. */
describe('the rights of the running product', () => {
  it('are the documented ones: each was needed, and nothing beyond them was asked for', () => {
    const byRun = desk.zendesk.requests().filter(({ auth, at }) => auth === 'bearer' && at >= desk.openedAt);
    const needed = new Set(byRun.flatMap(({ scope }) => scope ?? []));
    expect(byRun.length).toBeGreaterThan(100);
    for (const scope of needed) expect(missingScopes([scope], RUNTIME_SCOPES)).toEqual([]);
    for (const scope of RUNTIME_SCOPES) expect([...needed]).toContain(scope);
    expect([...needed].filter((scope) => /write/.test(scope))).toEqual(['tickets:write']);
    // The bot is no administrator: the export refuses it, and the sweep searches the open tickets instead.
    const refused = byRun.filter(({ status }) => status === 403).map(({ path }) => path);
    expect(new Set(refused)).toEqual(new Set(['/incremental/tickets/cursor']));
  });
});
