import type { types, ViewResponseAction } from '@slack/bolt';
import type { Review } from '../review/review.ts';
import { riskClassOf } from '../review/risk-class.ts';
import { plain } from './card-blocks.ts';
import { parseCardValue } from './card-value.ts';
import {
  type Ack,
  type ListenerDeps,
  noteTurnedAway,
  openModal,
  openQuestion,
  rightOver,
  turnAway,
} from './listener.ts';
import { type Notice, notAllowed, UNREADABLE_CARD } from './notice.ts';
import { chosenOption, formatOrigin, type ModalOrigin, type Press, type Submission } from './press.ts';
import { saidModal } from './said-modal.ts';

export const REASSIGN_SUBMIT = 'rv_reassign_submit';
export const TO_FIELD = { block: 'to', action: 'who' } as const;

export interface Candidate {
  id: string;
  name: string;
}

/** Somebody pressed Reassign: a window offers those who may decide. The question stays open. */
export async function openReassign(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const question = await openQuestion(deps, press);
  const others = question.ok
    ? (await deps.reviewers.candidates(press.channel, riskClassOf(question.review.shown))).filter(
        ({ id }) => id !== press.userId,
      )
    : [];
  if (question.ok && others.length > 0) {
    await openModal(deps, press, { ack, view: reassignModal(question.review, press, others) });
    return;
  }
  await ack();
  await turnAway(deps, press, { wanted: 'reassign', notice: question.ok ? NOBODY : question.notice });
}

const NOBODY: Notice = { sentence: 'There is nobody else who may decide this.', details: [] };
const CLOSED: Notice = { sentence: 'This question is not open any more. Nothing was changed.', details: [] };

export function reassignModal(review: Review, origin: ModalOrigin, others: readonly Candidate[]): types.ModalView {
  const options = others.map(({ id, name }) => ({ text: plain(name, 75), value: id }));
  return {
    type: 'modal',
    callback_id: REASSIGN_SUBMIT,
    notify_on_close: true,
    private_metadata: formatOrigin(origin),
    title: plain('Ask somebody else', 24),
    submit: plain('Ask', 24),
    close: plain('Cancel', 24),
    blocks: [
      {
        type: 'context',
        elements: [plain(`Ticket ${review.ticketId} · draft ${review.revision}. The question stays open.`, 200)],
      },
      {
        type: 'input',
        block_id: TO_FIELD.block,
        label: plain('Who should look at this?', 200),
        element: { type: 'static_select', action_id: TO_FIELD.action, options, placeholder: plain('Choose', 75) },
      },
    ],
  };
}

export async function submitReassign(deps: ListenerDeps, submission: Submission): Promise<ViewResponseAction> {
  const { origin } = submission;
  const refused = async (notice: Notice): Promise<ViewResponseAction> => {
    await noteTurnedAway(deps, { ...submission, value: origin.value }, { wanted: 'reassign', notice });
    return { response_action: 'update', view: saidModal('Not changed', notice) };
  };
  const value = parseCardValue(origin.value);
  const to = chosenOption(submission, TO_FIELD);
  if (!value || to === null) return refused(UNREADABLE_CARD);
  const review = await deps.desk.find(value.reviewId);
  const right = await rightOver(deps, { ...submission, channel: origin.channel }, review);
  if (!right.may) return refused(notAllowed(right.because));
  const offered = await deps.reviewers.candidates(origin.channel, review ? riskClassOf(review.shown) : 'ordinary');
  if (!offered.some(({ id }) => id === to)) return refused(NOBODY);
  const changed = await deps.desk.reassign({ ...value, actor: right.actor, to });
  return changed ? { response_action: 'clear' } : refused(CLOSED);
}
