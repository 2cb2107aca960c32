import { z } from 'zod';

/** What goes wrong with the next `times` matching calls. */
export const Fault = z.strictObject({
  kind: z.enum(['status', 'hang', 'reset', 'slow', 'garbage']),
  times: z.number().int().min(1).max(1000),
  /** Any method when absent. */
  method: z.enum(['GET', 'POST']).optional(),
  /** A part of the path, for example "/refunds"; any path when absent. */
  path: z.string().optional(),
  /** The work is done first; only the answer is lost or wrong. */
  afterCommit: z.boolean().optional(),
  status: z.number().int().min(400).max(599).optional(),
  retryAfter: z.number().int().optional(),
  ms: z.number().int().max(60_000).optional(),
});
export type Fault = z.infer<typeof Fault>;

export class Faults {
  #waiting: Fault[] = [];

  set(faults: readonly Fault[]): void {
    this.#waiting = faults.map((fault) => ({ ...fault }));
  }

  list(): readonly Fault[] {
    return this.#waiting;
  }

  /** Takes one use of the first fault that fits. */
  take(method: string, path: string): Fault | null {
    const fits = (fault: Fault): boolean =>
      (fault.method === undefined || fault.method === method) &&
      (fault.path === undefined || path.includes(fault.path));
    const fault = this.#waiting.find(fits);
    if (fault === undefined) return null;
    fault.times -= 1;
    this.#waiting = this.#waiting.filter((each) => each.times > 0);
    return fault;
  }
}
