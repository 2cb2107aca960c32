import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signBody } from '../sandbox/slack/deliver.ts';
import { lead } from '../sandbox/slack/workspace.fake.ts';
import { type DoorStage, openStage, SOCKET_MODE } from './door-stage.fake.ts';

let stage: DoorStage;

describe('the HTTP door', () => {
  beforeEach(async () => {
    stage = await openStage();
    await stage.start();
  });
  afterEach(async () => {
    await stage.close();
  });

  const send = (body: string, headers: Record<string, string>) =>
    fetch(stage.running.requestUrl!, { method: 'POST', body, headers });
  function signed(body: string, offsetSeconds = 0, secret = stage.workspace.signingSecret): Record<string, string> {
    const stamp = String(Math.floor(Date.now() / 1_000) + offsetSeconds);
    return {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signBody(secret, stamp, body),
    };
  }
  function ticketPress(): string {
    const action = { type: 'button', action_id: 'rv_ticket', block_id: 'b', value: 'x' };
    const payload = {
      type: 'block_actions',
      user: { id: lead, team_id: 'T0KETTLE' },
      team: { id: 'T0KETTLE' },
      actions: [action],
    };
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  }

  it('takes a signed request once, whatever charset a proxy has added', async () => {
    const body = ticketPress();
    const headers = signed(body);
    expect((await send(body, headers)).status).toBe(200);
    expect((await send(body, headers)).status).toBe(401);
    expect((await send(body, { ...headers, 'x-slack-signature': `${headers['x-slack-signature']}=1` })).status).toBe(
      401,
    );
  });

  it('refuses requests with a wrong signature, from the past and from the future', async () => {
    const body = ticketPress();
    expect((await send(body, signed(body, 0, 'wrong'))).status).toBe(401);
    expect((await send(body, signed(body, -301))).status).toBe(401);
    expect((await send(body, signed(body, 3_600))).status).toBe(401);
    expect((await send(`${body}x`, signed(body))).status).toBe(401);
  });

  it('leaves other routes their bodies', async () => {
    const response = await fetch(stage.running.requestUrl!.replace('/slack/events', '/other'), {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toEqual({ a: 1 });
  });
});

describe('starting without luck', () => {
  it.each([
    ['HTTP', {}],
    ['Socket Mode', SOCKET_MODE],
  ])('starts while Slack is down, refuses presses, and takes them when Slack is back (%s)', async (_name, changes) => {
    stage = await openStage();
    stage.slack.setFaults([{ method: 'auth.test', fault: { kind: 'status', status: 503 }, times: 3 }]);
    await stage.start(changes);
    await expect(stage.running.door.authorised()).rejects.toThrow('Slack answered auth.test with 503');
    const ts = await stage.running.postCard();
    expect((await stage.press(lead, 'rv_approve', ts)).outcome).not.toBe('acked');
    expect((await stage.press(lead, 'rv_approve', ts)).outcome).toBe('acked');
    expect((await stage.running.door.authorised()).teamId).toBe('T0KETTLE');
    await stage.close();
  });

  it('says by name which setting is missing', async () => {
    stage = await openStage();
    await expect(stage.start({ signingSecret: null })).rejects.toThrow('SLACK_SIGNING_SECRET');
    await stage.slack.close();
  });
});

describe('the Socket Mode connection', () => {
  it('comes back at once when Slack asks it to, and ends with the door', async () => {
    stage = await openStage();
    await stage.start(SOCKET_MODE);
    expect(stage.slack.connections()).toBe(1);
    stage.slack.disconnectSockets('refresh_requested');
    await vi.waitFor(() =>
      expect(stage.slack.calls().filter(({ method }) => method === 'apps.connections.open')).toHaveLength(2),
    );
    await vi.waitFor(() => expect(stage.slack.connections()).toBe(1));
    const ts = await stage.running.postCard();
    expect(await stage.press(lead, 'rv_approve', ts)).toMatchObject({ outcome: 'acked', via: 'socket' });
    await stage.running.close();
    await vi.waitFor(() => expect(stage.slack.connections()).toBe(0));
    await stage.slack.close();
  });

  it('starts while Slack is down and connects when it is back', async () => {
    stage = await openStage();
    stage.slack.setFaults([{ method: 'apps.connections.open', fault: { kind: 'status', status: 503 } }]);
    await stage.start(SOCKET_MODE);
    expect(stage.slack.connections()).toBe(0);
    await vi.waitFor(() => expect(stage.slack.connections()).toBe(1), { timeout: 3_000 });
    await stage.close();
  });
});
