import type { types, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import { hideSecrets } from '../redaction/secrets.ts';
import { cardUrl, plain } from './card-blocks.ts';
import { cutText } from './card-text.ts';
import { type Ack, type ListenerDeps, noteTurnedAway, openModal, turnAway } from './listener.ts';
import { type Notice, notAllowed } from './notice.ts';
import type { Press, Presser } from './press.ts';
import { typedText } from './press.ts';
import { saidModal } from './said-modal.ts';

export const ATTACH_SUBMIT = 'sc_attach_submit';
export const TICKET_FIELD = { block: 'ticket', action: 'number' } as const;

const ShortcutBody = z.object({
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), text: z.string().default('') }),
  trigger_id: z.string(),
});

/** Room for the rest of the metadata in Slack's 3 000 characters, whatever JSON makes of the text. */
const MAX_TEXT = 1_200;

const Origin = z.object({ channel: z.string(), messageTs: z.string(), text: z.string() });

/** "Send to case review" on a message: a window asks for the ticket. */
export async function openAttach(deps: ListenerDeps, body: unknown, ack: Ack): Promise<void> {
  const shortcut = ShortcutBody.parse(body);
  const { user, team, channel, message } = shortcut;
  const presser: Press = {
    userId: user.id,
    teamId: user.team_id ?? team?.id ?? null,
    channel: channel.id,
    messageTs: message.ts,
    triggerId: shortcut.trigger_id,
    value: '',
  };
  const right = await deps.reviewers.may(presser, deps.channel, 'ordinary');
  if (!right.may) {
    await ack();
    await turnAway(deps, presser, { wanted: 'attach', notice: notAllowed(right.because) });
    return;
  }
  const { text } = cutText(hideSecrets(message.text).text, MAX_TEXT);
  await openModal(deps, presser, { ack, view: attachModal({ channel: channel.id, messageTs: message.ts, text }) });
}

export function attachModal(origin: z.infer<typeof Origin>): types.ModalView {
  const guess = /(?:ticket|#)\s*#?(\d{2,15})/i.exec(origin.text)?.[1];
  return {
    type: 'modal',
    callback_id: ATTACH_SUBMIT,
    private_metadata: JSON.stringify(origin),
    title: plain('Send to case review', 24),
    submit: plain('Attach', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'input',
        block_id: TICKET_FIELD.block,
        label: plain('Number of the ticket', 200),
        hint: plain('The message becomes an internal note; the customer does not see it.', 200),
        element: {
          type: 'plain_text_input',
          action_id: TICKET_FIELD.action,
          max_length: 15,
          ...(guess !== undefined && { initial_value: guess }),
        },
      },
    ],
  };
}

const SubmissionBody = z.object({
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

export async function submitAttach(deps: ListenerDeps, body: unknown): Promise<ViewResponseAction> {
  const { user, team, view } = SubmissionBody.parse(body);
  const presser: Presser = { userId: user.id, teamId: user.team_id ?? team?.id ?? null };
  const origin = Origin.parse(JSON.parse(view.private_metadata));
  const right = await deps.reviewers.may(presser, deps.channel, 'ordinary');
  if (!right.may) {
    const notice: Notice = notAllowed(right.because);
    await noteTurnedAway(deps, { ...presser, value: '' }, { wanted: 'attach', notice });
    return { response_action: 'update', view: saidModal('Not attached', notice) };
  }
  const number = typedText({ values: view.state.values }, TICKET_FIELD).trim().replace(/^#/, '');
  if (!/^[1-9]\d{0,14}$/.test(number)) return wrong('This is not the number of a ticket.');
  const permalink = cardUrl(await deps.workspaceUrl(), origin);
  const attached = await deps.desk.attach({
    ticketId: Number(number),
    text: origin.text,
    permalink,
    actor: right.actor,
  });
  return attached ? { response_action: 'clear' } : wrong('Deskhand has not seen a ticket with this number.');
}

function wrong(words: string): ViewResponseAction {
  return { response_action: 'errors', errors: { [TICKET_FIELD.block]: words } };
}
