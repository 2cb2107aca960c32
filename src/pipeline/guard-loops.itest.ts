import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { LOOP_LIMITS } from '../mail/loop-guard.ts';
import { openTestDatabase } from '../sandbox/test-database.ts';
import type { Lease } from '../tickets/case.ts';
import { type CaseStore, createCaseStore } from '../tickets/case-store.ts';
import { guardLoops } from './guard-loops.ts';

describe('guardLoops', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let cases: CaseStore;
  let next = 1_000;

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    cases = createCaseStore(database);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    next += 1_000;
  });

  const message = (commentId: number, requesterId = next) => ({ commentId, requester: { id: requesterId } });
  const judge = (lease: Lease, what: ReturnType<typeof message>) => guardLoops(database.sql, lease, what);

  async function leaseOf(ticketId: number): Promise<Lease> {
    const lease = await cases.claim(ticketId, 'worker', 60_000);
    if (!lease) throw new Error('the case is taken');
    return lease;
  }

  /** A turn as intake would let it in, with a reply that nobody decided on. */
  async function replied(lease: Lease, commentId: number, decided = false): Promise<void> {
    await judge(lease, message(commentId));
    const turn = await cases.openTurn(lease, commentId);
    const review = decided ? await decisionOn(lease, turn.id) : null;
    await database.pool.query(
      `insert into effect (key, kind, case_id, turn_id, decision_id, payload, state) values ($1, 'public_reply', $2, $3, $4, '{}', 'done')`,
      [`reply ${commentId}`, lease.caseId, turn.id, review],
    );
  }

  async function decisionOn(lease: Lease, turnId: number): Promise<number> {
    const review = await database.pool.query(
      `insert into review (turn_id, case_id, ticket_id, revision, fingerprint, shown, state, expires_at)
       values ($1, $2, $3, $4, 'f', '{}', 'approved', now()) returning id`,
      [turnId, lease.caseId, lease.ticketId, turnId],
    );
    const decision = await database.pool.query(
      `insert into decision (review_id, kind, actor, surface, fingerprint) values ($1, 'approve', '{}', 'slack', 'f') returning id`,
      [review.rows[0].id],
    );
    return decision.rows[0].id;
  }

  it('stops after so many replies on one ticket that no person decided on', async () => {
    const lease = await leaseOf(next);
    for (let comment = 1; comment <= LOOP_LIMITS.repliesOnTicket; comment++) {
      expect(await judge(lease, message(next + comment))).toBeNull();
      await replied(lease, next + comment);
    }
    expect(await judge(lease, message(next + 99))).toMatchObject({
      kind: 'leave',
      code: 'loop_guard',
      commentId: next + 99,
    });
  });

  it('does not count replies that a person decided on', async () => {
    const lease = await leaseOf(next);
    for (let comment = 1; comment <= LOOP_LIMITS.repliesOnTicket; comment++) await replied(lease, next + comment, true);
    expect(await judge(lease, message(next + 99))).toBeNull();
  });

  it('counts one customer’s tickets together, and nobody else’s', async () => {
    for (let ticket = 0; ticket < LOOP_LIMITS.repliesToRequester; ticket++)
      await replied(await leaseOf(next + ticket), next + 100 + ticket);
    const lease = await leaseOf(next + 50);
    expect((await judge(lease, message(next + 200)))?.reason).toContain('to this customer');
    expect(await judge(lease, message(next + 200, next + 7))).toBeNull();
  });

  it('forgets after a day', async () => {
    const lease = await leaseOf(next);
    for (let comment = 1; comment <= LOOP_LIMITS.repliesOnTicket; comment++) await replied(lease, next + comment);
    await database.pool.query(`update turn set started_at = now() - interval '25 hours' where case_id = $1`, [
      lease.caseId,
    ]);
    expect(await judge(lease, message(next + 99))).toBeNull();
  });

  it('does not stop a turn that it let in before', async () => {
    const lease = await leaseOf(next);
    await cases.openTurn(lease, next + 99);
    for (let comment = 1; comment <= LOOP_LIMITS.repliesOnTicket; comment++) await replied(lease, next + comment);
    expect(await judge(lease, message(next + 99))).toBeNull();
  });
});
