import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount, NOON } from './account.fake.ts';

let account: FakeAccount;

beforeEach(async () => {
  account = await FakeAccount.start();
});

afterEach(async () => {
  await account.sandbox.close();
});

describe('who may ask', () => {
  it('answers 401 without a token and after the token has run out', async () => {
    const stranger = await account.call('GET', '/users/me.json', undefined, { authorization: 'Bearer nonsense' });
    expect(stranger).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect((await account.call('GET', '/users/me.json')).body.user.name).toBe('Deskhand');
    account.tick(7_201);
    expect((await account.call('GET', '/users/me.json')).status).toBe(401);
  });

  it('refuses a write with a read token, and an export to an agent who is no administrator', async () => {
    const ticket = account.write();
    await account.signIn('read');
    expect((await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { status: 'open' } })).status).toBe(403);
    expect(account.sandbox.ticket(ticket.id)?.status).toBe('new');
  });

  it('takes the legacy API token only where one is set', async () => {
    const basic = { authorization: `Basic ${Buffer.from('mira@kettleandpine.example/token:t0k').toString('base64')}` };
    expect((await account.call('GET', '/users/me', undefined, basic)).status).toBe(401);
    const legacy = await FakeAccount.start({ apiToken: 't0k' });
    expect((await legacy.call('GET', '/users/me', undefined, basic)).body.user.name).toBe('Mira Jansen');
    expect((await legacy.call('GET', '/incremental/tickets/cursor?start_time=0', undefined, basic)).status).toBe(403);
    await legacy.sandbox.close();
  });
});

describe('updating a ticket', () => {
  it('writes everything in one audit and gives back the proof', async () => {
    const ticket = account.write();
    const groupId = (await account.call('GET', '/groups.json')).body.groups[1].id;
    const { body } = await account.call('PUT', `/tickets/${ticket.id}.json`, {
      ticket: {
        priority: 'high',
        group_id: groupId,
        comment: { html_body: '<p>Draft <script>x</script></p>', public: false },
        metadata: { app: 'deskhand', run_id: 'r1' },
      },
    });
    expect(body.ticket).toMatchObject({ priority: 'high', group_id: groupId, status: 'new' });
    expect(body.audit.metadata.custom).toEqual({ app: 'deskhand', run_id: 'r1' });
    expect(body.audit.events.map((event: { type: string }) => event.type)).toEqual(['Comment', 'Change', 'Change']);
    expect(account.sandbox.comments(ticket.id).at(-1)).toMatchObject({ public: false, plainBody: 'Draft' });
    expect(account.sandbox.history().map((write) => write.kind)).toEqual(['ticket.created', 'ticket.updated']);
  });

  it('replaces the tags, which is the classic way to lose them', async () => {
    const ticket = account.write();
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { tags: ['theirs'] } });
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { tags: ['ours'] } });
    expect(account.sandbox.ticket(ticket.id)?.tags).toEqual(['ours']);
  });

  it('accepts a flat body and ignores it', async () => {
    const ticket = account.write();
    const { status, body } = await account.call('PUT', `/tickets/${ticket.id}`, { status: 'solved' });
    expect([status, body.ticket.status]).toEqual([200, 'new']);
    expect(account.sandbox.history()).toHaveLength(1);
  });

  it('refuses a stale stamp and writes nothing, also when safe_update is false', async () => {
    const ticket = account.write();
    const stamp = (await account.call('GET', `/tickets/${ticket.id}`)).body.ticket.updated_at;
    account.tick(2);
    account.sandbox.addCustomerComment(ticket.id, { text: 'Never mind.' });
    for (const safe_update of [true, false]) {
      const late = { status: 'solved', comment: { body: 'x', public: true }, safe_update, updated_stamp: stamp };
      expect((await account.call('PUT', `/tickets/${ticket.id}`, { ticket: late })).status).toBe(409);
    }
    expect(account.sandbox.comments(ticket.id)).toHaveLength(2);
    const fresh = (await account.call('GET', `/tickets/${ticket.id}`)).body.ticket.updated_at;
    const again = { status: 'solved', safe_update: true, updated_stamp: fresh };
    expect((await account.call('PUT', `/tickets/${ticket.id}`, { ticket: again })).status).toBe(200);
  });

  it('lets the earlier visibility stick when public is forgotten', async () => {
    const ticket = account.write();
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { comment: { body: 'oops' } } });
    expect(account.sandbox.comments(ticket.id).at(-1)?.public).toBe(true);
  });

  it('does not change a closed ticket', async () => {
    const ticket = account.write();
    await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { status: 'closed' } });
    const { status, body } = await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { priority: 'low' } });
    expect([status, body.error]).toEqual([422, 'RecordInvalid']);
    expect(account.sandbox.addCustomerComment(ticket.id, { text: 'Still broken' }).ticketId).not.toBe(ticket.id);
  });

  it('takes only options that a field has, and shows the option as a tag', async () => {
    const ticket = account.write();
    const fields = (await account.call('GET', '/ticket_fields.json')).body.ticket_fields;
    const intent = fields.find((field: { title: string }) => field.title === 'Deskhand intent');
    const set = (value: string) =>
      account.call('PUT', `/tickets/${ticket.id}`, { ticket: { custom_fields: [{ id: intent.id, value }] } });
    expect((await set('ai_intent__dancing')).status).toBe(422);
    await set('ai_intent__order_status');
    expect((await set('ai_intent__refund_request')).body.ticket.tags).toEqual(['ai_intent__refund_request']);
  });

  it('moves updated_at at a resolution of a second', async () => {
    const ticket = account.write();
    account.tick(1.7);
    const { body } = await account.call('PUT', `/tickets/${ticket.id}`, { ticket: { priority: 'low' } });
    expect(body.ticket.updated_at).toBe('2026-11-20T12:00:01Z');
    expect(body.ticket.created_at).toBe(new Date(NOON).toISOString().replace('.000', ''));
  });
});

