import { expect, it } from 'vitest';
import { openTestZendesk } from '../sandbox/test-zendesk.ts';
import { findSolvedTickets } from './solved-tickets.ts';

it('finds the tickets that are solved, and no open ones, up to the number asked for', async () => {
  const zendesk = await openTestZendesk();
  const [mira] = zendesk.sandbox.users().filter(({ name }) => name === 'Mira Jansen');
  const ids = ['One', 'Two', 'Three'].map(
    (subject) =>
      zendesk.sandbox.createTicketAsCustomer({ subject, text: 'Help', name: 'Ana Costa', email: 'ana@example.net' }).id,
  );
  for (const id of [ids[0]!, ids[2]!]) zendesk.sandbox.changeAsAgent(id, mira!.id, { status: 'solved' });
  const since = new Date('2000-01-01');
  const found = await findSolvedTickets(zendesk.transport, { since, most: 10 });
  expect(found.toSorted()).toEqual([ids[0], ids[2]]);
  expect(await findSolvedTickets(zendesk.transport, { since, most: 1 })).toHaveLength(1);
  expect(await findSolvedTickets(zendesk.transport, { since: new Date('2100-01-01'), most: 10 })).toEqual([]);
  await zendesk.close();
});
