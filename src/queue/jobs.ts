import { z } from 'zod';

/** How a job is queued. Retries, back-off and dead letters live in Postgres rows, so every job is attempted once. */
interface JobRule<S extends z.ZodType> {
  payload: S;
  /** Jobs with the same key that still wait are one job: bursts of events of one action ring once. */
  dedupeKey: (payload: z.infer<S>) => string;
  /** Wait before the job starts, in ms. */
  delayMs: number;
  /** One process rings no oftener than this for the same key, in ms: a flood of webhooks is one bell. Must be below the delay. */
  quietMs?: number;
  /** Smaller comes first. What a customer sees goes before what only staff see, and that before housekeeping. */
  priority: number;
}

/** An urgent ring of any job overtakes all that are not urgent. */
export const URGENT_PRIORITY = 1;

function rule<S extends z.ZodType>(definition: JobRule<S>): JobRule<S> {
  return definition;
}

/** Every job there is. They carry ids only: rows say what is to be done, a job says "look now". */
export const JOBS = {
  /** Something came in: find out which tickets are due. Its cost does not grow with the flood that it announces. */
  'inbox.arrived': rule({ payload: z.object({}), dedupeKey: () => 'inbox', delayMs: 700, quietMs: 200, priority: 5 }),
  /**
   * Look at a ticket: open or resume its turn. The delay lets the other events of the same action arrive, and lets Zendesk's clock
   * move past the second of the change: only then does a stamp prove that nothing was missed, and the write needs no second read.
   */
  'ticket.changed': rule({
    payload: z.object({ ticketId: z.number().int() }),
    dedupeKey: ({ ticketId }) => `ticket-${ticketId}`,
    delayMs: 2_100,
    priority: 5,
  }),
  /** Carry out a planned effect. */
  'effect.deliver': rule({
    payload: z.object({ effectId: z.number().int() }),
    dedupeKey: ({ effectId }) => `effect-${effectId}`,
    delayMs: 0,
    priority: 3,
  }),
  /** Bring the index of a knowledge source up to date. */
  'knowledge.sync': rule({
    /** `everything`: something was taken down, which only a whole listing shows for sure. */
    payload: z.object({ source: z.string(), everything: z.boolean().default(false) }),
    dedupeKey: ({ source, everything }) => `knowledge-${source}${everything ? '-all' : ''}`,
    delayMs: 0,
    priority: 9,
  }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]['payload']>;

/** One function per job. A job without a handler does not compile. */
export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<void> };

export interface RingOptions {
  /** Instead of the job's own delay. */
  delayMs?: number;
  /** Overtakes what is not urgent. */
  urgent?: boolean;
  /** Ring although the same job may still stand in the queue: held by a worker that died, or being the one that rings. */
  again?: boolean;
}

/** Rings the doorbell. Never throws and never takes long: the poller finds due rows when the doorbell is broken. */
export interface Doorbell {
  ring<N extends JobName>(name: N, payload: JobPayload<N>, options?: RingOptions): Promise<void>;
}
