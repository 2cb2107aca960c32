import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

/** An account whose plan has no event subscriptions: a trigger calls us and says nothing but the ticket's number. */

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }, 'trigger');
});
afterAll(() => desk?.close());

const ownNotes = (ticketId: number) =>
  desk.zendesk.comments(ticketId).filter(({ authorId }) => authorId === desk.agents.bot);

describe('the door', () => {
  it('refuses what is signed with the secret that everybody knows', async () => {
    expect(await desk.zendesk.sendTestDelivery(desk.endpoint)).toBe(401);
  });
});

describe('a webhook that a trigger calls', () => {
  it('brings each message of the customer to one turn, quotation marks and all', async () => {
    const ticketId = desk.zendesk.createTicketAsCustomer({
      name: 'Mei-Ling Chen',
      email: 'meiling.chen@mail.example',
      subject: 'A "quoted" subject {{ticket.id}}',
      text: 'When will order 1058 arrive? The page says "shipped".',
    }).id;
    await desk.quiet(ticketId);
    expect(ownNotes(ticketId)).toHaveLength(1);
    desk.zendesk.addAgentComment(ticketId, { agentId: desk.agents.mira, text: 'Who takes this?', public: false });
    desk.zendesk.addCustomerComment(ticketId, { text: 'I still wait. When will order 1058 arrive, please?' });
    await expect.poll(() => ownNotes(ticketId).length, { timeout: 20_000 }).toBe(2);
    await desk.quiet(ticketId);
    expect(ownNotes(ticketId)).toHaveLength(2);
    const { rows } = await desk.database.pool.query('select kind, count(*)::int as n from inbox group by kind');
    expect(rows).toEqual([{ kind: 'trigger', n: 2 }]);
  });
});
