import { describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import type { BudgetClass } from './budget.ts';
import { createZendeskHelpdesks } from './client.ts';
import type { ZendeskTransport } from './transport.ts';

describe('createZendeskHelpdesks', () => {
  it('lets only what a customer waits for go as such, and looks the account up once for both', async () => {
    const sent: { path: string; budgetClass: BudgetClass | undefined }[] = [];
    const transport: ZendeskTransport = {
      send: async ({ path, budgetClass }) => {
        sent.push({ path: new URL(path, 'http://x').pathname, budgetClass });
        return { json: { user: { id: 84, role: 'agent' }, audits: [], meta: { has_more: false } }, at: new Date() };
      },
    };
    const { helpdesk, replies } = createZendeskHelpdesks({
      baseUrl: 'http://x',
      transport,
      clock: systemClock,
      log: silentLog,
    });
    await helpdesk.findWrite(5, 'marker');
    await replies.findWrite(5, 'marker');
    expect([await helpdesk.ownUserId(), await replies.ownUserId()]).toEqual([84, 84]);
    expect(sent.map(({ budgetClass }) => budgetClass)).toEqual([undefined, 'customer', undefined]);
  });
});
