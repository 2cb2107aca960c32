/** What this window knows: the last state from the server, where we are, and which presses are under way. */
const address = new URL(window.location.href);

export const session = {
  state: null,
  as: address.searchParams.get('as') ?? '',
  place: address.searchParams.get('channel') ?? '',
  thread: address.searchParams.get('thread') ?? '',
  aim: address.searchParams.get('ts') ?? '',
  presses: new Map(),
  online: true,
};

const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

export function changed() {
  for (const listener of listeners) listener();
}

export function goTo(change) {
  Object.assign(session, change);
  const params = new URLSearchParams();
  if (session.as) params.set('as', session.as);
  if (session.place) params.set('channel', session.place);
  if (session.thread) params.set('thread', session.thread);
  window.history.replaceState(null, '', `/?${params}`);
  changed();
}

let loading = null;
let again = false;

/** One request at a time; changes that arrive meanwhile cause exactly one more. */
export function load() {
  if (loading) {
    again = true;
    return loading;
  }
  loading = fetchState().finally(() => {
    loading = null;
    if (!again) return;
    again = false;
    void load();
  });
  return loading;
}

async function fetchState() {
  const asked = session.as;
  const response = await fetch(`/page/state?as=${encodeURIComponent(asked)}`).catch(() => null);
  if (!response?.ok) return;
  const state = await response.json();
  if (asked !== session.as) {
    again = true;
    return;
  }
  session.state = state;
  session.as = state.me;
  changed();
}

/** Tells the server what the person did; a server that cannot be reached is an answer too. */
export async function send(what, body) {
  const response = await fetch(`/page/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId: session.as, ...body }),
  }).catch(() => null);
  if (!response?.ok) return { outcome: 'failed', reason: 'The chat server did not answer.' };
  const { result } = await response.json();
  await load();
  return result ?? {};
}

export async function closeView(viewId) {
  await send('close', { viewId });
}

/** Presses on one message or view: sends them and remembers how each control fares. */
export function presser(where, values = () => undefined) {
  const prefix = JSON.stringify(where);
  const keyOf = (blockId, actionId) => `${session.as}|${prefix}|${blockId}|${actionId}`;
  const press = async ({ blockId, actionId, value }) => {
    const key = keyOf(blockId, actionId);
    if (session.presses.get(key)?.state === 'busy') return;
    session.presses.set(key, { state: 'busy' });
    changed();
    const result = await send('press', { ...where, values: values(), blockId, actionId, value });
    if (result.outcome === 'acked') session.presses.delete(key);
    else session.presses.set(key, { state: 'failed', reason: result.reason });
    changed();
  };
  return {
    press,
    pressStatus: (blockId, actionId) => session.presses.get(keyOf(blockId, actionId)),
    signature: () => [...session.presses].filter(([key]) => key.includes(prefix)),
  };
}

/** Listens for changes; after a break the stream comes back by itself and the page catches up. */
export function listen() {
  const stream = new EventSource('/page/events');
  stream.onmessage = () => {
    session.online = true;
    void load();
  };
  stream.onerror = () => {
    session.online = false;
    changed();
  };
}
