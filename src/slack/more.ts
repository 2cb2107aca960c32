import type { Clock } from '../platform/clock.ts';
import { moment } from './card-blocks.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, rightOver, turnAway } from './listener.ts';
import { MENU_SEPARATOR, REMIND_MINUTES } from './more-menu.ts';
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
  const sentence =
    choice === 'example'
      ? await saveExample(deps, review.id, right.actor)
      : await remind(deps, onCard, { reviewId: review.id, minutes: Number(choice.replace('remind-', '')) });
  await ack();
  await tell(deps, press, { sentence, details: [] });
}

async function saveExample(
  { desk }: ListenerDeps,
  reviewId: number,
  actor: Parameters<ListenerDeps['desk']['saveExample']>[1],
): Promise<string> {
  await desk.saveExample(reviewId, actor);
  return 'Thank you. This case is kept as an example, without names and secrets. The question itself is untouched.';
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