describe('tags', () => {
  it('sets with POST, adds with PUT and takes away with DELETE', async () => {
    const path = `/tickets/${account.write().id}/tags.json`;
    expect(await account.call('POST', path, { tags: ['a', 'b'] })).toMatchObject({
      status: 201,
      body: { tags: ['a', 'b'] },
    });
    expect(await account.call('PUT', path, { tags: ['c'] })).toMatchObject({
      status: 200,
      body: { tags: ['a', 'b', 'c'] },
    });
    expect((await account.call('DELETE', path, { tags: ['a'] })).status).toBe(204);
    expect((await account.call('GET', path)).body.tags).toEqual(['b', 'c']);
    const stale = { tags: ['d'], safe_update: true, updated_stamp: '2020-01-01T00:00:00Z' };
    expect((await account.call('PUT', path, stale)).status).toBe(409);
  });
});

describe('creating a ticket', () => {
  it('does the work once per Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'k1' };
    const body = {
      ticket: { subject: 'Hello', comment: { body: 'Hi' }, requester: { name: 'Bo', email: 'bo@example.com' } },
    };
    const first = await account.call('POST', '/tickets', body, key);
    const second = await account.call('POST', '/tickets', body, key);
    expect(first.headers.get('x-idempotency-lookup')).toBe('miss');
    expect(second.headers.get('x-idempotency-lookup')).toBe('hit');
    expect(second.body).toEqual(first.body);
    const other = await account.call('POST', '/tickets', { ticket: { ...body.ticket, subject: 'Bye' } }, key);
    expect(other).toMatchObject({ status: 400, body: { error: 'IdempotentRequestError' } });
    expect(account.sandbox.history()).toHaveLength(1);
  });
});

