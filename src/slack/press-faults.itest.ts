import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Delivery } from '../sandbox/slack/deliver.ts';
import type { Fault } from '../sandbox/slack/faults.ts';
import { lead, reviewChannel } from '../sandbox/slack/workspace.fake.ts';
import { DeskStage, PEOPLE } from './desk-stage.fake.ts';
import { SOCKET_MODE } from './door-stage.fake.ts';

const GROUP = 'S0LEADS1';
const FAULTS: [string, Fault][] = [
  ['a cut connection before', { kind: 'drop', commit: false }],
  ['a cut connection after', { kind: 'drop', commit: true }],
  ['429', { kind: 'rate_limited', retryAfterSeconds: 1 }],
  ['ratelimited', { kind: 'error', error: 'ratelimited' }],
  ['500', { kind: 'status', status: 500 }],
  ['no answer', { kind: 'hang', commit: false }],
  ['no answer although it was done', { kind: 'hang', commit: true }],
  ['an archived channel', { kind: 'error', error: 'is_archived' }],
  ['a revoked token', { kind: 'error', error: 'token_revoked' }],
];
/** Everything that is asked of Slack between a press and its effect; the worker's calls are those of degraded.itest.ts. */
const CALLS = [
  'auth.test',
  'users.info',
  'usergroups.users.list',
  'conversations.info',
  'views.open',
  'chat.postEphemeral',
];
/** After this Slack tells the person that it did not work. */
const SLACK_GIVES_MS = 3_000;
let stage: DeskStage;

beforeAll(async () => {
  stage = await DeskStage.open(inject('postgresUrl'), { approvers: [GROUP] });
}, 60_000);
afterAll(() => stage.close());

/** Pressed as people do: again when Slack shows a warning. */
async function insist(press: () => Promise<Delivery>): Promise<Delivery[]> {
  const tries: Delivery[] = [];
  while (tries.length < 4 && tries.at(-1)?.outcome !== 'acked') tries.push(await press());
  return tries;
}

const cardsOf = (reviewId: number) =>
  stage.slack.messages(reviewChannel).filter(({ metadata }) => metadata?.event_payload?.['review'] === reviewId);
async function releasedBy(reviewId: number): Promise<string[]> {
  const { rows } = await stage.stage.database.pool.query(
    `select kind from effect where review_id = $1 and decision_id is not null and kind <> 'slack_card_refresh' order by id`,
    [reviewId],
  );
  return rows.map(({ kind }) => kind);
}

describe.each(CALLS)('every fault at %s', (method) => {
  it.each(FAULTS)(
    '%s: one card and one effect after recovery, and no answer is late',
    async (_name, fault) => {
      await stage.restart();
      const { review, ts } = await stage.post();
      stage.slack.setFaults([{ method, fault, times: 2 }]);
      // The window may fail to open; then the person is told so and presses again.
      let view = stage.slack.openViews(lead).at(-1);
      const tries: Delivery[] = [];
      for (let round = 0; round < 5 && !view; round += 1) {
        tries.push(...(await insist(() => stage.press(lead, 'rv_edit', ts))));
        view = await vi
          .waitUntil(() => stage.slack.openViews(lead).at(-1), { timeout: 2_500, interval: 50 })
          .catch(() => undefined);
      }
      if (!view) throw new Error('The window never opened');
      const values = { body: { text: 'Dear Noor,\n\nYou can return it within 30 days [1].' } };
      await stage.slack.submitView({ userId: lead, viewId: view.id, values });
      // A second press of the same person, with the fault about: refused, whatever becomes of the notice.
      stage.slack.setFaults([{ method, fault }]);
      tries.push(...(await insist(() => stage.press(lead, 'rv_approve', ts))));
      stage.slack.setFaults([]);

      expect(await releasedBy(review.id)).toEqual(['tool_run', 'public_reply']);
      expect(cardsOf(review.id)).toHaveLength(1);
      const { rows } = await stage.stage.database.pool.query('select kind from decision where review_id = $1', [
        review.id,
      ]);
      expect(rows).toEqual([{ kind: 'edit' }]);
      for (const { milliseconds } of tries) expect(milliseconds).toBeLessThan(SLACK_GIVES_MS);
      for (const open of stage.slack.openViews(lead))
        await stage.slack.closeView({ userId: lead, viewId: open.id, all: true });
    },
    40_000,
  );
});

describe('when nothing of Slack’s Web API answers', () => {
  it.each(['rv_approve', 'rv_edit', 'rv_reject', 'rv_reassign'])(
    'fifty who press %s have an answer before Slack gives up on us, and nothing is decided',
    async (action) => {
      await stage.restart();
      const { review, ts } = await stage.post();
      stage.slack.setFaults([{ method: '*', fault: { kind: 'hang', commit: false }, times: 10_000 }]);
      const answers = await Promise.all(PEOPLE.map((userId) => stage.press(userId, action, ts)));
      stage.slack.setFaults([]);
      expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(SLACK_GIVES_MS);
      expect(await releasedBy(review.id)).toEqual([]);
      // Back again, the same button does its work once.
      await insist(() => stage.press(lead, 'rv_approve', ts));
      expect(await releasedBy(review.id)).toEqual(['tool_run', 'public_reply']);
    },
    40_000,
  );
});

describe.each([
  ['signed HTTP', {}],
  ['Socket Mode', SOCKET_MODE],
] as const)('the whole flow over %s, on real rows', (_name, changes) => {
  it('reassigns, edits past the checks, refuses what they refuse, and sends exactly once', async () => {
    const own = await DeskStage.open(inject('postgresUrl'), changes);
    try {
      const { review, ts } = await own.post();
      const ask = await own.openWindow('U0AGENT1', 'reassign', ts);
      expect((await ask()).outcome).toBe('closed');
      expect((await own.stage.read(review.id)).askedOf).toBe(lead);
      await own.press(lead, 'rv_edit', ts);
      const view = await vi.waitUntil(() => own.slack.openViews(lead).at(-1), { timeout: 5_000 });
      const submit = (text: string) =>
        own.slack.submitView({ userId: lead, viewId: view.id, values: { body: { text } } });
      const bad = await submit('Dear Noor, pay at https://evil.example/pay [1].');
      expect(bad).toMatchObject({ outcome: 'errors', errors: { body: expect.stringContaining('evil.example') } });
      expect((await submit('Dear Noor,\n\nYou can return it within 30 days [1]. Kind regards')).outcome).toBe('closed');
      expect((await own.press('U0AGENT1', 'rv_approve', ts)).via).toBe(_name === 'Socket Mode' ? 'socket' : 'http');
      await vi.waitUntil(() => own.slack.ephemerals('U0AGENT1').length > 0, { timeout: 5_000 });
      expect(own.slack.ephemerals('U0AGENT1')[0]?.text).toContain(`Already edited and approved by <@${lead}> at`);
      const after = await own.stage.read(review.id);
      expect(after).toMatchObject({
        state: 'edited',
        decision: { finalText: expect.stringContaining('Kind regards') },
      });
      const refresh = {
        id: 1,
        key: 'k',
        caseId: after.caseId,
        turnId: after.turnId,
        reviewId: after.id,
        decisionId: null,
      };
      await own.door.handlers.slack_card_refresh.perform({
        ...refresh,
        kind: 'slack_card_refresh',
        payload: { reviewId: after.id },
        state: 'sending',
        attempts: 1,
      });
      expect(JSON.stringify(own.slack.messages(reviewChannel)[0]?.blocks)).toContain('*Edited and approved* by');
    } finally {
      await own.close();
    }
  }, 60_000);
});
