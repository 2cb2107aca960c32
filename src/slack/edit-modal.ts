import type { types } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { cleanText } from '../tickets/visible-text.ts';
import { label, list, plain, words } from './card-blocks.ts';
import { isCited, stepsOnApproval } from './card-consent.ts';
import { CARD_LIMITS as LIMITS } from './card-limits.ts';
import { shortText } from './card-text.ts';
import { formatOrigin, type ModalOrigin } from './press.ts';

export const EDIT_SUBMIT = 'rv_edit_submit';
export const KEEP_FIELD = { block: 'keep', action: 'example' } as const;
export const EDIT_FIELD = { block: 'body', action: 'text' } as const;
/** Slack's longest text field. */
export const MAX_EDITABLE = 3_000;

/** The text as it stands in the field: what cannot be seen is not handed on. Null when it does not fit. */
export function editableText({ shown }: Review): string | null {
  const { text } = cleanText(shown.draft.text);
  return text.length <= MAX_EDITABLE ? text : null;
}

export function editModal(review: Review, text: string, origin: ModalOrigin): types.ModalView {
  return {
    type: 'modal',
    callback_id: EDIT_SUBMIT,
    notify_on_close: true,
    private_metadata: formatOrigin(origin),
    title: plain('Edit reply', 24),
    submit: plain('Approve and send', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'context',
        elements: [
          plain(`Ticket ${review.ticketId} · draft ${review.revision} · to ${review.shown.requester.name}`, 200),
        ],
      },
      {
        type: 'input',
        block_id: EDIT_FIELD.block,
        label: plain('Reply to the customer', 200),
        hint: plain('Marks like [1] name the source and are taken out before sending.', 200),
        element: {
          type: 'plain_text_input',
          action_id: EDIT_FIELD.action,
          multiline: true,
          max_length: MAX_EDITABLE,
          initial_value: text,
        },
      },
      ...stepsBlock(review),
      ...sourcesBlock(review),
      {
        type: 'input',
        block_id: KEEP_FIELD.block,
        optional: true,
        label: plain('Learning', 200),
        element: {
          type: 'checkboxes',
          action_id: KEEP_FIELD.action,
          options: [{ text: plain('Keep this edit as an example', 75), value: 'keep' }],
        },
      },
    ],
  };
}

/** The button of this modal approves the actions as well, so they are named here too. */
function stepsBlock({ shown }: Review): types.RichTextBlock[] {
  if (shown.proposals.length === 0) return [];
  const lines = stepsOnApproval(shown).slice(0, shown.proposals.length);
  const items = list(lines.map((line) => [words(line)]));
  return [{ type: 'rich_text', elements: [label('“Approve and send” also does'), items] }];
}

function sourcesBlock({ shown }: Review): types.RichTextBlock[] {
  const cited = shown.sources.filter((source) => isCited(shown, source.n)).slice(0, LIMITS.citedSources);
  if (cited.length === 0) return [];
  const items = list(cited.map((source) => [words(`[${source.n}] ${shortText(source.title, LIMITS.sourceTitle)}`)]));
  return [{ type: 'rich_text', elements: [label('Sources'), items] }];
}
