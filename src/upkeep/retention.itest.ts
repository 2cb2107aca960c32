import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEngine, type TestEngine } from '../pipeline/engine.fake.ts';
import { findBrokenLink } from '../review/audit.ts';
import { removeOldTexts } from './retention.ts';

const DAYS = { inbox: 14, texts: 90 };
/** Nothing else in the database holds it. */
const SECRET_WORDS = 'my grandmother Philomena brewed with it';

describe('removeOldTexts', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(inject('postgresUrl'));
  });
  afterAll(() => engine.close());

  const inDays = (days: number) => ({ now: () => new Date(Date.now() + days * 24 * 3_600_000) });
  const run = (days: number) => removeOldTexts({ database: engine.database, clock: inDays(days) }, DAYS);
  const TABLES = {
    inbox: `encode(body, 'escape')`,
    step: 'result::text',
    review: 'shown::text',
    effect: 'payload::text',
  };
  const whoKnows = async (words: string): Promise<string[]> => {
    const found: string[] = [];
    for (const [table, text] of Object.entries(TABLES)) {
      const [row] = await engine.rows(`select count(*)::int as n from ${table} where ${text} like '%' || $1 || '%'`, [
        words,
      ]);
      if (Number(row?.['n']) > 0) found.push(table);
    }
    return found;
  };

  it('S26: takes old words out by a moved clock, and nothing before its time', async () => {
    const ticketId = engine.write(`How many days do I have to return my grinder? ${SECRET_WORDS} every day.`);
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    await engine.run();
    expect(await whoKnows(SECRET_WORDS)).toEqual(['inbox', 'step', 'review']);

    expect(await run(13)).toEqual({ bodies: 0, steps: 0, reviews: 0, effects: 0, spans: 0 });
    expect((await run(15)).bodies).toBeGreaterThan(0);
    // The question is still open, so whoever decides it sees everything.
    await run(365);
    expect(await whoKnows(SECRET_WORDS)).toEqual(['step', 'review']);

    engine.sandbox.addAgentComment(ticketId, {
      agentId: (await engine.zendesk.helpdesk.findAgentByEmail('mira@kettleandpine.example')) ?? 0,
      text: 'You have 30 days.',
      public: true,
    });
    await engine.arrived(1, `ticket_id = ${ticketId} and state = 'received'`);
    await engine.run();
    expect((await run(89)).steps).toBe(0);
    expect(await whoKnows(SECRET_WORDS)).not.toEqual([]);
    expect((await run(91)).steps).toBe(7);
    expect(await whoKnows(SECRET_WORDS)).toEqual([]);
    expect(await run(91)).toEqual({ bodies: 0, steps: 0, reviews: 0, effects: 0, spans: 0 });
  });

  it('keeps what proves: counts, proofs, the audit chain, and the memory of duplicates', async () => {
    expect(await findBrokenLink(engine.deps.reviews.db)).toBeNull();
    const [effect] = await engine.rows(`select state, proof, payload from effect where kind = 'ticket_update'`);
    expect(effect).toMatchObject({ state: 'done', proof: { auditId: expect.any(Number) }, payload: { removed: true } });
    const [hashes] = await engine.rows('select count(content_hash)::int as n from inbox');
    expect(Number(hashes?.['n'])).toBeGreaterThan(0);
    const review = await engine.deps.reviews.find(1);
    expect(review?.shown.customerMessage).toBe('');
  });

  it('leaves quarantined work its words', async () => {
    const ticketId = engine.write(`Please help me with the kettle, ${SECRET_WORDS} and I cannot.`);
    await engine.arrived(1, `ticket_id = ${ticketId}`);
    await engine.rows(`update inbox set state = 'poison' where ticket_id = $1`, [ticketId]);
    await run(365);
    expect(await whoKnows(SECRET_WORDS)).toEqual(['inbox']);
  });
});
