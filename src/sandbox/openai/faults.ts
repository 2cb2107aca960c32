import { z } from 'zod';

/** What can go wrong with a model, on the line and in what it says. The words are what the page shows. */
export const FAULTS = {
  'rate-limit': 'Answers 429 and asks to come back later',
  'no-credit': 'Answers 429 because the account has no credit',
  'key-refused': 'Answers 401 as for a wrong key',
  'server-error': 'Answers 500',
  'bad-gateway': "Answers 502 with a proxy's HTML page",
  slow: 'Answers after three seconds',
  hang: 'Takes the call and never answers',
  reset: 'Drops the line without an answer',
  truncated: 'Breaks off in the middle of the answer',
  incomplete: 'Stops early, as when the answer gets too long',
  refusal: 'Declines to answer',
  'bad-json': 'Answers in prose where a form was asked for',
  'wrong-schema': 'Fills in a different form',
  huge: 'Answers with 200 kB of text',
  empty: 'Answers with nothing',
  attacker: 'The model is the attacker: the form is right, every word in it harmful',
} as const;

export const FaultKind = z.enum([
  'rate-limit',
  'no-credit',
  'key-refused',
  'server-error',
  'bad-gateway',
  'slow',
  'hang',
  'reset',
  'truncated',
  'incomplete',
  'refusal',
  'bad-json',
  'wrong-schema',
  'huge',
  'empty',
  'attacker',
]) satisfies z.ZodType<keyof typeof FAULTS>;
export type FaultKind = z.infer<typeof FaultKind>;

export const Fault = z.object({
  kind: FaultKind,
  /** For how many calls; null = until it is switched off. */
  times: z.number().int().positive().nullable().default(null),
  /** What a 429 or 500 asks for, or how long `slow` takes. */
  ms: z.number().int().nonnegative().optional(),
});
export type Fault = z.input<typeof Fault>;

export interface FaultList {
  set(faults: readonly Fault[]): void;
  list(): readonly z.output<typeof Fault>[];
  /** The first fault, with one of its uses taken. */
  take(): z.output<typeof Fault> | null;
}

export function createFaultList(): FaultList {
  let faults: z.output<typeof Fault>[] = [];
  return {
    set: (wanted) => {
      faults = wanted.map((fault) => Fault.parse(fault));
    },
    list: () => faults,
    take: () => {
      const [first] = faults;
      if (!first) return null;
      if (first.times !== null) {
        first.times -= 1;
        faults = faults.filter((fault) => fault.times !== 0);
      }
      return first;
    },
  };
}
