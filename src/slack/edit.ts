import type { ViewResponseAction } from '@slack/bolt';
import { messageOf } from '../platform/errors.ts';
import type { Actor } from '../review/review.ts';
import { type CardValue, parseCardValue } from './card-value.ts';
import { EDIT_FIELD, editableText, editModal, KEEP_FIELD } from './edit-modal.ts';
import {
  type Ack,
  type ListenerDeps,
  noteTurnedAway,
  openModal,
  openQuestion,
  rightOver,
  surfaceOf,
  turnAway,
  wordsOfRefusal,
} from './listener.ts';
import { notSentModal } from './not-sent-modal.ts';
import { type Notice, notAllowed, passedOnNotice, UNREADABLE_CARD } from './notice.ts';
import { chosenOptions, type Press, type Submission, typedText } from './press.ts';
import { saidModal } from './said-modal.ts';

/** Somebody pressed Edit: the reply opens in a window, ready to be changed. */
export async function openEdit(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const question = await openQuestion(deps, press);
  const text = question.ok ? editableText(question.review) : null;
  if (question.ok && text !== null) {
    await openModal(deps, press, { ack, view: editModal(question.review, text, press) });
    return;
  }
  await ack();
  await turnAway(deps, press, { wanted: 'edit', notice: question.ok ? TOO_LONG : question.notice });
}

const TOO_LONG: Notice = {
  sentence: 'This reply is too long to be edited in Slack. Please answer on the ticket.',
  details: [],
};

/** The edited reply was sent off. The same checks as for any reply decide whether it may go out. */
export async function submitEdit(deps: ListenerDeps, submission: Submission): Promise<ViewResponseAction> {
  const text = typedText(submission, EDIT_FIELD);
  const { origin } = submission;
  const notSent = async (notice: Notice): Promise<ViewResponseAction> => {
    await noteTurnedAway(deps, { ...submission, value: origin.value }, { wanted: 'edit', notice });
    return { response_action: 'update', view: notSentModal(notice, text) };
  };
  const value = parseCardValue(origin.value);
  if (!value) return notSent(UNREADABLE_CARD);
  const right = await rightOver(deps, { ...submission, channel: origin.channel }, await deps.desk.find(value.reviewId));
  if (!right.may) return notSent(notAllowed(right.because));
  const result = await deps.desk.decide({
    ...value,
    kind: 'edit',
    actor: right.actor,
    surface: surfaceOf(origin),
    editedText: text,
    reason: null,
  });
  if (result.kind === 'refused') {
    if (result.refusal.kind === 'blocked') return problemsInField(result.refusal.problems);
    return notSent(await wordsOfRefusal(deps, result.refusal, value));
  }
  if (chosenOptions(submission, KEEP_FIELD).length > 0) await keepExample(deps, value, right.actor);
  if (result.kind === 'decided') return { response_action: 'clear' };
  return { response_action: 'update', view: saidModal('Thank you', passedOnNotice(result.review)) };
}

/** The decision stands, whatever becomes of the example. */
async function keepExample({ desk, log }: ListenerDeps, { reviewId }: CardValue, actor: Actor): Promise<void> {
  try {
    await desk.saveExample(reviewId, actor);
  } catch (error) {
    log.warn({ err: messageOf(error), reviewId }, 'example not saved');
  }
}

/** Slack shows errors under the field and gives no length; this much still fits a window. */
const MAX_ERROR = 500;

function problemsInField(problems: readonly string[]): ViewResponseAction {
  return { response_action: 'errors', errors: { [EDIT_FIELD.block]: problems.join(' ').slice(0, MAX_ERROR) } };
}
