import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { type DeliverDeps, deliver } from './deliver.ts';
import type { EffectHandlers, Performed, PlannedEffect, Proof } from './effect.ts';
import { EffectStore, type EffectTables } from './effect-store.ts';
import { planEffects } from './plan-effects.ts';

/** The other side: what it really did, and how its answers get lost. */
class OtherSide {
  done = new Map<string, Proof>();
  performs: string[] = [];
  next: (() => Performed | Promise<Performed>)[] = [];
}

describe('deliver', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let other: OtherSide;
  let deps: DeliverDeps;
  let caseId: number;

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    other = new OtherSide();
    const { rows } = await database.pool.query(
      'insert into ticket_case (ticket_id) values (floor(random() * 1e9)) returning id',
    );
    caseId = rows[0].id;
    const handler = {
      find: async (effect: { key: string }) => other.done.get(effect.key) ?? null,
      perform: async (effect: { key: string }): Promise<Performed> => {
        other.performs.push(effect.key);
        const planned = other.next.shift();
        if (planned) return planned();
        other.done.set(effect.key, { auditId: 1 });
        return { kind: 'done', proof: { auditId: 1 } };
      },
    };
    const handlers = Object.fromEntries(
      ['ticket_update', 'public_reply', 'staff_note', 'slack_card', 'slack_card_refresh', 'tool_run'].map((kind) => [
        kind,
        handler,
      ]),
    );
    deps = {
      effects: new EffectStore(database),
      handlers: handlers as unknown as EffectHandlers,
      doorbell: { ring: async () => {} },
      log: silentLog,
      owner: 'a',
      onFinished: async () => [],
    };
  });

  const plan = (planned: PlannedEffect[]): Promise<number[]> =>
    planEffects(
      database.sql.withTables<EffectTables>(),
      { caseId, turnId: null, reviewId: null, decisionId: null },
      planned,
    );
  const card = (key: string, after?: string): PlannedEffect => ({
    key,
    kind: 'slack_card',
    payload: { reviewId: 1 },
    ...(after ? { after } : {}),
  });
  const stateOf = async (id: number): Promise<string> =>
    (await database.pool.query('select state from effect where id = $1', [id])).rows[0].state;
  const makeDue = (id: number): Promise<unknown> =>
    database.pool.query('update effect set next_at = now(), lease_until = null where id = $1', [id]);

  it('plans the same key once', async () => {
    const [first] = await plan([card('once')]);
    const [second] = await plan([card('once')]);
    expect(second).toBe(first);
  });

  it('does it once, however many workers come at once', async () => {
    const [id = 0] = await plan([card(`race-${caseId}`)]);
    await Promise.all(Array.from({ length: 20 }, () => deliver(deps, id)));
    expect(other.performs).toHaveLength(1);
    expect(await stateOf(id)).toBe('done');
  });

  it('finds what a lost answer hid instead of doing it again', async () => {
    const key = `lost-${caseId}`;
    const [id = 0] = await plan([card(key)]);
    other.next.push(() => {
      other.done.set(key, { auditId: 7 });
      throw new OutcomeUnknown('reset after sending');
    });
    await deliver(deps, id);
    expect(await stateOf(id)).toBe('unknown');
    await makeDue(id);
    await deliver(deps, id);
    expect(other.performs).toHaveLength(1);
    expect(await stateOf(id)).toBe('done');
  });

  it('finds what a killed worker had already done', async () => {
    const key = `killed-${caseId}`;
    const [id = 0] = await plan([card(key)]);
    await deps.effects.claim(id, 'dead worker', 30_000);
    other.done.set(key, { auditId: 8 });
    await deliver(deps, id);
    expect(await stateOf(id)).toBe('sending');
    await makeDue(id);
    await deliver(deps, id);
    expect(other.performs).toHaveLength(0);
    expect(await stateOf(id)).toBe('done');
  });

  it('waits for the step before it, and does not happen when that failed', async () => {
    const first = `first-${caseId}`;
    const [refund = 0, reply = 0] = await plan([card(first), card(`second-${caseId}`, first)]);
    await deliver(deps, reply);
    expect(other.performs).toEqual([]);
    other.next.push(() => ({ kind: 'superseded', reason: 'The customer wrote again' }));
    await deliver(deps, refund);
    expect([await stateOf(refund), await stateOf(reply)]).toEqual(['superseded', 'superseded']);
  });

  it('puts off what may be tried again, and is not due before', async () => {
    const [id = 0] = await plan([card(`later-${caseId}`)]);
    other.next.push(() => {
      throw new RetryLater('429', 60_000);
    });
    await deliver(deps, id);
    await deliver(deps, id);
    expect(other.performs).toHaveLength(1);
    expect(await stateOf(id)).toBe('planned');
    expect(await deps.effects.due(1_000)).not.toContain(id);
  });

  it('changes no row after another worker took over', async () => {
    const [id = 0] = await plan([card(`zombie-${caseId}`)]);
    const zombie = await deps.effects.claim(id, 'zombie', 30_000);
    await makeDue(id);
    await deliver(deps, id);
    expect(
      zombie && (await deps.effects.finish(zombie, { state: 'failed', reason: 'late', proof: null }, async () => [])),
    ).toBeNull();
    expect(await stateOf(id)).toBe('done');
  });
});
