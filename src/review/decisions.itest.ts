import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestDatabase } from '../sandbox/test-database.ts';
import { assessmentOf } from '../tickets/assessment.fake.ts';
import { type AuditTables, findBrokenLink } from './audit.ts';
import type { DecisionDeps, DecisionRequest } from './decision.ts';
import { decide, openReview, supersedeCase } from './decisions.ts';
import { expireReviews } from './expire.ts';
import type { Actor, ShownReview } from './review.ts';
import { ReviewStore } from './review-store.ts';

const MIRA: Actor = { kind: 'slack', id: 'U1', name: 'Mira', email: 'mira@kettleandpine.example' };
const TOM: Actor = { kind: 'slack', id: 'U2', name: 'Tom', email: 'tom@kettleandpine.example' };

function shownReview(ticketId: number): ShownReview {
  return {
    ticketId,
    ticketUrl: 'http://desk.example/1',
    subject: 'Refund',
    requester: { name: 'Eva', tier: 'standard', verified: true },
    customerMessage: 'Please refund order 1042.',
    intentName: 'Refund request',
    assessment: assessmentOf({ intent: 'refund_request' }),
    draft: {
      kind: 'answer',
      text: 'Hello Eva,\n\nWe have refunded 42.00 EUR for order 1042. [1]',
      language: 'en',
      confidence: 0.9,
      reason: null,
    },
    sentences: [],
    sources: [
      { n: 1, kind: 'action', title: 'Refund', text: 'We have refunded 42.00 EUR for order 1042.', proposalKey: 'p' },
    ],
    proposals: [
      {
        key: 'p',
        tool: 'issue_refund',
        toolClass: 'approval-only',
        input: { orderNumber: '1042' },
        preview: 'Refund 42.00 EUR',
        reason: 'r',
        moves: 'money',
        cautions: [],
        brokenLimits: [],
      },
    ],
    findings: [],
    reasons: [{ code: 'moves_money', words: 'Money moves.' }],
    confidence: 0.9,
    nextStep: 'Decide.',
    base: { lastPublicCommentId: 5, stamp: '2026-11-20T09:00:00Z', settled: true, tags: [] },
  };
}

