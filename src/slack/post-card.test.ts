import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Effect } from '../effects/effect.ts';
import { systemClock } from '../platform/clock.ts';
import { AccessRefused, GiveUp, OutcomeUnknown, RetryLater } from '../platform/errors.ts';
import { freePort } from '../platform/http.ts';
import { silentLog } from '../platform/log.ts';
import { reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type SlackSandbox, startSlack } from '../sandbox/slack-server.ts';
import { createChannelGuard } from './channel-guard.ts';
import { createIdentity } from './identity.ts';
import { type CardHandlers, createCardHandlers } from './post-card.ts';
import { sampleReview } from './review.fake.ts';
import { FakeReviews } from './reviews.fake.ts';
import { createSlackClient } from './web-client.ts';

let slack: SlackSandbox;
let reviews: FakeReviews;
let handlers: CardHandlers;

const effect = <K extends 'slack_card' | 'slack_card_refresh'>(kind: K): Effect<K> =>
  ({
    id: 1,
    key: 'card:12',
    kind,
    caseId: 4,
    turnId: 5,
    reviewId: 12,
    decisionId: null,
    payload: { reviewId: 12 },
    state: 'sending',
    attempts: 1,
  }) as Effect<K>;

function handlersFor(channel: string): CardHandlers {
  const access = { botToken: testWorkspace().botToken, apiUrl: `${slack.url}/api/` };
  const client = createSlackClient(access, { timeoutMs: 600, log: silentLog });
  return createCardHandlers({
    reviews,
    client,
    identity: createIdentity(client),
    channelRefusal: createChannelGuard(client, systemClock),
    channel,
  });
}

beforeEach(async () => {
  slack = await startSlack(testWorkspace());
  reviews = new FakeReviews(sampleReview());
  handlers = handlersFor(reviewChannel);
});

afterEach(() => slack.close());

const post = () => handlers.slack_card.perform(effect('slack_card'));
const find = () => handlers.slack_card.find(effect('slack_card'));
const refresh = () => handlers.slack_card_refresh.perform(effect('slack_card_refresh'));
const cards = () => slack.messages(reviewChannel);
const updates = () => slack.calls().filter((call) => call.method === 'chat.update').length;

