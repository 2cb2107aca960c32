import { crashPoint } from '../platform/crash-point.ts';
import { reasonsAgainstApproving } from './card-consent.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, surfaceOf, wordsOfRefusal } from './listener.ts';
import { type Notice, notAllowed, tell, UNREADABLE_CARD } from './notice.ts';
import type { Press } from './press.ts';

/** Somebody pressed Approve. Slack is answered after the decision is written: a press that could not be kept is not thanked for. */
export async function approve(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const notice = await decideApproval(deps, press);
  crashPoint('C12');
  await ack();
  if (notice) await tell(deps, press, notice);
}

/** Null when this press decided. */
async function decideApproval(deps: ListenerDeps, press: Press): Promise<Notice | null> {
  const value = parseCardValue(press.value);
  if (!value) return UNREADABLE_CARD;
  const [right, review] = await Promise.all([deps.reviewers(press, press.channel), deps.findReview(value.reviewId)]);
  if (!right.may) return notAllowed(right.because);
  // The card offers no Approve then; a button of an older version of this program might.
  const against = review?.state === 'open' ? reasonsAgainstApproving(review.shown) : [];
  if (against.length > 0) return { sentence: 'This cannot be approved with one press:', details: against };
  const result = await deps.decide({
    ...value,
    kind: 'approve',
    actor: right.actor,
    surface: surfaceOf(press),
    editedText: null,
    reason: null,
  });
  return result.kind === 'decided' ? null : wordsOfRefusal(deps, result.refusal, value);
}
