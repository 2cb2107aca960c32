import type { types } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { plain, webAddress } from './card-blocks.ts';
import { confirmationOf } from './card-consent.ts';
import { formatCardValue } from './card-value.ts';
import { moreMenu } from './more-menu.ts';

export const ACTIONS = {
  approve: 'rv_approve',
  edit: 'rv_edit',
  reject: 'rv_reject',
  reassign: 'rv_reassign',
  ticket: 'rv_ticket',
  more: 'rv_more',
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
  return [...ticketButton(review), moreMenu(ACTIONS.more, cardValueOf(review), { isOpen: false, undo })];
}

function ticketButton({ shown, id }: Review): types.Button[] {
  const url = webAddress(shown.ticketUrl);
  if (url === null) return [];
  return [{ type: 'button', action_id: ACTIONS.ticket, text: plain('Open ticket', 75), url, value: String(id) }];
}
