import { describe, expect, it } from 'vitest';
import { AccessRefused, RetryLater } from '../platform/errors.ts';
import { silentLog } from '../platform/log.ts';
import { guardTransport } from './guarded-transport.ts';

/** A door in memory whose probe is due when told, and a Zendesk that answers as told. */
function setUp() {
  const clock = { at: 0, now: () => new Date(clock.at) };
  const state = { paused: null as string | null, probeDue: false, sent: 0, failure: null as Error | null };
  const door = {
    pause: async () =>
      state.paused === null ? null : { reason: state.paused, since: new Date(0), probeAt: new Date(0) },
    close: async (reason: string) => {
      const first = state.paused === null;
      state.paused ??= reason;
      return first;
    },
    takeProbe: async () => {
      const due = state.probeDue;
      state.probeDue = false;
      return due;
    },
    open: async () => {
      state.paused = null;
      return true;
    },
  };
  const real = {
    async send() {
      state.sent += 1;
      if (state.failure) throw state.failure;
      return { json: null, at: null };
    },
  };
  const seen: number[] = [];
  const transport = guardTransport(real, { door, clock, log: silentLog, onPaused: (paused) => seen.push(paused) });
  const ask = () => transport.send({ method: 'GET', path: '/api/v2/users/me.json' });
  return { state, transport, ask, seen };
}

describe('guardTransport', () => {
  it('asks once when refused, and then not again', async () => {
    const { state, ask, seen } = setUp();
    state.failure = new AccessRefused('401');
    for (let count = 0; count < 50; count += 1) await expect(ask()).rejects.toThrow(AccessRefused);
    expect(state.sent).toBe(1);
    expect(seen.at(-1)).toBe(1);
    await expect(ask()).rejects.toThrow('Zendesk is paused: 401');
  });

  it('takes a refusal that the caller is ready for as that request’s own', async () => {
    const { state, transport, ask } = setUp();
    state.failure = new AccessRefused('403');
    const optional = transport.send({ method: 'GET', path: '/api/v2/incremental', mayBeRefused: true });
    await expect(optional).rejects.toThrow(AccessRefused);
    expect(state.paused).toBeNull();
    state.failure = null;
    await ask();
    expect(state.sent).toBe(2);
  });

  it('lets one probe through when it is due, and all the rest after it succeeded', async () => {
    const { state, ask, seen } = setUp();
    state.failure = new AccessRefused('401');
    await expect(ask()).rejects.toThrow(AccessRefused);
    state.probeDue = true;
    await expect(ask()).rejects.toThrow('401');
    await expect(ask()).rejects.toThrow('paused');
    expect(state.sent).toBe(2);
    state.failure = null;
    state.probeDue = true;
    await ask();
    await ask();
    expect(state.sent).toBe(4);
    expect(seen.at(-1)).toBe(0);
  });

  it('lets the requests beside the probe wait for how it ends', async () => {
    const { state, ask } = setUp();
    state.paused = '401';
    state.probeDue = true;
    await Promise.all([ask(), ask(), ask()]);
    expect(state.sent).toBe(3);
    expect(state.paused).toBeNull();
  });

  it('does not pause for anything but refused access', async () => {
    const { state, ask } = setUp();
    state.failure = new RetryLater('busy', 1);
    await expect(ask()).rejects.toThrow(RetryLater);
    state.failure = null;
    await ask();
    expect(state.paused).toBeNull();
  });
});
