import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { EffectTables } from '../effects/effect-rows.ts';
import { EffectStore } from '../effects/effect-store.ts';
import { planEffects } from '../effects/plan-effects.ts';
import { createMetrics } from '../metrics/prometheus.ts';
import { supersedeCase } from '../review/decisions.ts';
import { ReviewStore } from '../review/review-store.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { createCaseStore } from '../tickets/case-store.ts';
import { underFence } from '../tickets/fence.ts';
import { afterEffect } from './after-effect.ts';

/** Found by ./scripts/chaos: the end of an effect and a newer message of the same case waited for each other. */

describe('two transactions on one case', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  it('do not wait for each other in a circle when an effect ends while the case moves on', async () => {
    const cases = createCaseStore(database);
    const lease = await cases.claim(1, 'worker', 30_000);
    if (!lease) throw new Error('no lease');
    const turn = await cases.openTurn(lease, 11);
    const cause = { caseId: lease.caseId, turnId: turn.id, reviewId: null, decisionId: null };
    const payload = { ticketId: 1, tool: 't', input: {}, idempotencyKey: 'k', preview: 'p' };
    const [id = 0] = await planEffects(database.sql.withTables<EffectTables>(), cause, [
      { key: 'tool:1:11', kind: 'tool_run', payload },
      // What waits behind it is given up by both: by the failure before it and by the newer message.
      { key: 'tool:1:12', kind: 'tool_run', payload, after: 'tool:1:11' },
    ]);
    const effects = new EffectStore(database);
    const effect = await effects.claim(id, 'worker', 30_000);
    if (!effect) throw new Error('no effect');
    const { db } = new ReviewStore(database);
    const caseIsHeld = Promise.withResolvers<void>();
    const effectIsHeld = Promise.withResolvers<void>();

    const movingOn = underFence(db, lease, async (trx) => {
      caseIsHeld.resolve();
      await effectIsHeld.promise;
      await supersedeCase(trx, { caseId: lease.caseId, exceptTurnId: null }, 'The customer wrote again');
    });
    const ending = effects.finish(effect, { state: 'failed', reason: 'no', proof: null }, async (trx, ended, state) => {
      effectIsHeld.resolve();
      await caseIsHeld.promise;
      return afterEffect(createMetrics(), trx, ended, state);
    });
    await expect(Promise.all([movingOn, ending])).resolves.toMatchObject([undefined, [expect.any(Number)]]);
  });
});
