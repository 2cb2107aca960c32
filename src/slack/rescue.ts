import type { Rescue, RescueKind } from '../review/review.ts';
import { actorWords } from './card-answer.ts';
import { moment } from './card-blocks.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, rightOver, turnAway } from './listener.ts';
import { type Notice, notAllowed, UNREADABLE_CARD } from './notice.ts';
import type { Press } from './press.ts';

/** Somebody pressed "Try again" or "Take over" under an approved step that failed. Answered once the rows say so, as an approval is. */
export async function rescue(
  deps: ListenerDeps,
  press: Press,
  { kind, ack }: { kind: RescueKind; ack: Ack },
): Promise<void> {
  const refused = await tryRescue(deps, press, kind);
  await ack();
  if (refused) await turnAway(deps, press, { wanted: kind.replace('_', ' '), notice: refused });
}

async function tryRescue(deps: ListenerDeps, press: Press, kind: RescueKind): Promise<Notice | null> {
  const value = parseCardValue(press.value);
  const review = value ? await deps.desk.find(value.reviewId) : null;
  if (!value || !review) return UNREADABLE_CARD;
  // Whoever may not approve it may not repeat it either.
  const right = await rightOver(deps, press, review);
  if (!right.may) return notAllowed(right.because);
  const result = await deps.desk.rescue({ ...value, kind, actor: right.actor });
  return result.kind === 'done' ? null : tooLate(result.by);
}

function tooLate(by: Rescue | null): Notice {
  if (by === null) return { sentence: 'Nothing of this has failed. Your press changed nothing.', details: [] };
  const did = by.kind === 'retry' ? 'Already tried again' : 'Already taken over';
  const when = moment(by.at, '{time}');
  return { sentence: `${did} by ${actorWords(by.actor)} at ${when}. Your press changed nothing.`, details: [] };
}
