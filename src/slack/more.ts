import type { Clock } from '../platform/clock.ts';
import type { Actor, Review } from '../review/review.ts';
import { moment } from './card-blocks.ts';
import { plainWords } from './card-text.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, rightOver, surfaceOf, turnAway } from './listener.ts';
import { MENU_SEPARATOR, REMIND_MINUTES, undoChoice } from './more-menu.ts';
import { notAllowed, tell, UNREADABLE_CARD } from './notice.ts';
import type { Press } from './press.ts';

export async function more(deps: ListenerDeps & { clock: Clock }, press: Press, ack: Ack): Promise<void> {
  const [cardValue = '', choice = ''] = press.value.split(MENU_SEPARATOR);
  const onCard = { ...press, value: cardValue };
  const value = parseCardValue(cardValue);
  const review = value ? await deps.desk.find(value.reviewId) : null;
  const right = review ? await rightOver(deps, onCard, review) : null;
  if (!review || !right?.may) {
    await ack();
    const notice = right ? notAllowed('because' in right ? right.because : '') : UNREADABLE_CARD;
    await turnAway(deps, onCard, { wanted: choice, notice });
    return;
  }
  const sentence = await carryOut(deps, onCard, { review, choice, actor: right.actor });
  await ack();
  await tell(deps, press, { sentence, details: [] });
}

interface Chosen {
  review: Review;
  choice: string;
  actor: Actor;
}

/** Does what was chosen, and says so in a sentence for whoever chose. */
async function carryOut(
  deps: ListenerDeps & { clock: Clock },
  press: Press,
  { review, choice, actor }: Chosen,
): Promise<string> {
  const effectId = undoChoice(choice);
  if (effectId !== null) return undo(deps, { reviewId: review.id, effectId, actor, surface: surfaceOf(press) });
  if (choice === 'example') return saveExample(deps, review.id, actor);
  return remind(deps, press, { reviewId: review.id, minutes: Number(choice.replace('remind-', '')) });
}

async function saveExample(
  { desk }: ListenerDeps,
  reviewId: number,
  actor: Parameters<ListenerDeps['desk']['saveExample']>[1],
): Promise<string> {
  await desk.saveExample(reviewId, actor);
  return 'Thank you. This case is kept as an example, without names and secrets. The question itself is untouched.';
}

async function undo({ desk }: ListenerDeps, request: Parameters<ListenerDeps['desk']['undo']>[0]): Promise<string> {
  const result = await desk.undo(request);
  return result.kind === 'refused'
    ? result.reason
    : `On its way: ${plainWords(result.preview, 200)}. The card and a note on the ticket will say when it is done; the customer is not told.`;
}

async function remind(
  { desk, clock }: ListenerDeps & { clock: Clock },
  press: Press,
  { reviewId, minutes }: { reviewId: number; minutes: number },
): Promise<string> {
  const wanted = REMIND_MINUTES.find((known) => known === minutes) ?? REMIND_MINUTES[0];
  const at = new Date(clock.now().getTime() + wanted * 60_000);
  const kept = await desk.remindLater({ reviewId, slackId: press.userId, at });
  return kept
    ? `You will be reminded at ${moment(at, '{time}')}, if it is still open then.`
    : 'This question is not open any more, so there is nothing to be reminded of.';
}