describe('comments', () => {
  it('pages by cursor and by offset, newest first when asked, with their authors', async () => {
    const ticket = account.write('one');
    for (const text of ['two', 'three']) account.sandbox.addCustomerComment(ticket.id, { text });
    const path = `/tickets/${ticket.id}/comments.json`;
    const first = (await account.call('GET', `${path}?page[size]=2&include=users`)).body;
    expect([first.comments.length, first.meta.has_more, first.users[0].email]).toEqual([2, true, 'ada@example.com']);
    const next = await account.call('GET', first.links.next.replace(`${account.sandbox.url}/api/v2`, ''));
    expect(next.body.comments.map((comment: { plain_body: string }) => comment.plain_body)).toEqual(['three']);
    expect(next.body.meta.has_more).toBe(false);
    const newest = (await account.call('GET', `${path}?sort=-created_at&per_page=1`)).body;
    expect([newest.comments[0].plain_body, newest.count, newest.next_page.includes('page=2')]).toEqual([
      'three',
      3,
      true,
    ]);
    expect((await account.call('GET', `${path}?page=101`)).status).toBe(400);
  });
});

describe('finding tickets', () => {
  it('keeps the last minute out of the export and gives a cursor for later', async () => {
    const ticket = account.write();
    const early = (await account.call('GET', '/incremental/tickets/cursor.json?start_time=0')).body;
    expect([early.tickets.length, early.end_of_stream]).toEqual([0, true]);
    account.tick(61);
    const late = (await account.call('GET', `/incremental/tickets/cursor.json?cursor=${early.after_cursor}`)).body;
    expect(late.tickets.map((each: { id: number }) => each.id)).toEqual([ticket.id]);
    const done = (await account.call('GET', `/incremental/tickets/cursor.json?cursor=${late.after_cursor}`)).body;
    expect(done.tickets).toEqual([]);
  });

  it('searches by requester, status and time', async () => {
    account.write();
    const found = async (query: string) =>
      (await account.call('GET', `/search.json?query=${encodeURIComponent(query)}`)).body.count;
    expect(await found('type:ticket requester:ada@example.com status<solved')).toBe(1);
    expect(await found('type:ticket updated>2026-11-20T12:00:00Z')).toBe(0);
    expect(await found('grinder -status:solved')).toBe(1);
    expect((await account.call('GET', '/search.json?query=x&page=11')).status).toBe(422);
  });
});

describe('limits and faults', () => {
  it('answers 429 with the time to wait once the budget is gone', async () => {
    const poor = await FakeAccount.start({ limits: { requestsPerMinute: 2 } });
    expect((await poor.call('GET', '/users/me')).headers.get('x-rate-limit-remaining')).toBe('1');
    await poor.call('GET', '/users/me');
    const refused = await poor.call('GET', '/users/me');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    poor.tick(60);
    expect((await poor.call('GET', '/users/me')).status).toBe(200);
    await poor.sandbox.close();
  });

  it('breaks the next calls as told, before or after the work is done', async () => {
    const ticket = account.write();
    const update = () =>
      account.call('PUT', `/tickets/${ticket.id}`, { ticket: { comment: { body: 'x', public: false } } });
    account.sandbox.setFaults({
      api: [{ kind: 'status', status: 502, html: '<h1>Bad</h1>', times: 1, path: '/tickets/' }],
    });
    expect(await update()).toMatchObject({ status: 502, body: '<h1>Bad</h1>' });
    account.sandbox.setFaults({ api: [{ kind: 'reset', times: 1 }] });
    await expect(update()).rejects.toThrow('fetch failed');
    expect(account.sandbox.comments(ticket.id)).toHaveLength(1);
    account.sandbox.setFaults({ api: [{ kind: 'reset', times: 1, afterCommit: true }] });
    await expect(update()).rejects.toThrow('fetch failed');
    expect(account.sandbox.comments(ticket.id)).toHaveLength(2);
    expect((await update()).status).toBe(200);
  });

  it('says what it does not know', async () => {
    expect(await account.call('GET', '/tickets/1.json')).toMatchObject({
      status: 404,
      body: { error: 'RecordNotFound' },
    });
    expect(await account.call('GET', '/nothing.json')).toMatchObject({
      status: 404,
      body: { error: 'InvalidEndpoint' },
    });
  });
});
