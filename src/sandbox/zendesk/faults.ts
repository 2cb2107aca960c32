import type { Answer } from './answers.ts';

/** What the stand-in will do wrong, for the next N matching calls. All of it is what networks do, none of it is Zendesk's promise. */
export type ApiFault = {
  /** Both default to any; `path` is a part of the path, such as `/tickets/`. */
  method?: string;
  path?: string;
  times: number;
  /** Let the call through and do its work first; the answer is what goes wrong. */
  afterCommit?: boolean;
} & FaultKind;

type FaultKind =
  | { kind: 'status'; status: number; retryAfter?: number; html?: string }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'slow'; ms: number };

export type DeliveryFaults = {
  /** Each number counts down with the deliveries it spoils. */
  drop: number;
  duplicate: number;
  /** The next one is held back until another one has gone. */
  reorder: number;
  delay: number;
  delayMs: number;
  /** One byte of the body changes after signing. */
  corrupt: number;
};

export type Faults = { api: ApiFault[]; deliveries: DeliveryFaults };

/** What is left out is off. */
export type FaultSettings = { api?: ApiFault[]; deliveries?: Partial<DeliveryFaults> };

export function createFaults(settings: FaultSettings = {}): Faults {
  const none = { drop: 0, duplicate: 0, reorder: 0, delay: 0, delayMs: 3_000, corrupt: 0 };
  const api = (settings.api ?? []).map((fault) => ({ ...fault }));
  return { api, deliveries: { ...none, ...settings.deliveries } };
}

/** Takes one use of the first fault that matches. */
export function takeApiFault(faults: Faults, method: string, path: string): ApiFault | undefined {
  const fault = faults.api.find(
    (each) => each.times > 0 && (!each.method || each.method === method) && (!each.path || path.includes(each.path)),
  );
  if (!fault) return undefined;
  fault.times -= 1;
  faults.api = faults.api.filter((each) => each.times > 0);
  return fault;
}

export function takeDeliveryFault(faults: DeliveryFaults, kind: Exclude<keyof DeliveryFaults, 'delayMs'>): boolean {
  if (faults[kind] <= 0) return false;
  faults[kind] -= 1;
  return true;
}

/** The 502 of a proxy is HTML: a client that parses every body as JSON breaks on it. [seen] */
export function toFaultAnswer(fault: ApiFault & { kind: 'status' }): Answer {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  if (fault.html !== undefined) return { status: fault.status, html: fault.html, headers };
  if (fault.status === 429) {
    const description = 'Number of allowed API requests per minute exceeded';
    return { status: 429, body: { error: 'APIRateLimitExceeded', description }, headers };
  }
  return {
    status: fault.status,
    body: { error: 'SandboxFault', description: `Forced status ${fault.status}` },
    headers,
  };
}
