import type { types } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { plain, webAddress } from './card-blocks.ts';
import { confirmationOf } from './card-consent.ts';
import { shortText } from './card-text.ts';
import { formatCardValue } from './card-value.ts';
import { moreMenu } from './more-menu.ts';

export const ACTIONS = {
  approve: 'rv_approve',
  edit: 'rv_edit',
  reject: 'rv_reject',
  reassign: 'rv_reassign',
  ticket: 'rv_ticket',
  more: 'rv_more',
  retry: 'rv_retry',
  takeOver: 'rv_takeover',
} as const;

function cardValueOf({ id, revision, fingerprint }: Review): string {
  return formatCardValue({ reviewId: id, revision, fingerprint });
}

/** Approve and Edit where they may lead to anything; the others always. */
export function buttons(review: Review, may: { approve: boolean; edit: boolean }): (types.Button | types.Overflow)[] {
  const value = cardValueOf(review);
  const confirmation = confirmationOf(review);
  const approve: types.Button = {
    type: 'button',
    action_id: ACTIONS.approve,
    style: 'primary',
    text: plain('Approve', 75),
    value,
    ...(confirmation !== null && { confirm: confirmDialog(confirmation) }),
  };
  const edit: types.Button = { type: 'button', action_id: ACTIONS.edit, text: plain('Edit', 75), value };
  return [
    ...(may.approve ? [approve] : []),
    ...(may.edit ? [edit] : []),
    { type: 'button', action_id: ACTIONS.reject, style: 'danger', text: plain('Reject', 75), value },
    { type: 'button', action_id: ACTIONS.reassign, text: plain('Reassign', 75), value },
    ...ticketButton(review),
    moreMenu(ACTIONS.more, value, { isOpen: true }),
  ];
}

function confirmDialog(text: string): types.ConfirmationDialog {
  return {
    title: plain('Approve this?', 100),
    text: plain(text, 300),
    confirm: plain('Approve', 30),
    deny: plain('Not yet', 30),
    style: 'primary',
  };
}

/** What can still be done with a closed question. */
export function closedButtons(review: Review): (types.Button | types.Overflow)[] {
  const undo = review.carriedOut.flatMap((each) => each.undo ?? []);
  const more = moreMenu(ACTIONS.more, cardValueOf(review), { isOpen: false, undo });
  return [...(canBeRescued(review) ? rescueButtons(review) : []), ...ticketButton(review), more];
}

/** An approved step failed, and nobody has taken it over. */
export function canBeRescued({ carriedOut, rescue }: Review): boolean {
  return carriedOut.some(({ state }) => state === 'failed') && rescue?.kind !== 'take_over';
}

/** Every step has a key by which it is found again, so each may be tried again; by hand it would be done twice. */
function rescueButtons(review: Review): types.Button[] {
  const value = cardValueOf(review);
  const failed = review.carriedOut.filter(({ state }) => state === 'failed').map(({ preview }) => preview);
  const confirm: types.ConfirmationDialog = {
    title: plain('Try this again?', 100),
    text: plain(
      `${shortText(failed.join('; '), 160)}. What was approved is done once more as it was shown. Only if nobody has done it by hand.`,
      300,
    ),
    confirm: plain('Try again', 30),
    deny: plain('Not yet', 30),
    style: 'primary',
  };
  return [
    {
      type: 'button',
      action_id: ACTIONS.retry,
      style: 'primary',
      text: plain('Try again', 75),
      value,
      confirm,
    },
    { type: 'button', action_id: ACTIONS.takeOver, text: plain('Take over', 75), value },
  ];
}

function ticketButton({ shown, id }: Review): types.Button[] {
  const url = webAddress(shown.ticketUrl);
  if (url === null) return [];
  return [{ type: 'button', action_id: ACTIONS.ticket, text: plain('Open ticket', 75), url, value: String(id) }];
}
