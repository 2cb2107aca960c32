import type { Answer } from './answers.ts';
import type { Limits } from './options.ts';

/** [documented] Suite Enterprise; 30 updates per 10 minutes per ticket and user; 100 ticket updates a minute per account. */
export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 700,
  ticketUpdatesPerMinute: 100,
  updatesPerTicketPerTenMinutes: 30,
};

type Window = { name: string; key: string; total: number; seconds: number };

type Use = { window: Window; remaining: number; resetsInS: number };

/** Fixed windows, as `ratelimit-reset` suggests. [guess] The exact algorithm. */
export class RateLimiter {
  readonly #limits: Limits;
  readonly #clock: () => number;
  readonly #counts = new Map<string, { until: number; used: number }>();

  constructor(limits: Partial<Limits> | undefined, clock: () => number) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#clock = clock;
  }

  /** Counts one call and says the headers to answer with, or the 429. */
  take(call: { method: string; path: string; userId: number }): { headers: Record<string, string>; refused?: Answer } {
    const uses = this.#windowsOf(call).map((window) => this.#use(window));
    const headers = rateHeaders(uses);
    const over = uses.find((use) => use.remaining < 0);
    if (!over) return { headers };
    const description = `Number of allowed ${over.window.name} requests exceeded`;
    const body = { error: 'APIRateLimitExceeded', description };
    return { headers, refused: { status: 429, body, headers: { ...headers, 'retry-after': String(over.resetsInS) } } };
  }

  /** [documented] What agents change by hand counts against the update limit too; it is never refused. */
  countPageUpdate(): void {
    this.#use(this.#updateWindow());
  }

  #windowsOf({ method, path, userId }: { method: string; path: string; userId: number }): Window[] {
    // [documented] The Help Center has a pool of its own with the same number.
    const pool = path.startsWith('/help_center') ? 'help-center' : 'support';
    const windows: Window[] = [{ name: 'API', key: pool, total: this.#limits.requestsPerMinute, seconds: 60 }];
    if (path.startsWith('/incremental/')) {
      windows.push({ name: 'incremental-exports', key: 'incremental', total: 10, seconds: 60 });
    }
    const ticket = method === 'PUT' ? /^\/tickets\/(\d+)/.exec(path) : null;
    if (ticket) {
      const total = this.#limits.updatesPerTicketPerTenMinutes;
      windows.push(this.#updateWindow(), {
        name: 'ticket-updates',
        key: `${ticket[1]}:${userId}`,
        total,
        seconds: 600,
      });
    }
    return windows;
  }

  #updateWindow(): Window {
    return { name: 'update-ticket', key: 'update-ticket', total: this.#limits.ticketUpdatesPerMinute, seconds: 60 };
  }

  #use(window: Window): Use {
    const now = this.#clock();
    let count = this.#counts.get(window.key);
    if (!count || count.until <= now) {
      count = { until: now + window.seconds * 1_000, used: 0 };
      this.#counts.set(window.key, count);
    }
    count.used += 1;
    return { window, remaining: window.total - count.used, resetsInS: Math.ceil((count.until - now) / 1_000) };
  }
}

/** [documented] Old and new names side by side, and one header per limited endpoint. */
function rateHeaders(uses: Use[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { window, remaining, resetsInS } of uses) {
    const left = String(Math.max(0, remaining));
    if (window.name === 'API') {
      Object.assign(headers, { 'x-rate-limit': String(window.total), 'x-rate-limit-remaining': left });
      Object.assign(headers, { 'ratelimit-limit': String(window.total), 'ratelimit-remaining': left });
      headers['ratelimit-reset'] = String(resetsInS);
    } else {
      headers[`zendesk-ratelimit-${window.name}`] = `total=${window.total}; remaining=${left}; resets=${resetsInS}`;
    }
  }
  return headers;
}
