import { crashPoint } from '../platform/crash-point.ts';
import { reasonsAgainstApproving } from './card-consent.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, rightOver, surfaceOf, turnAway, wordsOfRefusal } from './listener.ts';
import { type Notice, notAllowed, passedOnNotice, tell, UNREADABLE_CARD } from './notice.ts';
import type { Press } from './press.ts';

type Outcome = { did: 'decided' } | { did: 'passed on' | 'nothing'; notice: Notice };

/** Somebody pressed Approve. Slack is answered after the decision is written: a press that could not be kept is not thanked for. */
export async function approve(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const outcome = await decideApproval(deps, press);
  crashPoint('C12');
  await ack();
  if (outcome.did === 'passed on') await tell(deps, press, outcome.notice);
  if (outcome.did === 'nothing') await turnAway(deps, press, { wanted: 'approve', notice: outcome.notice });
}

async function decideApproval(deps: ListenerDeps, press: Press): Promise<Outcome> {
  const nothing = (notice: Notice): Outcome => ({ did: 'nothing', notice });
  const value = parseCardValue(press.value);
  if (!value) return nothing(UNREADABLE_CARD);
  const review = await deps.desk.find(value.reviewId);
  const right = await rightOver(deps, press, review);
  if (!right.may) return nothing(notAllowed(right.because));
  // The card offers no Approve then; a button of an older version of this program might.
  const against = review?.state === 'open' ? reasonsAgainstApproving(review.shown, review.wholeInThread) : [];
  if (against.length > 0) return nothing({ sentence: 'This cannot be approved with one press:', details: against });
  const result = await deps.desk.decide({
    ...value,
    kind: 'approve',
    actor: right.actor,
    surface: surfaceOf(press),
    editedText: null,
    reason: null,
  });
  if (result.kind === 'decided') return { did: 'decided' };
  if (result.kind === 'passed_on') return { did: 'passed on', notice: passedOnNotice(result.review) };
  return nothing(await wordsOfRefusal(deps, result.refusal, value));
}
