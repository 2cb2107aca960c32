import type { types } from '@slack/bolt';
import { formatNextStep, type NextStep } from '../review/next-step.ts';
import type { Review } from '../review/review.ts';
import { plain } from './card-blocks.ts';
import { formatOrigin, type ModalOrigin } from './press.ts';

export const REJECT_SUBMIT = 'rv_reject_submit';
export const REASON_FIELD = { block: 'reason', action: 'choice' } as const;
export const NOTE_FIELD = { block: 'note', action: 'text' } as const;
export const NEXT_FIELD = { block: 'next', action: 'step' } as const;
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

/** What a menu of Slack holds is more than any helpdesk's groups; this many anybody can read. */
const MOST_GROUPS = 40;
/** Room for "group:" in an option's value of 75 characters. */
const LONGEST_GROUP = 69;

function nextSteps(groups: readonly string[]): types.PlainTextOption[] {
  const option = (text: string, step: NextStep) => ({ text: plain(text, 75), value: formatNextStep(step) });
  return [
    option('A person takes over', { kind: 'person' }),
    option('Write a new draft, with my note', { kind: 'redraft' }),
    option('Close the ticket without a reply', { kind: 'close' }),
    ...groups
      .filter((group) => group.length <= LONGEST_GROUP)
      .slice(0, MOST_GROUPS)
      .map((group) => option(`Hand to the group ${group}`, { kind: 'group', group })),
  ];
}

export function rejectModal(review: Review, origin: ModalOrigin, groups: readonly string[] = []): types.ModalView {
  const steps = nextSteps(groups);
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
        label: plain('Note for whoever takes over, or for the new draft', 200),
        element: { type: 'plain_text_input', action_id: NOTE_FIELD.action, multiline: true, max_length: MAX_NOTE },
      },
      {
        type: 'input',
        block_id: NEXT_FIELD.block,
        label: plain('What shall happen instead?', 200),
        element: {
          type: 'static_select',
          action_id: NEXT_FIELD.action,
          options: steps,
          ...(steps[0] && { initial_option: steps[0] }),
        },
      },
    ],
  };
}
