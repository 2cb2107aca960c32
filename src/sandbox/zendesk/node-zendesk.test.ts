import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAccount } from './account.fake.ts';

/** The library's own types are too narrow for what it takes, so it is used here as plain JavaScript. */
const { createClient } = createRequire(import.meta.url)('node-zendesk');

let account: FakeAccount;
// biome-ignore lint/suspicious/noExplicitAny: see above
let client: any;

beforeEach(async () => {
  account = await FakeAccount.start();
  client = createClient({
    oauth: true,
    token: account.token,
    endpointUri: `${account.sandbox.url}/api/v2`,
    throwOriginalException: true,
  });
});

afterEach(() => account.sandbox.close());

describe('node-zendesk against the stand-in', () => {
  it('shows and updates a ticket, and hears of a conflict', async () => {
    const { id } = account.write();
    const shown = await client.tickets.show(id);
    expect(shown.result).toMatchObject({ id, status: 'new', priority: null });
    const safe = { safe_update: true, updated_stamp: shown.result.updated_at };
    const note = { comment: { body: 'A note', public: false }, ...safe };
    account.tick(1);
    expect((await client.tickets.update(id, { ticket: note })).result.id).toBe(id);
    await expect(client.tickets.update(id, { ticket: note })).rejects.toMatchObject({ statusCode: 409 });
    expect(account.sandbox.comments(id)).toHaveLength(2);
  });

  it('reads all comments over several pages', async () => {
    const { id } = account.write('0');
    for (let count = 1; count < 130; count += 1) account.sandbox.addCustomerComment(id, { text: String(count) });
    const comments = await client.tickets.getComments(id);
    expect(comments.map((comment: { plain_body: string }) => comment.plain_body)).toEqual(
      Array.from({ length: 130 }, (_, index) => String(index)),
    );
  });

  it('finds users, groups and webhooks', async () => {
    expect((await client.users.me()).result.name).toBe('Deskhand');
    expect((await client.groups.list()).map((group: { name: string }) => group.name)).toEqual(['Support', 'Billing']);
    account.sandbox.setWebhook({ endpoint: 'http://127.0.0.1:9/hook', secret: 's' });
    expect(await client.webhooks.list()).toHaveLength(1);
  });

  it('reads articles over cursor pages', async () => {
    const endpointUri = `${account.sandbox.url}/api/v2/help_center`;
    const guide = createClient({ oauth: true, token: account.token, endpointUri });
    expect(await guide.helpcenter.articles.list()).toHaveLength(3);
  });
});
