import type { RequestHandler } from 'express';
import type { Clock } from '../platform/clock.ts';

export interface PrecheckOptions {
  clock: Clock;
  /** True while the process stops: Slack shows the person a warning, and they press again. */
  stopping: () => boolean;
  /** How many signatures are remembered; the oldest go first. */
  maxRemembered?: number;
}

const MAX_FUTURE_MS = 60_000;
const MAX_AGE_MS = 5 * 60_000;
/** Longer than a request may be old and in the future together. */
const REMEMBER_MS = 10 * 60_000;
const FORM = 'application/x-www-form-urlencoded';

/**
 * What Bolt leaves out before it verifies a request: it takes requests from the future, takes the same request twice, and refuses
 * forms whose type carries a charset, which some proxies add. Must stand before it and before any body parser.
 */
export function precheck(options: PrecheckOptions): RequestHandler {
  const seen = new Map<string, number>();
  return (request, response, next) => {
    const now = options.clock.now().getTime();
    const signature = request.get('x-slack-signature') ?? '';
    const problem = options.stopping()
      ? 'stopping'
      : problemWith({ signature, stamp: request.get('x-slack-request-timestamp'), seen, now });
    if (problem !== null) {
      response.status(problem === 'stopping' ? 503 : 401).json({ error: problem });
      return;
    }
    remember(seen, signature, { now, max: options.maxRemembered ?? 10_000 });
    // What was not taken may come again: a forged signature must not fill the memory, nor a failure use up a press.
    response.once('close', () => {
      if (response.statusCode >= 300 || !response.writableFinished) seen.delete(signature);
    });
    if (request.headers['content-type']?.toLowerCase().startsWith(`${FORM};`)) request.headers['content-type'] = FORM;
    next();
  };
}

interface Arrival {
  signature: string;
  stamp: string | undefined;
  seen: ReadonlyMap<string, number>;
  now: number;
}

function problemWith({ signature, stamp, seen, now }: Arrival): string | null {
  // Bolt reads only what stands between the first two "=", so a longer signature would pass there and be new here.
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return 'The Slack signature is missing or malformed.';
  if (stamp === undefined || !/^\d{1,12}$/.test(stamp)) return 'The Slack timestamp is missing or malformed.';
  const age = now - Number(stamp) * 1_000;
  if (age < -MAX_FUTURE_MS) return 'The Slack timestamp lies in the future. Check this server’s clock.';
  if (age > MAX_AGE_MS) return 'The Slack timestamp is too old. Check this server’s clock.';
  const until = seen.get(signature);
  return until !== undefined && now < until ? 'This request was already taken.' : null;
}

function remember(seen: Map<string, number>, signature: string, { now, max }: { now: number; max: number }): void {
  // A Map keeps the order of insertion, and all live equally long: the oldest stand first.
  for (const [old, until] of seen) {
    if (until > now && seen.size < max) break;
    seen.delete(old);
  }
  seen.set(signature, now + REMEMBER_MS);
}
