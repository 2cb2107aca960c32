import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BASE, FakeAccount } from './account.fake.ts';
import { Breaker } from './breaker.ts';
import type { Webhook } from './entities.ts';
import { FakeReceiver } from './receiver.fake.ts';

let account: FakeAccount;

beforeEach(async () => {
  account = await FakeAccount.start();
});
afterEach(() => account.sandbox.close());

describe('a merge', () => {
  it('closes the source, tells both, and carries the last words over', async () => {
    const [source, target] = [account.write('Where is it?'), account.write('Another thing')];
    const { body } = await account.call('POST', `/tickets/${target.id}/merge`, { ids: [source.id] });
    expect(body.job_status).toMatchObject({ status: 'queued', total: 1 });
    const job = (await account.call('GET', `/job_statuses/${body.job_status.id}`)).body.job_status;
    expect(job).toMatchObject({ status: 'completed', progress: 1 });
    expect(account.sandbox.ticket(source.id)).toMatchObject({ status: 'closed', tags: ['closed_by_merge'] });
    const { comments } = (await account.call('GET', `/tickets/${target.id}/comments`)).body;
    expect(comments.at(-1)).toMatchObject({ public: false, via: { source: { rel: 'merge' } } });
    expect(comments.at(-1).plain_body).toContain('Where is it?');
    expect((await account.call('POST', `/tickets/${target.id}/merge`, { ids: [source.id] })).status).toBe(422);
  });
});

describe('update_many', () => {
  it('answers for each ticket, and adds tags without wiping others', async () => {
    const [open, closed] = [account.write(), account.write()];
    await account.call('PUT', `/tickets/${open.id}`, { ticket: { tags: ['theirs'] } });
    await account.call('PUT', `/tickets/${closed.id}`, { ticket: { status: 'closed' } });
    const path = `/tickets/update_many?ids=${open.id},${closed.id},1`;
    const { body } = await account.call('PUT', path, { ticket: { additional_tags: ['ours'] } });
    const job = (await account.call('GET', `/job_statuses/${body.job_status.id}`)).body.job_status;
    expect(job.results.map(({ success }: { success: boolean }) => success)).toEqual([true, false, false]);
    expect(account.sandbox.ticket(open.id)?.tags).toEqual(['ours', 'theirs']);
  });
});

describe('the suspended queue', () => {
  const mail = { name: 'Mailer', email: 'noreply@example.com', subject: 'Away', text: 'I am away', causeId: 8 };

  it('makes no ticket and fires no event until somebody recovers it', async () => {
    const receiver = new FakeReceiver();
    const endpoint = await receiver.start();
    account.sandbox.setWebhook({ endpoint, secret: 's' });
    account.sandbox.suspendMail(mail);
    expect(account.sandbox.history()).toEqual([]);
    const { suspended_tickets } = (await account.call('GET', '/suspended_tickets')).body;
    expect(suspended_tickets).toMatchObject([{ cause_id: 8, author: { email: 'noreply@example.com' } }]);
    await account.call('PUT', `/suspended_tickets/recover_many?ids=${suspended_tickets[0].id}`);
    await receiver.waitFor(1);
    expect(account.sandbox.history()).toHaveLength(1);
    await receiver.close();
  });

  it('makes the caller the requester when one is recovered alone', async () => {
    account.sandbox.suspendMail(mail);
    const { suspended_tickets } = (await account.call('GET', '/suspended_tickets')).body;
    await account.call('PUT', `/suspended_tickets/${suspended_tickets[0].id}/recover`);
    const me = (await account.call('GET', '/users/me')).body.user.id;
    const [write] = account.sandbox.history();
    expect(account.sandbox.ticket(write?.ticketId ?? 0)?.requesterId).toBe(me);
  });
});

describe('a macro', () => {
  it('shows what it would make of the ticket and changes nothing', async () => {
    const ticket = account.write();
    const [macro] = (await account.call('GET', '/macros')).body.macros;
    const { body } = await account.call('GET', `/tickets/${ticket.id}/macros/${macro.id}/apply`);
    expect(body.result.ticket).toMatchObject({ status: 'solved', comment: { public: true } });
    expect(account.sandbox.ticket(ticket.id)?.status).toBe('new');
    expect(account.sandbox.history()).toHaveLength(1);
  });
});

describe('the breaker', () => {
  const webhook = { id: 'W' } as Webhook;

  it('leaves a webhook alone when seven in ten fail, and comes back', () => {
    const breaker = new Breaker();
    for (let call = 0; call < 10; call += 1) breaker.record(webhook, call, call >= 3);
    expect(breaker.isOpen(webhook, 10)).toBe(true);
    expect(breaker.isOpen(webhook, 70_000)).toBe(false);
  });

  it('lets a few failures pass', () => {
    const breaker = new Breaker();
    for (let call = 0; call < 20; call += 1) breaker.record(webhook, call, call % 2 === 0);
    expect(breaker.isOpen(webhook, 20)).toBe(false);
  });
});

describe('a refresh token', () => {
  it('works once, and ends the pair that it came with', async () => {
    const client = { clientId: 'agent', clientSecret: 'a secret', scopes: ['read'], refreshToken: 'first' };
    const other = await FakeAccount.start({ oauthClients: [...BASE.oauthClients, client] });
    const refresh = async (refresh_token: string) => {
      const body = { grant_type: 'refresh_token', refresh_token, client_id: 'agent', client_secret: 'a secret' };
      const headers = { 'content-type': 'application/json' };
      const url = `${other.sandbox.url}/oauth/tokens`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
      return { status: answer.status, body: (await answer.json()) as any };
    };
    const one = await refresh('first');
    expect(one.status).toBe(200);
    expect((await refresh('first')).body.error).toBe('invalid_grant');
    other.token = one.body.access_token;
    expect((await other.call('GET', '/users/me')).status).toBe(200);
    const two = await refresh(one.body.refresh_token);
    expect((await other.call('GET', '/users/me')).status).toBe(401);
    other.token = two.body.access_token;
    expect((await other.call('GET', '/users/me')).status).toBe(200);
    await other.sandbox.close();
  });
});
