import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { deliver } from '../effects/deliver.ts';
import type { EffectHandlers } from '../effects/effect.ts';
import { EffectStore } from '../effects/effect-store.ts';
import { createMetrics } from '../metrics/prometheus.ts';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { silentLog } from '../platform/log.ts';
import { ReviewStore } from '../review/review-store.ts';
import { SettingStore } from '../rollout/settings.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { createCaseStore } from '../tickets/case-store.ts';
import { FakeHelpdesk } from '../tickets/helpdesk.fake.ts';
import { createInboxStore } from '../tickets/inbox-store.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { createLabelStore } from '../tickets/label-store.ts';
import { createTicketEffects } from '../zendesk/ticket-effects.ts';
import { workOnTicket } from './pipeline.ts';
import { ScriptedBrain } from './scripted-brain.fake.ts';

/** C19: the database is restored from a backup that is older than what we did. */

const INTENT = {
  rollout: 'assist',
  description: 'd',
  examples: ['a', 'b', 'c'],
  risk: 'low',
  specialist: 'orders',
  group: 'Support',
};
const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      { label: 'return_item', name: 'Return', ...INTENT },
      { label: 'quiet', name: 'Quiet', ...INTENT },
    ],
  }),
  'test',
);
const TICKET = 4_711;
const OTHER = 4_712;

describe('a database that forgot what was done', () => {
  let helpdesk: FakeHelpdesk;
  let databases: Awaited<ReturnType<typeof openTestDatabase>>[];

  beforeAll(async () => {
    const url = inject('postgresUrl');
    databases = [await openTestDatabase(url), await openTestDatabase(url)];
    helpdesk = new FakeHelpdesk();
    for (const id of [TICKET, OTHER]) helpdesk.open(id, 'How many days do I have to return my grinder to you? Eva');
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
  });

  /** Looks at the ticket and delivers whatever that planned, as a worker on this database. */
  async function work(database: Database, ticketId: number): Promise<void> {
    const shared = { doorbell: { ring: async () => {} }, log: silentLog, owner: 'worker', leaseMs: 8_000 };
    await workOnTicket(
      {
        ...shared,
        helpdesk,
        brain: new ScriptedBrain(),
        taxonomy: TAXONOMY,
        backoffice: null,
        defaultLocale: 'en',
        clock: systemClock,
        metrics: createMetrics(),
        disclosure: null,
        search: { search: async () => ({ passages: [], answerability: 0, features: {} }) },
        inbox: createInboxStore(database),
        cases: createCaseStore(database),
        labels: createLabelStore(database),
        reviews: new ReviewStore(database),
        settings: new SettingStore(database),
        checks: { allowedHosts: [] },
        reviewExpiryMs: 3_600_000,
        onStage: () => {},
      },
      ticketId,
    );
    const effects = new EffectStore(database);
    const handlers = createTicketEffects(helpdesk) as EffectHandlers;
    const delivery = { ...shared, effects, handlers, unknownWaitMs: 11_000, follow: async () => [] };
    for (const id of await effects.due(100)) await deliver(delivery, id);
  }

  it('finds its note of before by the ticket’s own numbers and writes no second one', async () => {
    const [before, restored] = databases;
    if (!before || !restored) throw new Error('no databases');
    await work(before, TICKET);
    expect(helpdesk.tickets.get(TICKET)?.writes).toHaveLength(1);
    // Turns are counted anew: the first turn of the restored database is another ticket's.
    await work(restored, OTHER);
    await work(restored, TICKET);
    expect(helpdesk.tickets.get(TICKET)?.writes).toHaveLength(1);
    expect(helpdesk.tickets.get(OTHER)?.writes).toHaveLength(1);
  });
});
