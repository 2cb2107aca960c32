import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { DeskStage, PEOPLE } from './desk-stage.fake.ts';

const KINDS = ['approve', 'edit', 'reject'] as const;
type Kind = (typeof KINDS)[number];
const PAIRS: [Kind, Kind][] = KINDS.flatMap((first, i) =>
  KINDS.slice(i).map((second): [Kind, Kind] => [first, second]),
);
let stage: DeskStage;

beforeAll(async () => {
  stage = await DeskStage.open(inject('postgresUrl'));
  await stage.meetEverybody();
}, 60_000);
afterAll(() => stage.close());

/** Ready to press at the same moment as all others. */
async function ready(userId: string, kind: Kind, ts: string): Promise<() => Promise<unknown>> {
  if (kind === 'approve') return () => stage.press(userId, 'rv_approve', ts);
  return stage.openWindow(userId, kind === 'edit' ? 'rv_edit' : 'rv_reject', ts);
}

describe('fifty people press at the same time', () => {
  it.each(PAIRS)(
    '%s and %s: one decision, its effects once, and forty-nine polite refusals',
    async (first, second) => {
      const { review, ts } = await stage.post();
      const before = stage.slack.ephemerals().length;
      const presses: (() => Promise<unknown>)[] = [];
      for (const [n, userId] of PEOPLE.entries()) presses.push(await ready(userId, n % 2 ? second : first, ts));
      await Promise.all(presses.map((press) => press()));

      const { stage: rows } = stage;
      const decisions = await rows.database.pool.query('select kind, actor from decision where review_id = $1', [
        review.id,
      ]);
      expect(decisions.rows).toHaveLength(1);
      const { kind, actor } = decisions.rows[0];
      expect([first, second]).toContain(kind);
      const released = (await rows.effects(review.caseId))
        .map((effect) => effect.kind)
        .filter((name) => name !== 'slack_card');
      expect(released).toEqual(
        kind === 'reject' ? ['staff_note', 'slack_card_refresh'] : ['tool_run', 'public_reply', 'slack_card_refresh'],
      );
      // Approvers are told in the channel, the others in their window; each is told who was first, and nobody else is.
      const told = (): [string, string][] => [
        ...stage.slack
          .ephemerals()
          .slice(before)
          .map(({ onlyFor, text }): [string, string] => [onlyFor ?? '', text]),
        ...PEOPLE.flatMap((userId): [string, string][] => {
          const words = JSON.stringify(stage.slack.openViews(userId).at(-1)?.payload ?? '');
          return words.includes('Not sent') ? [[userId, words]] : [];
        }),
      ];
      await vi.waitUntil(() => told().length >= 49, { timeout: 15_000, interval: 200 });
      expect(new Set(told().map(([userId]) => userId)).size).toBe(49);
      for (const [userId, words] of told()) {
        expect(userId).not.toBe(actor.id);
        expect(words).toContain(`by <@${actor.id}> at`);
      }
      // Refusals are written down after the answer, one behind the other.
      const audited = async (): Promise<number> =>
        (await rows.audit('press refused')).filter((entry) => entry['reviewId'] === review.id).length;
      await expect.poll(audited, { timeout: 10_000, interval: 200 }).toBe(49);
      for (const userId of PEOPLE)
        for (const view of stage.slack.openViews(userId))
          await stage.slack.closeView({ userId, viewId: view.id, all: true });
    },
    60_000,
  );
});
