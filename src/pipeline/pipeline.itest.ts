import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import type { FoundPassage } from '../knowledge/article.ts';
import { LOOP_LIMITS } from '../mail/loop-guard.ts';
import { createMetrics } from '../metrics/prometheus.ts';
import { systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import { decide } from '../review/decisions.ts';
import { ReviewStore } from '../review/review-store.ts';
import { SettingStore } from '../rollout/settings.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { createCaseStore } from '../tickets/case-store.ts';
import { AGENT_ID, CUSTOMER_ID, FakeHelpdesk } from '../tickets/helpdesk.fake.ts';
import { createInboxStore } from '../tickets/inbox-store.ts';
import { parseTaxonomy } from '../tickets/intent.ts';
import { createLabelStore } from '../tickets/label-store.ts';
import { createBudget } from './budget.ts';
import { createMemory } from './memory.ts';
import { type PipelineDeps, workOnTicket } from './pipeline.ts';
import { ScriptedBrain } from './scripted-brain.fake.ts';

const TAXONOMY = parseTaxonomy(
  JSON.stringify({
    version: 1,
    intents: [
      {
        label: 'return_item',
        name: 'Return an item',
        description: 'd',
        examples: ['a', 'b', 'c'],
        risk: 'low',
        specialist: 'orders',
        group: 'Support',
        rollout: 'supervised',
      },
      {
        label: 'account_security',
        name: 'Account security',
        description: 'd',
        examples: ['a', 'b', 'c'],
        risk: 'always_human',
        specialist: 'account',
        group: 'Trust & Safety',
        rollout: 'assist',
      },
      {
        label: 'quiet',
        name: 'Quiet',
        description: 'd',
        examples: ['a', 'b', 'c'],
        risk: 'low',
        specialist: 'general',
        group: 'Support',
        rollout: 'shadow',
      },
    ],
  }),
  'test',
);

function passage(visibility: 'public' | 'internal', text: string): FoundPassage {
  return {
    id: 1,
    articleId: 'a1',
    version: 'v1',
    title: 'Returns',
    headingPath: ['Returns'],
    anchor: null,
    locale: 'en',
    visibility,
    url: 'https://shop.example/hc/1',
    text,
    charFrom: 0,
    charTo: text.length,
    updatedAt: new Date('2026-01-01'),
    score: 9,
  };
}

describe('workOnTicket', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let helpdesk: FakeHelpdesk;
  let brain: ScriptedBrain;
  let deps: PipelineDeps;
  let ticketId = 4_000;

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    ticketId += 1;
    helpdesk = new FakeHelpdesk();
    brain = new ScriptedBrain();
    helpdesk.open(ticketId, 'Hello, how many days do I have to return my grinder to you? Thanks, Eva');
    deps = depsOf();
    await receive();
  });

  function depsOf(owner = 'worker-a'): PipelineDeps {
    const answer = passage('public', 'You can return an item within 30 days of delivery.');
    return {
      helpdesk,
      brain,
      owner,
      leaseMs: 8_000,
      taxonomy: TAXONOMY,
      backoffice: null,
      defaultLocale: 'en',
      clock: systemClock,
      log: silentLog,
      metrics: createMetrics(),
      disclosure: null,
      search: {
        search: async () => ({
          passages: [answer, passage('internal', 'Leads may extend it to 60 days.')],
          answerability: 0.9,
          features: {},
        }),
      },
      inbox: createInboxStore(database),
      cases: createCaseStore(database),
      labels: createLabelStore(database),
      reviews: new ReviewStore(database),
      settings: new SettingStore(database),
      doorbell: { ring: async () => {} },
      checks: { allowedHosts: ['shop.example'] },
      reviewExpiryMs: 3_600_000,
      onStage: () => {},
    };
  }

  let events = 0;
  async function receive(): Promise<void> {
    events += 1;
    const signed = Buffer.from(`event ${ticketId} ${events}`);
    await createInboxStore(database).accept({
      source: 'zendesk',
      account: '1',
      eventId: `${ticketId}-${events}`,
      kind: 'test',
      ticketId,
      signed,
      body: Buffer.from('{}'),
      ignored: null,
    });
  }
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(sql, [ticketId])).rows;
  const stepResults = async (stage: string): Promise<unknown[]> =>
    (
      await database.pool.query(
        'select s.result from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id where c.ticket_id = $1 and s.stage = $2 order by t.id',
        [ticketId, stage],
      )
    ).rows.map((row) => row['result']);
  const turns = () =>
    rows(
      'select t.state, t.reason from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by t.id',
    );
  const effects = async (): Promise<unknown[]> =>
    (
      await rows(
        'select e.kind, e.state from effect e join ticket_case c on c.id = e.case_id where c.ticket_id = $1 order by e.id',
      )
    ).map(({ kind, state }) => `${kind} ${state}`);
  const waiting = async (): Promise<unknown> =>
    (await rows(`select count(*)::int as n from inbox where ticket_id = $1 and state = 'received'`))[0]?.['n'];

  it('leaves a row for each of the seven stages and plans one update and one card', async () => {
    await workOnTicket(deps, ticketId);
    const stages = await rows(
      'select s.stage from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id where c.ticket_id = $1 order by s.finished_at, s.stage',
    );
    expect(stages.map((row) => row['stage']).sort()).toEqual([
      'act',
      'assess',
      'check',
      'draft',
      'intake',
      'retrieve',
      'route',
    ]);
    expect(await effects()).toEqual(['ticket_update planned', 'slack_card planned']);
    expect(await turns()).toEqual([{ state: 'waiting', reason: null }]);
    expect(await waiting()).toBe(0);
  });

  it.each([
    ['another answer', 'answer'],
    ['no answer at all', 'handoff'],
  ] as const)(
    'writes a new note when a draft was sent back and %s comes of it, and the rejected card says so',
    async (_words, kind) => {
      await workOnTicket(deps, ticketId);
      const { db } = deps.reviews;
      const { id } = await db
        .selectFrom('review')
        .select('id')
        .where('ticket_id', '=', ticketId)
        .executeTakeFirstOrThrow();
      const review = await deps.reviews.find(id);
      if (!review) throw new Error('No question was asked');
      const actor = { kind: 'slack', id: 'U1', name: 'Mira', email: null } as const;
      const press = { kind: 'reject', actor, surface: 'test', editedText: null, reason: 'Shorter' } as const;
      await decide(
        { reviews: deps.reviews, doorbell: deps.doorbell, disclosure: null, checks: deps.checks },
        { reviewId: id, revision: 1, fingerprint: review.fingerprint, ...press, nextStep: { kind: 'redraft' } },
      );
      brain.revised = {
        ...brain.nextDraft,
        kind,
        text: kind === 'answer' ? 'Within 30 days of delivery. [1]' : '',
        reason: 'No.',
      };
      await workOnTicket(deps, ticketId);
      expect(brain.asked.revise).toHaveLength(1);
      const updates = await rows(
        `select e.key from effect e join ticket_case c on c.id = e.case_id where c.ticket_id = $1 and e.kind = 'ticket_update' order by e.id`,
      );
      expect(updates).toHaveLength(2);
      expect(updates[1]?.['key']).toContain(':draft-2');
      const after = await deps.reviews.find(id);
      if (kind === 'answer')
        expect(await deps.reviews.newestOf(review.caseId)).toMatchObject({ revision: 2, state: 'open' });
      else expect(after?.closedReason).toContain('The ticket waits for a person.');
    },
  );

  it('reads the ticket once and thinks twice, however often it is called', async () => {
    await Promise.all(Array.from({ length: 5 }, () => workOnTicket(deps, ticketId)));
    await workOnTicket(deps, ticketId);
    expect([brain.asked.assess.length, brain.asked.draft.length]).toEqual([1, 1]);
    expect(await effects()).toHaveLength(2);
  });

  it('never shows the drafter a staff-only passage, but names it on the note', async () => {
    await workOnTicket(deps, ticketId);
    expect(JSON.stringify(brain.asked.draft)).not.toContain('60 days');
    const [update] = await rows(
      `select e.payload from effect e join ticket_case c on c.id = e.case_id where c.ticket_id = $1 and e.kind = 'ticket_update'`,
    );
    expect(JSON.stringify(update)).toContain('For staff only');
  });

  it('goes on after the last finished stage when a worker died in the middle', async () => {
    brain.before = (what) => {
      if (what === 'draft') throw new Error('killed');
    };
    await workOnTicket(deps, ticketId);
    expect(await effects()).toEqual([]);
    brain.before = () => {};
    await workOnTicket(depsOf('worker-b'), ticketId);
    expect(brain.asked.assess).toHaveLength(1);
    expect(await effects()).toEqual(['ticket_update planned', 'slack_card planned']);
  });

  it('writes nothing after another worker took the case over', async () => {
    brain.before = async (what) => {
      if (what === 'draft')
        await database.pool.query('update ticket_case set fence = fence + 1 where ticket_id = $1', [ticketId]);
    };
    await workOnTicket(deps, ticketId);
    expect(await effects()).toEqual([]);
    expect((await turns())[0]?.['state']).toBe('open');
  });

  it('supersedes card, draft and effects when the customer writes again', async () => {
    await workOnTicket(deps, ticketId);
    helpdesk.say(ticketId, CUSTOMER_ID, 'Forget it, the grinder works again. How do I clean the burrs of it instead?');
    await receive();
    await workOnTicket(deps, ticketId);
    expect((await turns()).map((turn) => turn['state'])).toEqual(['superseded', 'waiting']);
    expect(await effects()).toEqual([
      'ticket_update superseded',
      'slack_card planned',
      'slack_card_refresh planned',
      'ticket_update planned',
      'slack_card planned',
    ]);
    const reviews = await rows('select state, revision from review where ticket_id = $1 order by revision');
    expect(reviews).toEqual([
      { state: 'superseded', revision: 1 },
      { state: 'open', revision: 2 },
    ]);
    expect(brain.asked.draft.at(-1)?.conversation.newest).toContain('clean the burrs');
  });

  it('stops when a colleague has answered, and withdraws the question', async () => {
    await workOnTicket(deps, ticketId);
    helpdesk.say(ticketId, AGENT_ID, 'You have 30 days.');
    await receive();
    await workOnTicket(deps, ticketId);
    expect(await turns()).toEqual([{ state: 'superseded', reason: 'A colleague has answered.' }]);
    expect(await rows('select state from review where ticket_id = $1')).toEqual([{ state: 'superseded' }]);
    expect(brain.asked.assess).toHaveLength(1);
  });

  it('leaves an automatic reply alone, but not out of sight', async () => {
    helpdesk.open(ticketId, 'I am currently out of office and will return on Monday.', {
      subject: 'Automatic reply: your order',
    });
    await workOnTicket(deps, ticketId);
    await workOnTicket(deps, ticketId);
    expect(await effects()).toEqual(['ticket_update planned']);
    expect(await turns()).toEqual([
      { state: 'stopped', reason: 'This is an automatic reply (subject “Automatic reply: your order”).' },
    ]);
    expect(brain.asked.assess).toHaveLength(0);
  });

  it('does not ask the drafter about what always belongs to a person', async () => {
    brain.assessment = assessmentOf({ intent: 'account_security', risks: ['account_takeover'] });
    await workOnTicket(deps, ticketId);
    expect(brain.asked.draft).toHaveLength(0);
    expect(await effects()).toEqual(['ticket_update planned']);
  });

  it('only watches in shadow mode', async () => {
    brain.assessment = assessmentOf({ intent: 'quiet' });
    await workOnTicket(deps, ticketId);
    expect(await effects()).toEqual([]);
    expect((await turns())[0]?.['state']).toBe('done');
  });

  it('asks for one revision when a check refuses the draft, then gives it to a person with the findings', async () => {
    brain.nextDraft = { ...brain.nextDraft, text: 'We will refund you today. Pay at https://evil.example [9]' };
    await workOnTicket(deps, ticketId);
    expect(brain.asked.revise).toHaveLength(1);
    const [route] = await rows(
      `select s.result from step s join turn t on t.id = s.turn_id join ticket_case c on c.id = t.case_id where c.ticket_id = $1 and s.stage = 'route'`,
    );
    expect(JSON.stringify(route)).toMatch(/"route":"person"/);
    expect(JSON.stringify(route)).toMatch(/unknown_citation/);
    expect(JSON.stringify(route)).toMatch(/foreign_link/);
    expect(await effects()).toEqual(['ticket_update planned']);
  });

  it('gives a person the ticket, with the reason, when it keeps failing', async () => {
    brain.before = () => {
      throw new Error('no model today');
    };
    for (let i = 0; i < 6; i++) await workOnTicket(deps, ticketId);
    expect(await turns()).toEqual([{ state: 'failed', reason: 'no model today' }]);
    expect(await effects()).toEqual(['staff_note planned']);
    expect(await waiting()).toBe(0);
  });

  it('gives what looks like two machines talking to a person, and says so once', async () => {
    for (let message = 0; message < LOOP_LIMITS.turnsOnTicket; message++) {
      helpdesk.say(
        ticketId,
        CUSTOMER_ID,
        `I have received your message, number ${message}, and am looking into your matter.`,
      );
      await receive();
      await workOnTicket(deps, ticketId);
    }
    const notes = `select e.payload->>'noteHtml' as note, e.payload->'addTags' as tags from effect e join ticket_case c on c.id = e.case_id
      where c.ticket_id = $1 and e.payload->>'addTags' like '%loop_guard%' order by e.id`;
    expect(await rows(notes)).toEqual([]);
    helpdesk.say(
      ticketId,
      CUSTOMER_ID,
      'I have received your message, one more of them, and am looking into your matter.',
    );
    await workOnTicket(deps, ticketId);
    const [first] = await rows(notes);
    expect(first?.['note']).toContain('This ticket had 20 messages within 24 hours.');
    expect(first?.['tags']).toEqual(['ai_left_alone__loop_guard', 'ai_route__person']);
    expect((await turns()).at(-1)).toMatchObject({ state: 'stopped' });
    const entry = helpdesk.tickets.get(ticketId);
    if (entry) entry.ticket = { ...entry.ticket, tags: ['ai_left_alone__loop_guard'] };
    helpdesk.say(
      ticketId,
      CUSTOMER_ID,
      'I have received your message, and yet another, and am looking into your matter.',
    );
    await workOnTicket(deps, ticketId);
    expect((await rows(notes)).map(({ note }) => note === null)).toEqual([false, true]);
  });

  it('S28: thinks no more above the budget of a requester, over all workers, and gives the ticket to a person who is told why', async () => {
    const limits = { turns_per_ticket_and_hour: 0, turns_per_requester_and_hour: 1, turns_per_hour: 0, usd_per_day: 0 };
    await workOnTicket(deps, ticketId);
    expect(brain.asked.assess).toHaveLength(1);
    ticketId += 1;
    helpdesk.open(ticketId, 'Hello again, how many days do I have to return my grinder to you?');
    await receive();
    await workOnTicket({ ...depsOf('worker-b'), budget: createBudget(database, limits) }, ticketId);
    expect([brain.asked.assess.length, brain.asked.draft.length]).toEqual([1, 1]);
    const [route] = await stepResults('route');
    expect(JSON.stringify(route)).toContain('budget');
    expect(JSON.stringify(route)).toContain('"person"');
    expect(await effects()).toEqual(['ticket_update planned']);
  });

  it('S28: stops at the spend cap of the day', async () => {
    const limits = {
      turns_per_ticket_and_hour: 0,
      turns_per_requester_and_hour: 0,
      turns_per_hour: 0,
      usd_per_day: 0.01,
    };
    await workOnTicket(deps, ticketId);
    await database.pool.query(`update step set usage = '{"usd": 0.02}' where stage = 'assess'`);
    ticketId += 1;
    helpdesk.open(ticketId, 'Hello again, how many days do I have to return my grinder to you?');
    await receive();
    await workOnTicket({ ...deps, budget: createBudget(database, limits) }, ticketId);
    await database.pool.query(`update step set usage = null where stage = 'assess'`);
    expect(brain.asked.assess).toHaveLength(1);
  });

  it('gives a case to a person after two questions that went out, and does not count one that did not', async () => {
    brain.nextDraft = { ...brain.nextDraft, kind: 'clarify', text: 'Could you please tell us your order number?' };
    deps = { ...deps, memory: createMemory(database) };
    const routes: unknown[] = [];
    for (const words of [
      'I have no idea where it is, sorry about that.',
      'Which number do you mean, I really do not know.',
      'I still cannot find any number anywhere, sorry.',
    ]) {
      await workOnTicket(deps, ticketId);
      routes.push(JSON.stringify((await stepResults('route')).at(-1)).includes('asked_enough'));
      await database.pool.query(
        `insert into effect (key, kind, case_id, turn_id, payload, state)
         select 'reply-of-' || t.id, 'public_reply', c.id, t.id, '{}', 'done' from turn t join ticket_case c on c.id = t.case_id where c.ticket_id = $1
         order by t.id desc limit 1`,
        [ticketId],
      );
      helpdesk.say(ticketId, CUSTOMER_ID, words);
      await receive();
    }
    expect(routes).toEqual([false, false, true]);
  });
});
