import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type DeliverDeps, deliver } from '../effects/deliver.ts';
import { EffectStore } from '../effects/effect-store.ts';
import { systemClock } from '../platform/clock.ts';
import { silentLog } from '../platform/log.ts';
import { remindAboutReviews } from '../review/remind.ts';
import type { Review } from '../review/review.ts';
import { ReviewStage } from '../review/review-stage.fake.ts';
import type { Fault } from '../sandbox/slack/faults.ts';
import { reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from '../sandbox/slack-server.ts';
import { createSlackHandlers } from './slack-door.ts';

let stage: ReviewStage;
let slack: SlackSandbox;
let random: () => number;

beforeAll(async () => {
  stage = await ReviewStage.open(inject('postgresUrl'));
});
afterAll(() => stage.close());
beforeEach(async () => {
  slack = await startSlack(testWorkspace());
  let state = 7;
  random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
});
afterEach(() => slack.close());

/** A worker: the real delivery over the real rows, with a new connection to Slack. */
function worker(): DeliverDeps {
  const config = {
    botToken: testWorkspace().botToken,
    signingSecret: 'x',
    appToken: null,
    channel: reviewChannel,
    approvers: [],
  };
  const handlers = createSlackHandlers({
    config: { ...config, apiUrl: `${slack.url}/api/` },
    reviews: stage.reviews,
    log: silentLog,
    clock: systemClock,
  });
  const deps = {
    effects: new EffectStore(stage.database),
    handlers,
    doorbell: { ring: async () => {} },
    log: silentLog,
    owner: 'test',
    leaseMs: 8_000,
    unknownWaitMs: 11_000,
    onFinished: async () => [],
    follow: async () => [],
  };
  // Only effects on Slack are delivered here.
  return deps as unknown as DeliverDeps;
}

/** Everything that is due in Slack is tried once; what was put off is due again at once, for the next look. */
async function look(deps: DeliverDeps, review: Review): Promise<number> {
  await stage.database.pool.query(
    `update effect set next_at = now(), lease_until = null where case_id = $1 and state in ('planned', 'unknown', 'sending')`,
    [review.caseId],
  );
  const { rows } = await stage.database.pool.query(
    `select e.id from effect e left join effect p on p.id = e.after_effect_id where e.case_id = $1 and e.kind like 'slack_%'
     and e.state in ('planned', 'unknown') and (p.id is null or p.state = 'done') order by e.id`,
    [review.caseId],
  );
  for (const { id } of rows) await deliver(deps, id);
  return rows.length;
}

async function untilDone(deps: DeliverDeps, review: Review): Promise<void> {
  for (let round = 0; round < 12; round += 1) if ((await look(deps, review)) === 0) return;
  throw new Error('Not done after twelve looks');
}

const cards = (review: Review) =>
  slack.messages(reviewChannel).filter(({ metadata }) => metadata?.event_payload?.['review'] === review.id);
const shownOn = (review: Review) => JSON.stringify(cards(review)[0]?.blocks);
const states = async (review: Review) => [
  ...new Set(
    (await stage.effects(review.caseId)).filter(({ kind }) => kind.startsWith('slack')).map(({ state }) => state),
  ),
];

const FAULTS: [string, Fault][] = [
  ['429', { kind: 'rate_limited', retryAfterSeconds: 1 }],
  ['500', { kind: 'status', status: 500 }],
  ['502 of a proxy', { kind: 'status', status: 502 }],
  ['internal_error', { kind: 'error', error: 'internal_error' }],
  ['fatal_error', { kind: 'error', error: 'fatal_error' }],
  ['ratelimited', { kind: 'error', error: 'ratelimited' }],
  ['a cut connection before', { kind: 'drop', commit: false }],
  ['a cut connection after', { kind: 'drop', commit: true }],
  ['a revoked token', { kind: 'error', error: 'token_revoked' }],
  ['an archived channel', { kind: 'error', error: 'is_archived' }],
  ['a channel that we were taken out of', { kind: 'error', error: 'not_in_channel' }],
];
const CALLS = [
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.replies',
  'conversations.info',
  'auth.test',
] as const;

const REMIND_SOON = { remindAfterMs: 1, escalateAfterMs: 1e9, escalateTo: null, hours: null };

describe('R18: every fault at every call leaves one card that says what the row says', () => {
  it.each(FAULTS)('%s', async (_name, fault) => {
    for (const method of CALLS) {
      const review = await stage.ask();
      const deps = worker();
      // The first look meets the fault twice; a lost post before it makes sure that the reading calls are made at all.
      const lost = { method: 'chat.postMessage', fault: { kind: 'drop', commit: true } as const };
      slack.setFaults([...(method.startsWith('conv') ? [lost] : []), { method, fault, times: 2 }]);
      await look(deps, review);
      await untilDone(worker(), review);
      expect(cards(review), method).toHaveLength(1);
      await remindAboutReviews(stage.reviews.db, REMIND_SOON, new Date(Date.now() + 60_000));
      slack.setFaults([...(method === 'conversations.replies' ? [lost] : []), { method, fault, times: 2 }]);
      await look(worker(), review);
      await stage.press(review, 'approve');
      await untilDone(worker(), review);
      expect(cards(review), method).toHaveLength(1);
      expect(shownOn(review), method).toContain('*Approved* by');
      expect(
        slack.messages(reviewChannel).filter(({ threadTs }) => threadTs === cards(review)[0]?.ts).length,
        method,
      ).toBeLessThanOrEqual(1);
      expect(
        (await states(review)).filter((state) => state !== 'done' && state !== 'superseded'),
        method,
      ).toEqual([]);
    }
  });
});

describe('R17: Slack is down for hours', () => {
  it('loses nothing, and posts once when it is back only what is still open', async () => {
    const reviews = await Promise.all(Array.from({ length: 6 }, () => stage.ask()));
    const [stillOpen, decided, withdrawn] = [reviews.slice(0, 4), reviews[4], reviews[5]];
    if (!decided || !withdrawn) throw new Error('unreachable');
    slack.setFaults([{ method: '*', fault: { kind: 'error', error: 'token_revoked' }, times: 10_000 }]);
    const deps = worker();
    for (let hour = 0; hour < 3; hour += 1) for (const review of reviews) await look(deps, review);
    expect(slack.messages(reviewChannel)).toEqual([]);
    // Meanwhile one is decided elsewhere and one withdrawn, because the customer wrote again.
    await stage.press(decided, 'reject', { surface: 'console' });
    const newer = await stage.askAgain(withdrawn.caseId, withdrawn.ticketId);
    slack.setFaults([]);
    // A tenth of the answers is lost on the way.
    const flaky = setInterval(() => {
      if (random() < 0.1) slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'drop', commit: true } }]);
    }, 5);
    for (let round = 0; round < 3; round += 1) for (const review of [...reviews, newer]) await look(worker(), review);
    clearInterval(flaky);
    slack.setFaults([]);
    for (const review of [...reviews, newer]) await untilDone(worker(), review);
    for (const review of [...stillOpen, newer]) expect(cards(review)).toHaveLength(1);
    expect(cards(decided)).toEqual([]);
    expect(cards(withdrawn)).toEqual([]);
    expect(slack.messages(reviewChannel)).toHaveLength(5);
    expect(await stage.press(stillOpen[0] ?? newer, 'approve')).toMatchObject({ kind: 'decided' });
  });
});
