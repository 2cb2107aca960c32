import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { sleep } from '../platform/clock.ts';
import type { Review } from '../review/review.ts';
import { DeskStage, PEOPLE } from './desk-stage.fake.ts';

/** The first four decide. The last two leave the question open, and must not decide anything by accident. */
const KINDS = ['approve', 'edit', 'reject', 'redraft', 'reassign', 'remind'] as const;
type Kind = (typeof KINDS)[number];
const DECIDING: readonly Kind[] = ['approve', 'edit', 'reject', 'redraft'];
const PAIRS: [Kind, Kind][] = KINDS.flatMap((first, i) =>
  KINDS.slice(i).map((second): [Kind, Kind] => [first, second]),
);
/** What each decision releases, once. */
const RELEASES: Record<string, string[]> = {
  approve: ['tool_run', 'public_reply'],
  edit: ['tool_run', 'public_reply'],
  reject: ['staff_note'],
};
let stage: DeskStage;

beforeAll(async () => {
  stage = await DeskStage.open(inject('postgresUrl'));
  await stage.meetEverybody();
}, 60_000);
afterEach(() => closeWindows());
afterAll(() => stage.close());

type Press = () => Promise<{ outcome: string }>;
const ANSWERED = ['acked', 'closed', 'updated', 'errors'];

/** On a slow machine an answer may come too late for Slack: then people see a warning and press again. Resolves with the tries. */
async function insist(press: Press): Promise<number> {
  for (let tries = 1; tries < 9; tries += 1) {
    if (ANSWERED.includes((await press()).outcome)) return tries;
    await sleep(tries * 300);
  }
  throw new Error('Nobody answered this press');
}

/** Ready to press at the same moment as all others. */
async function ready(userId: string, kind: Kind, on: { review: Review; ts: string }): Promise<Press> {
  if (kind === 'approve') return () => stage.press(userId, 'rv_approve', on.ts);
  if (kind === 'remind') return () => stage.choose(userId, on, 'remind-30');
  return stage.openWindow(userId, kind, on.ts);
}

const query = async (text: string, id: number) => (await stage.stage.database.pool.query(text, [id])).rows;

/** What each person was told since, in the channel or in their window. */
function toldSince(before: number): Map<string, string> {
  const inChannel = stage.slack
    .ephemerals()
    .slice(before)
    .map(({ onlyFor, text }): [string, string] => [onlyFor ?? '', text]);
  const inWindows = PEOPLE.flatMap((userId): [string, string][] => {
    const words = JSON.stringify(stage.slack.openViews(userId).at(-1)?.payload ?? '');
    return /Not sent|Not changed/.test(words) ? [[userId, words]] : [];
  });
  return new Map([...inChannel, ...inWindows]);
}

async function closeWindows(): Promise<void> {
  for (const userId of PEOPLE)
    for (const view of stage.slack.openViews(userId))
      await stage.slack.closeView({ userId, viewId: view.id, all: true });
}

describe('fifty people press at the same time', () => {
  it.each(PAIRS)(
    '%s and %s: one decision at most, its effects once, and everybody else is told',
    async (first, second) => {
      const on = await stage.post();
      const before = stage.slack.ephemerals().length;
      const kindOf = (n: number): Kind => (n % 2 ? second : first);
      const presses: Press[] = [];
      for (const [n, userId] of PEOPLE.entries()) presses.push(await ready(userId, kindOf(n), on));
      const firstTries = await Promise.all(presses.map((press) => insist(press)));

      const deciders = PEOPLE.filter((_, n) => DECIDING.includes(kindOf(n)));
      const decisions = await query('select kind, actor from decision where review_id = $1', on.review.id);
      expect(decisions).toHaveLength(deciders.length > 0 ? 1 : 0);
      const released = await query(
        `select kind from effect where review_id = $1 and kind in ('tool_run', 'public_reply', 'staff_note', 'ticket_update') order by id`,
        on.review.id,
      );
      expect(released.map(({ kind }) => kind)).toEqual(RELEASES[decisions[0]?.kind] ?? []);

      // Everybody who wanted to decide and was not first hears who was, and nobody hears it who was.
      const winner: string | null = decisions[0]?.actor.id ?? null;
      const losers = deciders.filter((userId) => userId !== winner);
      const toldOff = () => losers.filter((userId) => toldSince(before).get(userId)?.includes(`by <@${winner}> at`));
      await vi.waitUntil(() => toldOff().length === losers.length, { timeout: 20_000, interval: 200 });
      // Who was answered at once and was first hears nothing more.
      if (winner !== null && firstTries[PEOPLE.indexOf(winner)] === 1)
        expect(toldSince(before).get(winner) ?? '').not.toContain('Already');
      // Refusals are written down after the answer, one behind the other.
      const audited = async (): Promise<string[]> =>
        (await stage.stage.audit('press refused'))
          .filter((entry) => entry['reviewId'] === on.review.id)
          .map((entry) => String(entry['actor']).slice('slack:'.length));
      const unaudited = async () => {
        const known = new Set(await audited());
        return losers.filter((userId) => !known.has(userId));
      };
      await expect.poll(unaudited, { timeout: 15_000, interval: 300 }).toEqual([]);
    },
    90_000,
  );
});
