import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleShown } from '../review/shown.fake.ts';
import { validateView } from '../sandbox/slack/validate-blocks.ts';
import { agent, lead, reviewChannel } from '../sandbox/slack/workspace.fake.ts';
import { type DoorStage, openStage, SOCKET_MODE } from './door-stage.fake.ts';
import { homeView } from './home-view.ts';
import { sampleReview } from './review.fake.ts';
import { FakeReviews } from './reviews.fake.ts';

let stage: DoorStage;

const home = (userId: string) => JSON.stringify(stage.slack.home(userId)?.payload);
const homePress = (userId: string, actionId: string, value?: string) =>
  stage.slack.press({ userId, actionId, viewId: stage.slack.home(userId)?.id ?? '', value });

describe.each([
  ['signed HTTP', {}],
  ['Socket Mode', SOCKET_MODE],
] as const)('the other surfaces over %s', (_name, mode) => {
  beforeEach(async () => {
    stage = await openStage();
    await stage.start({ approvers: [lead, agent], leads: [lead], ...mode });
  });
  afterEach(() => stage.close());

  it('reassigns an open question to somebody who may decide it', async () => {
    const ts = await stage.running.postCard();
    await stage.press(agent, 'rv_reassign', ts);
    const view = await vi.waitFor(() => stage.openView(agent));
    expect(JSON.stringify(view.payload)).toContain('Mira Jansen');
    expect(JSON.stringify(view.payload)).not.toContain('Tom Bakker');
    const sent = await stage.slack.submitView({ userId: agent, viewId: view.id, values: { to: { who: lead } } });
    expect(sent.outcome).toBe('closed');
    expect(stage.reviews.memory.reassigned).toEqual([{ reviewId: 12, to: lead, by: agent }]);
    expect(stage.reviews.decisions).toEqual([]);
  });

  it('does not reassign what was decided meanwhile', async () => {
    const ts = await stage.running.postCard();
    await stage.press(agent, 'rv_reassign', ts);
    const view = await vi.waitFor(() => stage.openView(agent));
    await stage.press(lead, 'rv_approve', ts);
    const sent = await stage.slack.submitView({ userId: agent, viewId: view.id, values: { to: { who: lead } } });
    expect(sent.outcome).toBe('updated');
    expect(JSON.stringify(stage.openView(agent).payload)).toContain('not open any more');
  });

  it('reminds one person and keeps an example, without touching the question', async () => {
    const ts = await stage.running.postCard();
    await stage.choose(lead, ts, 'remind-120');
    await stage.choose(lead, ts, 'example');
    await vi.waitFor(() => expect(stage.told(lead)).toHaveLength(2));
    expect(stage.told(lead)[0]).toContain('You will be reminded at <!date');
    expect(stage.told(lead)[1]).toContain('kept as an example');
    expect(stage.reviews.memory.examples).toEqual([12]);
    const inMinutes = ((stage.reviews.memory.reminders[0]?.at.getTime() ?? 0) - Date.now()) / 60_000;
    expect(inMinutes).toBeGreaterThan(118);
    expect(inMinutes).toBeLessThanOrEqual(120);
    expect((await stage.reviews.find(12))?.state).toBe('open');
  });

  it('shows the inbox, filters it, and lets a lead pause', async () => {
    await stage.running.postCard();
    await stage.slack.openHome(lead);
    await vi.waitFor(() => expect(home(lead)).toContain('Waiting for a decision (1)'));
    expect(home(lead)).toContain('Refund 89.00 EUR for order 1042');
    expect(home(lead)).toMatch(/archives\/C0REVIEW\/p\d+/);
    await homePress(lead, 'rv_home_filter', 'mine');
    await vi.waitFor(() => expect(home(lead)).toContain('Nothing waits'));
    await homePress(lead, 'rv_home_pause', 'pause');
    await vi.waitFor(() => expect(home(lead)).toContain('Deskhand is paused'));
    expect(stage.reviews.memory.paused).toBe(true);
    await homePress(lead, 'rv_home_pause', 'resume');
    await vi.waitFor(() => expect(stage.reviews.memory.paused).toBe(false));
  });

  it('offers the switch to leads only, and tells guests why they see nothing', async () => {
    await stage.slack.openHome(agent);
    await vi.waitFor(() => expect(home(agent)).toContain('Waiting for a decision'));
    expect(home(agent)).not.toContain('rv_home_pause');
    await stage.slack.openHome('U0GUEST1');
    await vi.waitFor(() => expect(home('U0GUEST1')).toContain('guests cannot decide'));
    expect(home('U0GUEST1')).not.toContain('48213');
  });

  it.each([
    ['mine', /1 waiting:.*Refund request on ticket 48213/s],
    ['ticket 48213', /draft 3, Refund request: open/],
    ['ticket 9', /Nobody was asked about ticket 9/],
    ['ticket', /Which one/],
    ['status', /Deskhand is at work.*1 open.*3 approved, 1 edited, 2 rejected/s],
    ['', /\/deskhand mine/],
    ['<!channel> *x*', /\/deskhand mine/],
  ])('answers /deskhand %s', async (text, answer) => {
    await stage.running.postCard();
    const delivery = await stage.command(agent, text);
    expect(delivery.outcome).toBe('acked');
    expect(String(delivery.body?.['text'])).toMatch(answer);
    expect(delivery.body?.['response_type']).toBe('ephemeral');
  });

  it('pauses and resumes by command, for leads', async () => {
    expect(String((await stage.command(agent, 'pause')).body?.['text'])).toContain('Not allowed');
    expect(stage.reviews.memory.paused).toBe(false);
    await stage.command(lead, 'pause');
    expect(stage.reviews.memory.paused).toBe(true);
    await stage.command(lead, 'resume');
    expect(stage.reviews.memory.paused).toBe(false);
  });

  it('attaches a message to a ticket, redacted, and refuses tickets it never saw', async () => {
    const said = stage.slack.writeAs(agent, reviewChannel, 'For ticket 48213: card 4111 1111 1111 1111 was used twice');
    const input = { userId: agent, channelId: reviewChannel, messageTs: said.ts, callbackId: 'sc_case_from_message' };
    expect((await stage.slack.runShortcut(input)).outcome).toBe('acked');
    const view = await vi.waitFor(() => stage.openView(agent));
    expect(JSON.stringify(view.payload)).toContain('"initial_value":"48213"');
    const submit = (number: string) =>
      stage.slack.submitView({ userId: agent, viewId: view.id, values: { ticket: { number } } });
    expect(await submit('12')).toMatchObject({ outcome: 'errors' });
    expect(await submit('abc')).toMatchObject({ outcome: 'errors' });
    expect((await submit('48213')).outcome).toBe('closed');
    expect(stage.reviews.memory.attachments).toMatchObject([{ ticketId: 48_213, actor: { id: agent } }]);
    expect(JSON.stringify(stage.reviews.memory.attachments)).not.toContain('4111');
  });
});

