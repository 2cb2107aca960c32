import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleShown } from '../review/shown.fake.ts';
import { agent, lead, reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type DoorStage, openStage } from './door-stage.fake.ts';
import { sampleReview } from './review.fake.ts';
import { FakeReviews } from './reviews.fake.ts';

const GROUP = 'S0LEADS1';
const REPLY_ONLY = sampleReview({ shown: sampleShown({ proposals: [] }) });
let stage: DoorStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const decided = () => stage.reviews.decisions.map(({ actor }) => actor.id);

describe('S18: who may decide depends on what moves', () => {
  it('takes members of a user group, read from Slack and not from the press', async () => {
    await stage.start({ approvers: [GROUP] });
    const ts = await stage.running.postCard();
    await stage.press(agent, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(agent)[0]).toContain(`this is decided by <!subteam^${GROUP}>`));
    await stage.press(lead, 'rv_approve', ts);
    expect(decided()).toEqual([lead]);
    expect(stage.slack.calls().some(({ method }) => method === 'usergroups.users.list')).toBe(true);
  });

  it('lets agents release words but not money', async () => {
    const changes = { approvers: [agent, lead], moneyApprovers: [lead] };
    await stage.start(changes);
    const money = await stage.running.postCard();
    await stage.press(agent, 'rv_approve', money);
    await vi.waitFor(() => expect(stage.told(agent)[0]).toContain(`this is decided by <@${lead}>`));
    expect(decided()).toEqual([]);
    await stage.running.close();
    await stage.start(changes, new FakeReviews(REPLY_ONLY));
    await stage.press(agent, 'rv_approve', await stage.running.postCard());
    expect(decided()).toEqual([agent]);
  });

  it('demands a link to a helpdesk agent with exactly today’s address for money, and says what to do', async () => {
    await stage.start({ linkRequired: true });
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(lead)[0]).toContain(`./scripts/pin-reviewer ${lead}`));
    const { links } = stage.reviews.memory;
    links.set(lead, { slackId: lead, email: 'mira@old.example', helpdeskUserId: 7 });
    await stage.press(lead, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(lead)[1]).toContain('not the one you were linked with'));
    expect(decided()).toEqual([]);
    links.set(lead, { slackId: lead, email: 'mira@kettleandpine.example', helpdeskUserId: 7 });
    await stage.press(lead, 'rv_approve', ts);
    expect(decided()).toEqual([lead]);
  });

  it('asks for no link where only words go out', async () => {
    await stage.start({ linkRequired: true }, new FakeReviews(REPLY_ONLY));
    await stage.press(lead, 'rv_approve', await stage.running.postCard());
    expect(decided()).toEqual([lead]);
  });

  it('does not let a changed button value choose another question’s rights', async () => {
    const words = { ...REPLY_ONLY, id: 13 };
    await stage.start({ approvers: [agent, lead], moneyApprovers: [lead] }, new FakeReviews(sampleReview(), words));
    const ts = await stage.running.postCard();
    // The value of the harmless question, pressed on the card of the other: it decides the harmless one or nothing.
    const value = `rv1.12.r3.${words.fingerprint.slice(0, 12)}`;
    await stage.press(agent, 'rv_approve', ts, value);
    expect(decided()).toEqual([]);
  });

  it('writes down every refusal: who, what, why', async () => {
    await stage.start({ approvers: [lead] });
    const ts = await stage.running.postCard();
    for (const action of ['rv_approve', 'rv_edit', 'rv_reject', 'rv_reassign']) await stage.press(agent, action, ts);
    await stage.choose(agent, ts, 'example');
    await stage.command(agent, 'pause');
    await stage.press(lead, 'rv_approve', ts);
    await stage.press(lead, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.reviews.memory.turnedAway).toHaveLength(7));
    const wanted = stage.reviews.memory.turnedAway.map((entry) => `${entry.who} ${entry.wanted} ${entry.reviewId}`);
    expect(wanted.toSorted()).toEqual(
      [
        `${agent} /deskhand pause null`,
        `${agent} approve 12`,
        `${agent} edit 12`,
        `${agent} example 12`,
        `${agent} reassign 12`,
        `${agent} reject 12`,
        `${lead} approve 12`,
      ].toSorted(),
    );
    expect(JSON.stringify(stage.reviews.memory.turnedAway)).not.toContain('hopper');
  });

  it('tells somebody whose account cannot decide, when the press is for weighty things too', async () => {
    await stage.start({ moneyApprovers: ['U0GUEST1'] });
    const ts = await stage.running.postCard();
    await stage.press('U0GUEST1', 'rv_approve', ts);
    expect(decided()).toEqual([]);
    expect(stage.reviews.memory.turnedAway).toMatchObject([{ who: 'U0GUEST1' }]);
  });

  it('keeps refusing when Slack cannot say who is in the group', async () => {
    await stage.start({ approvers: [GROUP] });
    const ts = await stage.running.postCard();
    stage.slack.setFaults([
      { method: 'usergroups.users.list', fault: { kind: 'error', error: 'missing_scope' }, times: 9 },
    ]);
    expect((await stage.press(lead, 'rv_approve', ts)).outcome).not.toBe('acked');
    expect(decided()).toEqual([]);
    expect(testWorkspace().userGroups?.[0]?.id).toBe(GROUP);
    expect(stage.slack.messages(reviewChannel)).toHaveLength(1);
  });
});
