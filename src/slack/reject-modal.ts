import type { types } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { plain } from './card-blocks.ts';
import { formatOrigin, type ModalOrigin } from './press.ts';

export const REJECT_SUBMIT = 'rv_reject_submit';
export const REASON_FIELD = { block: 'reason', action: 'choice' } as const;
export const NOTE_FIELD = { block: 'note', action: 'text' } as const;
export const MAX_NOTE = 500;

/** Why drafts are turned down, in the words that are counted and shown. */
export const REJECT_REASONS: Readonly<Record<string, string>> = {
  facts: 'The facts are wrong',
  policy: 'It goes against our policy',
  tone: 'The tone is not right',
  misread: 'It misunderstands the customer',
  person: 'A person should answer this',
  other: 'Another reason',
};

export function rejectModal(review: Review, origin: ModalOrigin): types.ModalView {
  const options = Object.entries(REJECT_REASONS).map(([value, text]) => ({ text: plain(text, 75), value }));
  return {
    type: 'modal',
    callback_id: REJECT_SUBMIT,
    notify_on_close: true,
    private_metadata: formatOrigin(origin),
    title: plain('Reject the draft', 24),
    submit: plain('Reject', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'context',
        elements: [
          plain(
            `Ticket ${review.ticketId} · draft ${review.revision}. Nothing will be sent and nothing will be done.`,
            200,
          ),
        ],
      },
      {
        type: 'input',
        block_id: REASON_FIELD.block,
        label: plain('What is wrong with it?', 200),
        element: { type: 'radio_buttons', action_id: REASON_FIELD.action, options },
      },
      {
        type: 'input',
        block_id: NOTE_FIELD.block,
        optional: true,
        label: plain('Note for whoever takes over', 200),
        element: { type: 'plain_text_input', action_id: NOTE_FIELD.action, multiline: true, max_length: MAX_NOTE },
      },
    ],
  };
}
