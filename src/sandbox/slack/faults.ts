/** What can go wrong on the way. `commit` says whether Slack had already done the work. */
export type Fault =
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'status'; status: number }
  | { kind: 'error'; error: string }
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'hang'; commit: boolean }
  | { kind: 'drop'; commit: boolean };

export interface FaultPlan {
  /** A Web API method, or "*" for all. */
  method: string;
  fault: Fault;
  /** For how many calls; one unless said otherwise. */
  times?: number;
}

export class Faults {
  #plans: { method: string; fault: Fault; left: number }[] = [];

  /** Replaces whatever was planned before; an empty list heals everything. */
  set(plans: FaultPlan[]): void {
    this.#plans = plans.map(({ method, fault, times }) => ({ method, fault, left: times ?? 1 }));
  }

  take(method: string): Fault | undefined {
    const plan = this.#plans.find((item) => item.left > 0 && (item.method === method || item.method === '*'));
    if (!plan) return undefined;
    plan.left -= 1;
    return plan.fault;
  }
}
