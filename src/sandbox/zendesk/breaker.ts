import type { Webhook } from './entities.ts';

/** [seen] Over these within the window the webhook is left alone; how long is written nowhere. */
const WINDOW_MS = 5 * 60_000;
const SHARE = 0.7;
const MOST_ERRORS = 1_000;
/** [guess] A share of a handful says nothing. */
const FEWEST_CALLS = 10;
/** [guess] */
const PAUSE_MS = 60_000;

/** Remembers how calls to each webhook ended and says when one must be left alone for a while. */
export class Breaker {
  readonly #ends = new Map<string, { at: number; failed: boolean }[]>();
  readonly #pausedUntil = new Map<string, number>();

  record(webhook: Webhook, now: number, failed: boolean): void {
    const recent = (this.#ends.get(webhook.id) ?? []).filter(({ at }) => at > now - WINDOW_MS);
    recent.push({ at: now, failed });
    this.#ends.set(webhook.id, recent);
    const errors = recent.filter((end) => end.failed).length;
    const tooMany = recent.length >= FEWEST_CALLS && errors / recent.length >= SHARE;
    if (!tooMany && errors <= MOST_ERRORS) return;
    this.#pausedUntil.set(webhook.id, now + PAUSE_MS);
    this.#ends.delete(webhook.id);
  }

  isOpen(webhook: Webhook, now: number): boolean {
    return (this.#pausedUntil.get(webhook.id) ?? 0) > now;
  }
}
