import type { types } from '@slack/bolt';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { DecisionRequest, DecisionResult, Refusal } from '../review/decisions.ts';
import type { Review } from '../review/review.ts';
import { type CardValue, parseCardValue } from './card-value.ts';
import { closedNotice, type Notice, notAllowed, refusalNotice, tell, UNREADABLE_CARD } from './notice.ts';
import type { Press } from './press.ts';
import type { Reviewers } from './reviewers.ts';
import { callSlack, type SlackClient } from './web-client.ts';

/** What the listeners of buttons and modals share. They check rights, call one function and tell the person; rows decide. */
export interface ListenerDeps {
  /** The interactive client. */
  client: SlackClient;
  reviewers: Reviewers;
  decide: (request: DecisionRequest) => Promise<DecisionResult>;
  findReview: (reviewId: number) => Promise<Review | null>;
  log: Log;
}

/** How a press is answered to Slack. Not answered at all, the person sees a warning sign and presses again. */
export type Ack = () => Promise<void>;

export type Opened = { ok: true; review: Review; value: CardValue } | { ok: false; notice: Notice };

/** The question behind a press that opens a modal, when this person may decide it and it is still open. */
export async function openQuestion(deps: ListenerDeps, press: Press): Promise<Opened> {
  const value = parseCardValue(press.value);
  if (!value) return { ok: false, notice: UNREADABLE_CARD };
  const [right, review] = await Promise.all([deps.reviewers(press, press.channel), deps.findReview(value.reviewId)]);
  if (!right.may) return { ok: false, notice: notAllowed(right.because) };
  if (!review) return { ok: false, notice: refusalNotice({ kind: 'unknown' }, value, null) };
  const notice = closedNotice(review, value, null);
  return notice ? { ok: false, notice } : { ok: true, review, value };
}

/** A trigger lives three seconds, so the window is opened while the press is answered and not after it. */
export async function openModal(
  deps: ListenerDeps,
  press: Press,
  { ack, view }: { ack: Ack; view: types.ModalView },
): Promise<void> {
  const opening = callSlack('views.open', () => deps.client.views.open({ trigger_id: press.triggerId, view })).then(
    () => true,
    (error: unknown) => {
      deps.log.warn({ err: messageOf(error) }, 'slack modal not opened');
      return false;
    },
  );
  const [opened] = await Promise.all([opening, ack()]);
  const sentence = 'Slack could not open the window in time. Please press the button again.';
  if (!opened) await tell(deps, press, { sentence, details: [] });
}

/** In words, with the number of the newer draft where there is one. */
export async function wordsOfRefusal(deps: ListenerDeps, refusal: Refusal, seen: CardValue): Promise<Notice> {
  const newestId = refusal.kind === 'superseded' ? refusal.newest : null;
  return refusalNotice(refusal, seen, newestId === null ? null : await deps.findReview(newestId));
}

export function surfaceOf({ channel, messageTs }: { channel: string; messageTs: string }): string {
  return `slack:${channel}:${messageTs}`;
}
