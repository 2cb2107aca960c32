import { describe, expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';
import { Unavailable } from './errors.ts';
import { fetchBehind } from './fetch-behind.ts';

const SETTINGS = { threshold: 3, pauseMs: 5_000 };

function open(answer: () => Promise<Response>) {
  let now = 0;
  let sent = 0;
  const breaker = createBreaker({ now: () => new Date(now) }, SETTINGS);
  const send = fetchBehind(breaker, {
    name: 'Zendesk',
    fetch: () => {
      sent += 1;
      return answer();
    },
  });
  return { send: () => send('http://x'), sent: () => sent, breaker, pass: (ms: number) => (now += ms) };
}

describe('fetchBehind', () => {
  it('stops sending after failures in a row, and lets exactly one try after the pause', async () => {
    const down = open(() => Promise.reject(new Error('reset')));
    for (let n = 0; n < 3; n += 1) await expect(down.send()).rejects.toThrow('reset');
    await expect(down.send()).rejects.toThrow(Unavailable);
    await expect(down.send()).rejects.toMatchObject({ afterMs: 5_000 });
    expect(down.sent()).toBe(3);
    down.pass(5_000);
    await Promise.allSettled([down.send(), down.send(), down.send()]);
    expect(down.sent()).toBe(4);
  });

  it('counts 5xx as no answer, and a refusal as an answer', async () => {
    const statuses = [500, 502, 404, 503, 500];
    const mixed = open(async () => new Response('', { status: statuses.shift() ?? 200 }));
    for (let n = 0; n < 6; n += 1) await mixed.send();
    expect(mixed.breaker.waitMs()).toBe(0);
  });

  it('closes with the first answer', async () => {
    let isUp = false;
    const back = open(async () => new Response('', { status: isUp ? 200 : 503 }));
    for (let n = 0; n < 3; n += 1) await back.send();
    isUp = true;
    back.pass(5_000);
    await back.send();
    await back.send();
    expect(back.breaker.waitMs()).toBe(0);
  });
});
