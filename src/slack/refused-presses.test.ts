import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fingerprintOf } from '../review/review.ts';
import { sampleShown } from '../review/shown.fake.ts';
import { agent, lead, reviewChannel, testWorkspace } from '../sandbox/slack/workspace.fake.ts';
import { type DoorStage, openStage } from './door-stage.fake.ts';
import { sampleReview } from './review.fake.ts';

let stage: DoorStage;

describe('who may not decide, and what cannot be decided', () => {
  beforeEach(async () => {
    const workspace = testWorkspace();
    stage = await openStage({
      users: [
        ...workspace.users,
        { id: 'U0STRANG', name: 'sam', realName: 'Sam', email: 's@other.example', isStranger: true, teamId: 'T0OTHER' },
        { id: 'U0LEFT01', name: 'lea', realName: 'Lea', email: 'l@kettleandpine.example', deleted: true },
        { id: 'U0UNCONF', name: 'una', realName: 'Una', email: 'u@kettleandpine.example', emailConfirmed: false },
        { id: 'U0OUTSID', name: 'olga', realName: 'Olga', email: 'o@kettleandpine.example' },
      ],
      channels: workspace.channels.map((channel) =>
        channel.id === reviewChannel
          ? { ...channel, members: [...channel.members, 'U0GUEST1', 'U0STRANG', 'U0LEFT01', 'U0UNCONF'] }
          : channel,
      ),
    });
  });
  afterEach(async () => {
    await stage.close();
  });

  it.each([
    ['U0GUEST1', 'guests cannot decide'],
    ['U0STRANG', 'another Slack workspace'],
    ['U0LEFT01', 'deactivated'],
    ['U0UNCONF', 'not confirmed'],
  ])('refuses %s: %s', async (userId, why) => {
    await stage.start();
    const ts = await stage.running.postCard();
    for (const action of ['rv_approve', 'rv_edit', 'rv_reject']) await stage.press(userId, action, ts);
    await vi.waitFor(() => expect(stage.told(userId)).toHaveLength(3));
    for (const words of stage.told(userId)) expect(words).toContain(why);
    expect(stage.slack.openViews(userId)).toEqual([]);
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('refuses somebody who is not in the channel', async () => {
    await stage.start();
    const ts = await stage.running.postCard();
    expect((await stage.press('U0OUTSID', 'rv_approve', ts)).outcome).toBe('acked');
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('refuses members who are not on the list, and names who is', async () => {
    await stage.start({ approvers: [lead] });
    const ts = await stage.running.postCard();
    await stage.press(agent, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(agent)[0]).toContain(`Not allowed: this is decided by <@${lead}>`));
    await stage.press(lead, 'rv_approve', ts);
    expect(stage.reviews.decisions).toMatchObject([{ actor: { id: lead } }]);
  });

  it('checks the right again when a window is sent off', async () => {
    await stage.start({ approvers: [lead] });
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_edit', ts);
    const view = await vi.waitFor(() => stage.openView(lead));
    await stage.running.close();
    await stage.start({ approvers: [agent] }, stage.reviews);
    const sent = await stage.slack.submitView({ userId: lead, viewId: view.id });
    expect(sent.outcome).toBe('updated');
    expect(JSON.stringify(stage.slack.openViews(lead)[0]!.payload)).toContain('Not allowed');
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('points from an older card to the newer draft', async () => {
    await stage.start();
    const ts = await stage.running.postCard();
    stage.reviews.change(12, { state: 'superseded', fingerprint: 'f'.repeat(64) });
    const shown = sampleShown({ subject: 'newer' });
    stage.reviews.reviews.set(13, sampleReview({ id: 13, revision: 4, shown, fingerprint: fingerprintOf(shown) }));
    await stage.press(lead, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(lead)[0]).toContain('This card is draft 3; draft 4 is below.'));
    await stage.press(lead, 'rv_edit', ts);
    await vi.waitFor(() => expect(stage.told(lead)[1]).toContain('draft 3 can no longer be decided'));
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('refuses a press on an Approve that should not have been offered', async () => {
    await stage.start();
    const ts = await stage.running.postCard();
    const shown = sampleShown({ findings: [{ code: 'promise', severity: 'block', words: 'No.' }] });
    stage.reviews.change(12, { shown });
    await stage.press(lead, 'rv_approve', ts);
    await vi.waitFor(() => expect(stage.told(lead)[0]).toContain('This cannot be approved with one press'));
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('says so when the window cannot be opened', async () => {
    await stage.start();
    const ts = await stage.running.postCard();
    stage.slack.setFaults([{ method: 'views.open', fault: { kind: 'error', error: 'expired_trigger_id' } }]);
    expect((await stage.press(lead, 'rv_edit', ts)).outcome).toBe('acked');
    await vi.waitFor(() => expect(stage.told(lead)[0]).toContain('Please press the button again'));
  });
});
