import type { Signs } from './signs.ts';

export const ALARM_CODES = [
  'door_paused',
  'work_waits',
  'sweep_late',
  'review_unseen',
  'breaker_open',
  'dead_letters',
  'no_worker',
] as const;
export type AlarmCode = (typeof ALARM_CODES)[number];

export interface Alarm {
  code: AlarmCode;
  /** What is wrong and what to do, for a person who does not know the code. */
  words: string;
}

const OLDEST_DUE_S = 5 * 60;
const SWEEP_AGE_S = 10 * 60;
const REVIEW_AGE_S = 30 * 60;

/** Age is what counts, not errors: a queue that nobody works on makes no errors. Pure. */
export function alarmsOf(signs: Signs): Alarm[] {
  const alarms: Alarm[] = [];
  for (const door of signs.pausedDoors)
    alarms.push({
      code: 'door_paused',
      words: `${door} refuses us, and all work with it waits. Run ./scripts/doctor.`,
    });
  if (signs.workers === 0)
    alarms.push({ code: 'no_worker', words: 'No worker has reported for 45 seconds. Start the worker process.' });
  if (signs.oldestDue > OLDEST_DUE_S)
    alarms.push({
      code: 'work_waits',
      words: `Something has waited for ${minutes(signs.oldestDue)} to be worked on. Look at the worker and at what it talks to.`,
    });
  if (signs.sweepAge !== null && signs.sweepAge > SWEEP_AGE_S)
    alarms.push({
      code: 'sweep_late',
      words: `The sweep for lost webhooks last ended ${minutes(signs.sweepAge)} ago. Until it runs, a lost webhook is a lost ticket.`,
    });
  if (signs.oldestReview > REVIEW_AGE_S)
    alarms.push({
      code: 'review_unseen',
      words: `A question in the review channel has waited for ${minutes(signs.oldestReview)}.`,
    });
  if (signs.openBreakers.length > 0)
    alarms.push({
      code: 'breaker_open',
      words: `No calls go out for now, because it does not answer: ${signs.openBreakers.join(', ')}.`,
    });
  if (signs.newDeadLetters > 0)
    alarms.push({
      code: 'dead_letters',
      words: `${signs.newDeadLetters} in quarantine since yesterday. See ./scripts/deadletters list.`,
    });
  return alarms;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)} minutes`;
}
