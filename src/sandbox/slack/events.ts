import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from './deliver.ts';
import type { Desk } from './interactions.ts';
import { openDirectMessage } from './messages.ts';
import { eventCallback } from './payloads.ts';
import type { JsonObject } from './records.ts';
import { toSlackView } from './to-slack-json.ts';

const defaultRetryDelaysMs = [0, 60_000, 300_000]; // at once, one minute, five minutes [documented]

/** Only events are delivered again; presses and submissions are not. [guess] */
export async function sendEvent({ state, courier }: Desk, event: JsonObject, stop: AbortSignal): Promise<Delivery[]> {
  const payload = eventCallback(state, event);
  const deliveries = [await courier.sendEvent(payload)];
  for (const [index, delay] of (state.options.eventRetryDelaysMs ?? defaultRetryDelaysMs).entries()) {
    const last = deliveries.at(-1);
    if (!last || last.outcome === 'acked' || last.noRetry || last.via === 'none') break;
    const stopped = await sleep(delay, false, { signal: stop, ref: false }).catch(() => true);
    if (stopped) break;
    deliveries.push(await courier.sendEvent(payload, { attempt: index + 1, reason: retryReason(last) }));
  }
  return deliveries;
}

/** Sent each time somebody opens the app's Home tab, whether or not a view was published. [guess] */
export function openHome(desk: Desk, userId: string, stop: AbortSignal): Promise<Delivery[]> {
  const { state } = desk;
  const home = state.homes.get(userId);
  const event = {
    type: 'app_home_opened',
    user: userId,
    channel: openDirectMessage(state, userId).id,
    tab: 'home',
    event_ts: state.nextTs(),
    ...(home && { view: toSlackView(state, home) }),
  };
  return sendEvent(desk, event, stop);
}

function retryReason(last: Delivery): string {
  if (last.outcome === 'timeout') return 'http_timeout';
  return last.outcome === 'refused' ? 'http_error' : 'connection_failed';
}
