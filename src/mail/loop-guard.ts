/** What already happened in the last 24 hours, without the message at hand. */
export interface LoopCounts {
  /** Replies that went out, or are about to, without a person having decided. */
  repliesOnTicket: number;
  repliesToRequester: number;
  /** Messages that we took up, whatever became of them. */
  turnsOnTicket: number;
  turnsOfRequester: number;
}

/** Reaching one of these is enough. People do not write so much in a day; two machines do so in minutes. */
export const LOOP_LIMITS: LoopCounts = {
  repliesOnTicket: 3,
  repliesToRequester: 10,
  turnsOnTicket: 20,
  turnsOfRequester: 100,
};

/** Why this message goes to a person instead of being worked on; null when nothing looks like a loop. Pure. */
export function loopReason(counts: LoopCounts, limits: LoopCounts = LOOP_LIMITS): string | null {
  if (counts.repliesOnTicket >= limits.repliesOnTicket)
    return `${times(counts.repliesOnTicket)} on this ticket ${ALONE}. ${CHECK}`;
  if (counts.repliesToRequester >= limits.repliesToRequester)
    return `${times(counts.repliesToRequester)} to this customer ${ALONE}. ${CHECK}`;
  if (counts.turnsOnTicket >= limits.turnsOnTicket)
    return `This ticket had ${counts.turnsOnTicket} messages within 24 hours. ${CHECK}`;
  if (counts.turnsOfRequester >= limits.turnsOfRequester)
    return `This customer sent ${counts.turnsOfRequester} messages within 24 hours. ${CHECK}`;
  return null;
}

const ALONE = 'without a person within 24 hours';
const CHECK = 'This may be two machines talking to each other, so a person takes over.';

function times(count: number): string {
  return `Deskhand replied ${count} times`;
}