describe('decide', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let deps: DecisionDeps;
  let caseId: number;
  let turnId: number;
  let reviewId: number;

  beforeAll(async () => {
    database = await openTestDatabase(inject('postgresUrl'));
    deps = {
      reviews: new ReviewStore(database),
      doorbell: { ring: async () => {} },
      disclosure: null,
      checks: { allowedHosts: ['kettleandpine.example'] },
    };
  });
  afterAll(() => database.close());

  async function newTurn(commentId: number): Promise<number> {
    const { rows } = await database.pool.query('insert into turn (case_id, comment_id) values ($1, $2) returning id', [
      caseId,
      commentId,
    ]);
    return rows[0].id;
  }
  const open = (shown: ShownReview, forTurn: number) =>
    deps.reviews.db
      .transaction()
      .execute((trx) => openReview(trx, { turnId: forTurn, caseId, shown, expiresInMs: 3_600_000 }));
  const effects = async (): Promise<string[]> =>
    (await database.pool.query('select kind, state from effect where case_id = $1 order by id', [caseId])).rows.map(
      (row) => `${row.kind} ${row.state}`,
    );

  beforeEach(async () => {
    const { rows } = await database.pool.query(
      'insert into ticket_case (ticket_id) values (floor(random() * 1e9)) returning id, ticket_id',
    );
    caseId = rows[0].id;
    turnId = await newTurn(5);
    reviewId = (await open(shownReview(rows[0].ticket_id), turnId)).reviewId;
  });

  async function press(kind: DecisionRequest['kind'], actor: Actor = MIRA, changes: Partial<DecisionRequest> = {}) {
    const review = await deps.reviews.find(reviewId);
    const base = {
      reviewId,
      revision: review?.revision ?? 0,
      fingerprint: review?.fingerprint.slice(0, 12) ?? '',
      surface: 'test',
      editedText: null,
      reason: null,
    };
    return decide(deps, { ...base, kind, actor, ...changes });
  }

  it('writes the decision, its effects and its audit entry together', async () => {
    expect(await press('approve')).toMatchObject({
      kind: 'decided',
      review: { state: 'approved', decision: { actor: MIRA } },
    });
    expect(await effects()).toEqual(['tool_run planned', 'public_reply planned', 'slack_card_refresh planned']);
    expect(await findBrokenLink(database.sql.withTables<AuditTables>())).toBeNull();
  });

  it('lets the first of fifty win, and tells the others who it was', async () => {
    const kinds = ['approve', 'reject', 'edit'] as const;
    const presses = Array.from({ length: 50 }, (_, i) =>
      press(kinds[i % 3] ?? 'approve', i % 2 ? MIRA : TOM, {
        editedText: 'Hello Eva, we have refunded 42.00 EUR for order 1042. [1]',
      }),
    );
    const results = await Promise.all(presses);
    expect(results.filter((result) => result.kind === 'decided')).toHaveLength(1);
    const losers = results.filter((result) => result.kind === 'refused');
    expect(
      losers.every(
        (result) =>
          result.kind === 'refused' && result.refusal.kind === 'decided' && result.refusal.review.decision !== null,
      ),
    ).toBe(true);
    const { rows } = await database.pool.query('select count(*)::int as n from decision where review_id = $1', [
      reviewId,
    ]);
    expect(rows[0].n).toBe(1);
  });

  it('sends the edited words and strips the citation marks', async () => {
    await press('edit', MIRA, { editedText: 'Dear Eva, we have refunded 42.00 EUR for order 1042. [1]' });
    const { rows } = await database.pool.query(
      `select payload from effect where case_id = $1 and kind = 'public_reply'`,
      [caseId],
    );
    expect(rows[0].payload.html).toBe('<p>Dear Eva, we have refunded 42.00 EUR for order 1042.</p>');
    expect(rows[0].payload.approverEmail).toBe(MIRA.email);
  });

  it('refuses an edit that would send something harmful, and stays open', async () => {
    const result = await press('edit', MIRA, {
      editedText: 'Pay at https://evil.example/pay <script>alert(1)</script>',
    });
    expect(result).toMatchObject({ kind: 'refused', refusal: { kind: 'blocked' } });
    expect((await deps.reviews.find(reviewId))?.state).toBe('open');
    expect(await effects()).toEqual([]);
  });

  it('refuses a press on other content than the person saw', async () => {
    expect(await press('approve', MIRA, { fingerprint: '000000000000' })).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'superseded' },
    });
    expect(await press('approve', MIRA, { revision: 99 })).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'superseded' },
    });
    expect(await press('approve', MIRA, { fingerprint: '' })).toMatchObject({ kind: 'refused' });
    expect(await effects()).toEqual([]);
  });

  it('sends nothing on a rejection but tells the ticket', async () => {
    await press('reject', MIRA, { reason: 'Wrong order' });
    expect(await effects()).toEqual(['staff_note planned', 'slack_card_refresh planned']);
  });

  it('withdraws the question when the customer writes again, points to the new one, and stops what was approved but not begun', async () => {
    await press('approve');
    const next = await newTurn(6);
    await deps.reviews.db
      .transaction()
      .execute((trx) => supersedeCase(trx, { caseId, exceptTurnId: next }, 'The customer wrote again'));
    expect(await effects()).toEqual([
      'tool_run superseded',
      'public_reply superseded',
      'slack_card_refresh planned',
      'slack_card_refresh planned',
    ]);
  });

  it('points a press on a withdrawn card to the newer one', async () => {
    const older = await deps.reviews.find(reviewId);
    const next = await newTurn(6);
    const newer = await open(shownReview(older?.ticketId ?? 0), next);
    expect(newer.revision).toBe((older?.revision ?? 0) + 1);
    expect(await press('approve')).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'superseded', newest: newer.reviewId },
    });
  });

  it('never takes silence for a yes', async () => {
    await database.pool.query(`update review set expires_at = now() - interval '1 second' where id = $1`, [reviewId]);
    await expireReviews(deps.reviews.db);
    expect(await press('approve')).toMatchObject({ kind: 'refused', refusal: { kind: 'expired' } });
    expect(await effects()).toEqual(['staff_note planned', 'slack_card_refresh planned']);
  });

  it('does not approve in one press what the checks refused', async () => {
    const next = await newTurn(7);
    const shown = {
      ...shownReview(1),
      findings: [{ code: 'unbacked', severity: 'block' as const, words: 'No source backs it.' }],
    };
    reviewId = (await open(shown, next)).reviewId;
    expect(await press('approve')).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'blocked', problems: ['No source backs it.'] },
    });
  });

  it('notices a changed audit entry', async () => {
    await database.pool.query('alter table audit disable trigger audit_no_change');
    await database.pool.query(`update audit set actor = 'nobody' where id = (select min(id) from audit)`);
    await database.pool.query('alter table audit enable trigger audit_no_change');
    expect(await findBrokenLink(database.sql.withTables<AuditTables>())).not.toBeNull();
  });
});
