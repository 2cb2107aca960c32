import { describe, expect, inject, it } from 'vitest';
import { countBreaches } from './checker.ts';
import type { ChaosOptions } from './options.ts';
import { type ChaosResult, runChaos } from './run.ts';

/** ./scripts/chaos in small: real processes, killed and cut off for real. The long runs are the program's own. */

const QUIET = { say: () => {}, progress: () => {} };
const SHORT: ChaosOptions = {
  tickets: 24,
  seed: 3,
  backend: 'postgres',
  minutes: null,
  workers: 2,
  unsafe: false,
  drops: false,
  calm: false,
  json: false,
};
/** Half a minute each on a quiet machine. */
const LIMIT_MS = 300_000;

/** What a reader of a failed test needs: which ticket, and which log. */
function summaryOf({ breaches, unfinished, logFile }: ChaosResult) {
  return { breaches, unfinished, log: breaches.length > 0 || unfinished ? logFile : '' };
}

const CLEAN = { breaches: [], unfinished: null, log: '' };
const backends = inject('redisUrl') === '' ? (['postgres'] as const) : (['postgres', 'redis'] as const);

describe('a short run of chaos', () => {
  it.each(backends)(
    'ends with nothing twice and nothing lost, with the queue on %s',
    async (backend) => {
      const result = await runChaos({ ...SHORT, backend }, QUIET);
      expect(summaryOf(result)).toEqual(CLEAN);
      expect(result.evidence.tickets).toHaveLength(SHORT.tickets);
      expect(result.evidence.cards.length).toBeGreaterThan(0);
      expect(result.restarts).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );

  it(
    'reports duplicates when the protection is switched off',
    async () => {
      const counts = countBreaches((await runChaos({ ...SHORT, unsafe: true }, QUIET)).breaches);
      expect(counts.answeredTwice + counts.noteTwice + counts.cardTwice).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});