describe('posting the card of a review', () => {
  it('posts it once, remembers where, and marks it with ids only', async () => {
    const performed = await post();
    const [card] = cards();
    expect(performed).toEqual({ kind: 'done', proof: { channel: reviewChannel, ts: card!.ts } });
    expect(card!.metadata).toEqual({ event_type: 'review_card', event_payload: { review: 12, rev: 3 } });
    expect(reviews.surfaces.get(12)).toMatchObject({ channel: reviewChannel, messageTs: card!.ts });
    const call = slack.calls().find(({ method }) => method === 'chat.postMessage');
    expect(call!.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    expect(updates()).toBe(0);
    await post();
    expect(cards()).toHaveLength(1);
  });

  it.each(['hang', 'drop'] as const)(
    'R18: finds a card whose answer was lost (%s) and does not post another',
    async (kind) => {
      slack.setFaults([{ method: 'chat.postMessage', fault: { kind, commit: true } }]);
      await expect(post()).rejects.toThrow(OutcomeUnknown);
      expect(reviews.surfaces.size).toBe(0);

      expect(await find()).toEqual({ channel: reviewChannel, ts: cards()[0]!.ts });
      expect(cards()).toHaveLength(1);
      expect(reviews.surfaces.get(12)).toMatchObject({ messageTs: cards()[0]!.ts });
    },
  );

  it('finds nothing when the lost post never arrived, and posts it then', async () => {
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'drop', commit: false } }]);
    await expect(post()).rejects.toThrow(OutcomeUnknown);
    expect(await find()).toBeNull();
    await post();
    expect(cards()).toHaveLength(1);
  });

  it('finds its card behind pages of other messages, and takes neither other reviews nor other people’s', async () => {
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'drop', commit: true } }]);
    await expect(post()).rejects.toThrow(OutcomeUnknown);
    for (let n = 0; n < 40; n += 1) slack.writeAs('U0LEAD01', reviewChannel, `chatter ${n}`);
    expect(await find()).toEqual({ channel: reviewChannel, ts: cards()[0]!.ts });

    reviews.reviews.set(13, sampleReview({ id: 13 }));
    expect(await handlers.slack_card.find({ ...effect('slack_card'), payload: { reviewId: 13 } })).toBeNull();
  });

  it('does not say "not there" when the channel cannot be read', async () => {
    slack.setFaults([{ method: 'conversations.history', fault: { kind: 'status', status: 500 } }]);
    await expect(find()).rejects.toThrow(OutcomeUnknown);
  });

  it('brings a found card up to date when the question was closed meanwhile', async () => {
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'drop', commit: true } }]);
    await expect(post()).rejects.toThrow(OutcomeUnknown);
    reviews.change(12, { state: 'superseded' });
    expect(await refresh()).toEqual({ kind: 'done', proof: { skipped: true } });
    await find();
    expect(JSON.stringify(cards()[0]!.blocks)).toContain('Withdrawn');
  });

  it('shows a decision that fell between posting and remembering', async () => {
    const save = reviews.saveSurface.bind(reviews);
    vi.spyOn(reviews, 'saveSurface').mockImplementationOnce(async (id, surface) => {
      reviews.change(12, { state: 'superseded' });
      expect(await refresh()).toEqual({ kind: 'done', proof: { skipped: true } });
      await save(id, surface);
    });
    await post();
    expect(JSON.stringify(cards()[0]!.blocks)).toContain('Withdrawn');
  });

  it('takes its own card back when another worker was first', async () => {
    const first = await post();
    const others = reviews.surfaces.get(12)!;
    reviews.surfaces.delete(12);
    vi.spyOn(reviews, 'keepSurface').mockImplementationOnce(async () => {
      reviews.surfaces.set(12, others);
      return others;
    });
    expect(await post()).toEqual(first);
    expect(cards().map(({ ts }) => ts)).toEqual([others.messageTs]);
  });

  it('posts nothing for a question that is not open any more', async () => {
    reviews.change(12, { state: 'superseded' });
    expect(await post()).toEqual({
      kind: 'superseded',
      reason: 'The review was superseded before its card was posted',
    });
    expect(cards()).toEqual([]);
  });

  it('posts a short card, from which nothing can be approved, when Slack refuses the whole one', async () => {
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'error', error: 'msg_blocks_too_long' } }]);
    await post();
    expect(cards()).toHaveLength(1);
    const shown = JSON.stringify(cards()[0]?.blocks);
    expect(shown).toContain('Slack refused to show this question');
    expect(shown).not.toMatch(/rv_approve|rv_edit/);
  });

  it('tells by class what Slack refuses', async () => {
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'rate_limited', retryAfterSeconds: 3 } }]);
    await expect(post()).rejects.toMatchObject({ name: 'Unavailable', afterMs: 3_000 });
    slack.setFaults([{ method: 'chat.postMessage', fault: { kind: 'error', error: 'invalid_blocks' }, times: 2 }]);
    await expect(post()).rejects.toThrow(GiveUp);
    await expect(handlersFor('C0SECRET').slack_card.perform(effect('slack_card'))).rejects.toThrow(AccessRefused);
    await expect(handlersFor('C0OTHER1').slack_card.perform(effect('slack_card'))).rejects.toThrow(AccessRefused);
    expect(cards()).toEqual([]);
  });

  it('posts nothing into a channel that is shared with another company', async () => {
    await slack.close();
    const options = testWorkspace();
    slack = await startSlack({
      ...options,
      channels: options.channels.map((channel) => ({ ...channel, isExtShared: true })),
    });
    await expect(handlersFor(reviewChannel).slack_card.perform(effect('slack_card'))).rejects.toThrow(
      'shared with another company',
    );
    expect(cards()).toEqual([]);
  });

  it('may be tried again when Slack is not there', async () => {
    const client = createSlackClient(
      { botToken: 'x', apiUrl: `http://127.0.0.1:${await freePort()}/api/` },
      { timeoutMs: 500, log: silentLog },
    );
    const down = createCardHandlers({
      reviews,
      client,
      identity: createIdentity(client),
      channelRefusal: createChannelGuard(client, systemClock),
      channel: reviewChannel,
    });
    await expect(down.slack_card.perform(effect('slack_card'))).rejects.toThrow(RetryLater);
  });
});

describe('refreshing a card', () => {
  it('shows what the row says, in place, and says nothing when nothing changed', async () => {
    await post();
    await refresh();
    expect(updates()).toBe(0);
    reviews.change(12, { state: 'expired' });
    await refresh();
    await refresh();
    expect(updates()).toBe(1);
    expect(cards()).toHaveLength(1);
    expect(JSON.stringify(cards()[0]!.blocks)).toContain('Expired');
    expect(slack.calls().find(({ method }) => method === 'chat.update')!.args).toMatchObject({ parse: 'none' });
  });

  it('ends with the newest state when a change overtakes an update', async () => {
    await post();
    reviews.change(12, { state: 'approved' });
    slack.setFaults([{ method: 'chat.update', fault: { kind: 'slow', milliseconds: 60 } }]);
    const slow = refresh();
    await vi.waitFor(() => expect(updates()).toBe(1));
    reviews.change(12, { carriedOut: [{ preview: 'Reply to the customer', state: 'done', reason: null }] });
    await Promise.all([slow, refresh()]);
    expect(JSON.stringify(cards()[0]!.blocks)).toContain('Reply to the customer: done');
  });

  it('may be repeated after a lost answer', async () => {
    await post();
    reviews.change(12, { state: 'expired' });
    slack.setFaults([{ method: 'chat.update', fault: { kind: 'drop', commit: true } }]);
    await expect(refresh()).rejects.toThrow(OutcomeUnknown);
    expect(await handlers.slack_card_refresh.find(effect('slack_card_refresh'))).toBeNull();
    await refresh();
    expect(cards()).toHaveLength(1);
  });
});