describe('the Home tab of anything whatever', () => {
  it('is always taken by Slack, however many wait', () => {
    const nasty = '<!channel> *b* <https://evil.example|x> `c` '.repeat(40);
    for (const count of [0, 1, 28, 29, 200]) {
      const open = Array.from({ length: count }, (_, id) => ({
        ...sampleReview({ id }),
        ticketUrl: 'https://x.example',
        intentName: nasty,
        risk: 'weighty' as const,
        actions: [nasty, nasty, nasty],
        askedOf: id % 2 ? 'S0LEADS1' : nasty,
        card: { channel: 'C1', messageTs: '1.000001' },
      }));
      const numbers = { open: count, decided: { approve: 1, edit: 1, reject: 1 }, expired: 0, medianMinutes: null };
      const content = {
        open,
        numbers,
        filter: 'all' as const,
        paused: true,
        isLead: true,
        workspaceUrl: 'https://k.slack.com/',
      };
      const result = validateView(JSON.parse(JSON.stringify(homeView(content))));
      expect(result.ok ? [] : result.errors).toEqual([]);
      expect(JSON.stringify(homeView(content))).not.toMatch(/"mrkdwn","text":"[^"]*(<!channel>|evil\.example)/);
    }
  });
});

describe('rejecting with a next step', () => {
  beforeEach(async () => {
    stage = await openStage();
    await stage.start({}, new FakeReviews(sampleReview({ shown: sampleShown() })));
  });
  afterEach(() => stage.close());

  async function reject(values: Record<string, Record<string, string>>) {
    const ts = await stage.running.postCard();
    await stage.press(lead, 'rv_reject', ts);
    const view = await vi.waitFor(() => stage.openView(lead));
    return stage.slack.submitView({ userId: lead, viewId: view.id, values });
  }

  it('carries the chosen step to the decision', async () => {
    await reject({ reason: { choice: 'person' }, next: { step: 'group:Billing' } });
    expect(stage.reviews.decisions).toMatchObject([{ kind: 'reject', nextStep: { kind: 'group', group: 'Billing' } }]);
  });

  it('wants a note for a new draft', async () => {
    const sent = await reject({ reason: { choice: 'tone' }, next: { step: 'redraft' } });
    expect(sent).toMatchObject({ outcome: 'errors', errors: { note: expect.stringContaining('new draft') } });
    expect(stage.reviews.decisions).toEqual([]);
  });
});
