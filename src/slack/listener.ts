import type { types } from '@slack/bolt';
import { messageOf } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Refusal } from '../review/decision.ts';
import type { ReviewDesk } from '../review/desk.ts';
import type { Actor, Review } from '../review/review.ts';
import { riskClassOf } from '../review/risk-class.ts';
import { cardUrl } from './card-blocks.ts';
import { type CardValue, parseCardValue } from './card-value.ts';
import { closedNotice, type Notice, notAllowed, refusalNotice, tell, UNREADABLE_CARD } from './notice.ts';
import type { Press, Presser } from './press.ts';
import type { Reviewers, Right } from './reviewers.ts';
import { callSlack, type SlackClient } from './web-client.ts';

/** What the listeners of buttons and modals share. They check rights, call one function and tell the person; rows decide. */
export interface ListenerDeps {
  /** The interactive client. */
  client: SlackClient;
  reviewers: Reviewers;
  desk: ReviewDesk;
  /** Where questions are asked. */
  channel: string;
  /** For links to cards, ends with a slash. */
  workspaceUrl: () => Promise<string | null>;
  log: Log;
}

/** How a press is answered to Slack. Not answered at all, the person sees a warning sign and presses again. */
export type Ack = () => Promise<void>;

export type Opened = { ok: true; review: Review; value: CardValue; actor: Actor } | { ok: false; notice: Notice };

/** The question behind a press that opens a modal, when this person may decide it and it is still open. */
export async function openQuestion(deps: ListenerDeps, press: Press): Promise<Opened> {
  const value = parseCardValue(press.value);
  if (!value) return { ok: false, notice: UNREADABLE_CARD };
  const review = await deps.desk.find(value.reviewId);
  const right = await rightOver(deps, press, review);
  if (!right.may) return { ok: false, notice: notAllowed(right.because) };
  if (!review) return { ok: false, notice: refusalNotice({ kind: 'unknown' }, value, null) };
  const notice = closedNotice(review, value, null);
  return notice ? { ok: false, notice } : { ok: true, review, value, actor: right.actor };
}

/** Who the presser is, and whether they may decide this very question. */
export function rightOver(
  deps: ListenerDeps,
  press: Presser & { channel: string },
  review: Review | null,
): Promise<Right> {
  return deps.reviewers.may(press, press.channel, review ? riskClassOf(review.shown) : 'ordinary');
}

/** Tells a person that their press did nothing, and writes down that it did nothing and why. */
export async function turnAway(
  deps: ListenerDeps,
  press: Press,
  { wanted, notice }: { wanted: string; notice: Notice },
): Promise<void> {
  await Promise.all([noteTurnedAway(deps, press, { wanted, notice }), tell(deps, press, notice)]);
}

export async function noteTurnedAway(
  { desk, log }: ListenerDeps,
  press: Presser & { value: string },
  { wanted, notice }: { wanted: string; notice: Notice },
): Promise<void> {
  const reviewId = parseCardValue(press.value)?.reviewId ?? null;
  try {
    await desk.turnedAway({ who: press.userId, wanted, reviewId, because: notice.sentence });
  } catch (error) {
    // Nothing was changed, so nothing has to be undone; the log keeps what the audit could not.
    log.error({ err: messageOf(error), who: press.userId, wanted, reviewId }, 'refused press not audited');
  }
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

/** In words, with the number of the newer draft and the way to it where there is one. */
export async function wordsOfRefusal(deps: ListenerDeps, refusal: Refusal, seen: CardValue): Promise<Notice> {
  const newestId = refusal.kind === 'superseded' ? refusal.newest : null;
  if (refusal.kind !== 'superseded' || newestId === null) return refusalNotice(refusal, seen, null);
  const [newest, url] = await Promise.all([deps.desk.find(newestId), linkToNewer(deps, refusal.review)]);
  return refusalNotice(refusal, seen, newest, url);
}

async function linkToNewer(deps: ListenerDeps, { newer }: Review): Promise<string | null> {
  if (!newer) return null;
  const base = await deps.workspaceUrl().catch((error: unknown) => {
    deps.log.warn({ err: messageOf(error) }, 'no link to the newer card');
    return null;
  });
  return cardUrl(base, newer);
}

export function surfaceOf({ channel, messageTs }: { channel: string; messageTs: string }): string {
  return `slack:${channel}:${messageTs}`;
}
