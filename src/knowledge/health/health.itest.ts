import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../../sandbox/test-database.ts';
import { FakeSource, fakeArticle } from '../article.fake.ts';
import { createIndexStore } from '../index-store.ts';
import { ingest } from '../ingest.ts';
import { loadStoredArticles } from '../stored-articles.ts';
import { loadCaseRecords } from './case-records.ts';

const SOURCE = {
  n: 1,
  kind: 'article',
  passageId: 1,
  articleId: '1',
  version: 'v',
  title: 'Returns',
  headingPath: ['How long?'],
  url: 'https://kettleandpine.example/1',
  visibility: 'public',
  text: 'How long?\n\nYou can return unused items within 30 days.',
  updatedAt: '2026-01-01T00:00:00.000Z',
  score: 3,
};
const RECORD = { n: 2, kind: 'record', title: 'Order 1042', text: 'Order 1042 is shipped.', asOf: '2026-01-01' };
const STEPS = {
  intake: { subject: 'Return', newest: 'How long?', language: 'en' },
  assess: { assessment: { intent: 'return_item', risks: [] } },
  retrieve: { answerability: 0.8, sources: [SOURCE, RECORD] },
  check: { draft: { kind: 'answer' }, sentences: [{ citations: [1] }, { citations: [] }] },
};

describe('what the health report reads, on a real Postgres', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  async function turn(ticketId: number, steps: Record<string, unknown>): Promise<number> {
    const { rows } = await database.pool.query<{ id: number }>(
      `with c as (insert into ticket_case (ticket_id) values ($1) returning id)
       insert into turn (case_id, comment_id) select id, 1 from c returning id`,
      [ticketId],
    );
    const id = rows[0]?.id ?? 0;
    for (const [stage, result] of Object.entries(steps))
      await database.pool.query('insert into step (turn_id, stage, result, ms) values ($1, $2, $3, 1)', [
        id,
        stage,
        JSON.stringify(result),
      ]);
    return id;
  }

  async function decide(turnId: number, kind: string, finalText: string | null): Promise<void> {
    await database.pool.query(
      `with r as (insert into review (turn_id, case_id, ticket_id, revision, fingerprint, shown, expires_at)
         select $1, case_id, 1, 1, 'f', '{}', now() from turn where id = $1 returning id)
       insert into decision (review_id, kind, actor, surface, fingerprint, final_text) select id, $2, '{}', 'slack', 'f', $3 from r`,
      [turnId, kind, finalText],
    );
  }

  it('gives turns with what was shown, what was cited, and what a person made of it; the newest first', async () => {
    await decide(await turn(1, STEPS), 'edit', 'Thirty days.');
    await turn(2, { ...STEPS, check: { draft: { kind: 'handoff' }, sentences: [] } });
    await turn(3, { intake: STEPS.intake });
    await turn(4, { ...STEPS, retrieve: { of: 'an earlier release' } });
    const records = await loadCaseRecords(database, 10);
    expect(
      records.map(({ ticketId, draftKind, decision, finalText }) => [ticketId, draftKind, decision, finalText]),
    ).toEqual([
      [2, 'handoff', null, null],
      [1, 'answer', 'edit', 'Thirty days.'],
    ]);
    const shown = {
      articleId: '1',
      heading: 'How long?',
      quote: 'You can return unused items within 30 days.',
      cited: true,
    };
    expect(records[1]?.shown).toEqual([expect.objectContaining(shown)]);
    expect(await loadCaseRecords(database, 2)).toHaveLength(1);
  });

  it('gives the articles that are searchable, as their source gave them', async () => {
    const article = fakeArticle({
      body: '## How long?\n\nSee [here](https://kettleandpine.example/2).',
      section: 'Returns',
    });
    const store = createIndexStore(database);
    await ingest(new FakeSource([article, fakeArticle({ id: '2' })]), store);
    await ingest(new FakeSource([article]), store);
    expect(await loadStoredArticles(database)).toEqual([article]);
    await database.pool.query('update kb_article set body = null, format = null');
    expect((await loadStoredArticles(database))[0]?.body).toBe('How long?\n\nSee here.');
  });
});
