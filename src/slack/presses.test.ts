import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleShown } from '../review/shown.fake.ts';
import { agent, lead, reviewChannel } from '../sandbox/slack/workspace.fake.ts';
import { type DoorStage, openStage, SOCKET_MODE } from './door-stage.fake.ts';
import { sampleReview } from './review.fake.ts';

let stage: DoorStage;

describe.each([
  ['signed HTTP', {}],
  ['Socket Mode', SOCKET_MODE],
] as const)('presses over %s', (_name, changes) => {
  beforeEach(async () => {
    stage = await openStage();
    await stage.start(changes);
  });
  afterEach(async () => {
    await stage.close();
  });

  it('approves exactly what was shown, in the presser’s name', async () => {
    const ts = await stage.running.postCard();
    expect(await stage.press(lead, 'rv_approve', ts)).toMatchObject({ outcome: 'acked' });
    const { fingerprint } = sampleReview();
    expect(stage.reviews.decisions).toEqual([
      {
        reviewId: 12,
        revision: 3,
        fingerprint: fingerprint.slice(0, 12),
        kind: 'approve',
        actor: { kind: 'slack', id: lead, name: 'Mira Jansen', email: 'mira@kettleandpine.example' },
        surface: `slack:${reviewChannel}:${ts}`,
        editedText: null,
        reason: null,
      },
    ]);
    expect(stage.told(lead)).toEqual([]);
  });

  it('lets one of two win who press at once, and tells the other who it was', async () => {
    const ts = await stage.running.postCard();
    const deliveries = await Promise.all([stage.press(lead, 'rv_approve', ts), stage.press(agent, 'rv_approve', ts)]);
    expect(deliveries.map((delivery) => delivery.outcome)).toEqual(['acked', 'acked']);
    expect(stage.reviews.decisions).toHaveLength(1);
    const winner = stage.reviews.decisions[0]!.actor.id;
    const loser = winner === lead ? agent : lead;
    await vi.waitFor(() => expect(stage.told(loser)).toHaveLength(1));
    expect(stage.told(loser)[0]).toMatch(new RegExp(`Already approved by <@${winner}> at <!date`));
    expect(stage.told(winner)).toEqual([]);
  });

  it('opens the reply for editing, shows what the checks say, and sends the person’s words', async () => {
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_edit', ts);
    const view = await vi.waitFor(() => stage.openView(lead));
    const [, input] = view.payload.blocks;
    expect(input).toMatchObject({ element: { initial_value: sampleShown().draft.text } });
    expect(JSON.stringify(view.payload.blocks)).toContain('Refund 89.00 EUR for order 1042');

    stage.reviews.problems = ['Links to evil.example, which is not on the list of allowed hosts.'];
    const bad = await stage.slack.submitView({
      userId: lead,
      viewId: view.id,
      values: { body: { text: 'See evil.example' } },
    });
    expect(bad).toMatchObject({ outcome: 'errors', errors: { body: stage.reviews.problems[0] } });
    expect(stage.reviews.decisions).toEqual([]);

    stage.reviews.problems = [];
    const good = await stage.slack.submitView({
      userId: lead,
      viewId: view.id,
      values: { body: { text: 'So sorry! [1]' } },
    });
    expect(good.outcome).toBe('closed');
    expect(stage.reviews.decisions).toMatchObject([
      { kind: 'edit', editedText: 'So sorry! [1]', actor: { id: lead }, surface: `slack:${reviewChannel}:${ts}` },
    ]);
  });

  it('keeps the words of somebody who edited too long', async () => {
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_edit', ts);
    const view = await vi.waitFor(() => stage.openView(lead));
    await stage.press(agent, 'rv_approve', ts);
    const late = await stage.slack.submitView({
      userId: lead,
      viewId: view.id,
      values: { body: { text: 'My careful words' } },
    });
    expect(late.outcome).toBe('updated');
    const shown = JSON.stringify(stage.slack.openViews(lead)[0]!.payload);
    expect(shown).toContain(`Already approved by <@${agent}>`);
    expect(shown).toContain('Your text was not sent');
    expect(shown).toContain('My careful words');
    expect(stage.reviews.decisions).toHaveLength(1);
  });

  it('tries a failed step again for the first who presses, and tells the second', async () => {
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_approve', ts);
    const failed = { preview: 'Refund 89.00 EUR for order 1042', state: 'failed' as const, reason: 'No answer.' };
    stage.reviews.change(12, { carriedOut: [failed] });
    await stage.running.refreshCard();
    expect(await stage.press(lead, 'rv_retry', ts)).toMatchObject({ outcome: 'acked' });
    expect((await stage.reviews.find(12))?.rescue).toMatchObject({ kind: 'retry', actor: { id: lead } });
    await stage.press(agent, 'rv_takeover', ts);
    await vi.waitFor(() => expect(stage.told(agent)[0]).toContain(`Already tried again by <@${lead}> at`));
    stage.reviews.change(12, { carriedOut: [failed] });
    await stage.press(agent, 'rv_takeover', ts);
    await stage.press(lead, 'rv_retry', ts);
    await vi.waitFor(() => expect(stage.told(lead)[0]).toContain(`Already taken over by <@${agent}> at`));
  });

  it('rejects with a reason and a note', async () => {
    const ts = await stage.running.postCard();
    await stage.press(agent, 'rv_reject', ts);
    const view = await vi.waitFor(() => stage.openView(agent));
    const sent = await stage.slack.submitView({
      userId: agent,
      viewId: view.id,
      values: { reason: { choice: 'facts' }, note: { text: 'It was order 1043' } },
    });
    expect(sent.outcome).toBe('closed');
    expect(stage.reviews.decisions).toMatchObject([
      { kind: 'reject', reason: 'The facts are wrong: It was order 1043', editedText: null },
    ]);
  });

  it('does not mind windows that are closed and the button that opens the ticket', async () => {
    const ts = await stage.running.postCard();
    expect(await stage.press(lead, 'rv_ticket', ts)).toMatchObject({ outcome: 'acked' });
    await stage.press(lead, 'rv_edit', ts);
    const view = await vi.waitFor(() => stage.openView(lead));
    expect(await stage.slack.closeView({ userId: lead, viewId: view.id })).toMatchObject([{ outcome: 'acked' }]);
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('does not thank for a press that could not be kept', async () => {
    const ts = await stage.running.postCard();
    stage.reviews.broken = true;
    expect((await stage.press(lead, 'rv_approve', ts)).outcome).not.toBe('acked');
    stage.reviews.broken = false;
    expect((await stage.press(lead, 'rv_approve', ts)).outcome).toBe('acked');
    expect(stage.reviews.decisions).toHaveLength(1);
  });

  it('waits for running presses before it stops', async () => {
    const ts = await stage.running.postCard();
    let release = (): void => undefined;
    const begun = new Promise<void>((begin) => {
      stage.reviews.whileDeciding = () => {
        begin();
        return new Promise((resolve) => {
          release = resolve;
        });
      };
    });
    const pressed = stage.press(lead, 'rv_approve', ts);
    await begun;
    let stopped = false;
    const stopping = stage.running.door.stop().then(() => {
      stopped = true;
    });
    const tooLate = stage.press(agent, 'rv_approve', ts);
    expect(stopped).toBe(false);
    release();
    expect(await pressed).toMatchObject({ outcome: 'acked' });
    await stopping;
    expect((await tooLate).outcome).not.toBe('acked');
    expect(stage.reviews.decisions).toHaveLength(1);
  });
});
