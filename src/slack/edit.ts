import type { ViewResponseAction } from '@slack/bolt';
import { parseCardValue } from './card-value.ts';
import { EDIT_FIELD, editableText, editModal } from './edit-modal.ts';
import { type Ack, type ListenerDeps, openModal, openQuestion, surfaceOf, wordsOfRefusal } from './listener.ts';
import { notSentModal } from './not-sent-modal.ts';
import { type Notice, notAllowed, tell, UNREADABLE_CARD } from './notice.ts';
import { type Press, type Submission, typedText } from './press.ts';

/** Somebody pressed Edit: the reply opens in a window, ready to be changed. */
export async function openEdit(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const question = await openQuestion(deps, press);
  const text = question.ok ? editableText(question.review) : null;
  if (question.ok && text !== null) {
    await openModal(deps, press, { ack, view: editModal(question.review, text, press) });
    return;
  }
  await ack();
  await tell(deps, press, question.ok ? TOO_LONG : question.notice);
}

const TOO_LONG: Notice = {
  sentence: 'This reply is too long to be edited in Slack. Please answer on the ticket.',
  details: [],
};

/** The edited reply was sent off. The same checks as for any reply decide whether it may go out. */
export async function submitEdit(deps: ListenerDeps, submission: Submission): Promise<ViewResponseAction> {
  const text = typedText(submission, EDIT_FIELD);
  const value = parseCardValue(submission.origin.value);
  if (!value) return notSent(UNREADABLE_CARD, text);
  const right = await deps.reviewers(submission, submission.origin.channel);
  if (!right.may) return notSent(notAllowed(right.because), text);
  const result = await deps.decide({
    ...value,
    kind: 'edit',
    actor: right.actor,
    surface: surfaceOf(submission.origin),
    editedText: text,
    reason: null,
  });
  if (result.kind === 'decided') return { response_action: 'clear' };
  if (result.refusal.kind === 'blocked') return problemsInField(result.refusal.problems);
  return notSent(await wordsOfRefusal(deps, result.refusal, value), text);
}

/** Slack shows errors under the field and gives no length; this much still fits a window. */
const MAX_ERROR = 500;

function problemsInField(problems: readonly string[]): ViewResponseAction {
  return { response_action: 'errors', errors: { [EDIT_FIELD.block]: problems.join(' ').slice(0, MAX_ERROR) } };
}

function notSent(notice: Notice, typed: string): ViewResponseAction {
  return { response_action: 'update', view: notSentModal(notice, typed) };
}
