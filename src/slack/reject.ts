import type { ViewResponseAction } from '@slack/bolt';
import { cutText } from './card-text.ts';
import { parseCardValue } from './card-value.ts';
import { type Ack, type ListenerDeps, openModal, openQuestion, surfaceOf, wordsOfRefusal } from './listener.ts';
import { notSentModal } from './not-sent-modal.ts';
import { notAllowed, tell, UNREADABLE_CARD } from './notice.ts';
import { chosenOption, type Press, type Submission, typedText } from './press.ts';
import { MAX_NOTE, NOTE_FIELD, REASON_FIELD, REJECT_REASONS, rejectModal } from './reject-modal.ts';

/** Somebody pressed Reject: a window asks why. */
export async function openReject(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const question = await openQuestion(deps, press);
  if (question.ok) {
    await openModal(deps, press, { ack, view: rejectModal(question.review, press) });
    return;
  }
  await ack();
  await tell(deps, press, question.notice);
}

export async function submitReject(deps: ListenerDeps, submission: Submission): Promise<ViewResponseAction> {
  const note = cutText(typedText(submission, NOTE_FIELD), MAX_NOTE).text;
  const notRejected = (notice: Parameters<typeof notSentModal>[0]): ViewResponseAction => ({
    response_action: 'update',
    view: notSentModal(notice, note),
  });
  const value = parseCardValue(submission.origin.value);
  if (!value) return notRejected(UNREADABLE_CARD);
  const right = await deps.reviewers(submission, submission.origin.channel);
  if (!right.may) return notRejected(notAllowed(right.because));
  const result = await deps.decide({
    ...value,
    kind: 'reject',
    actor: right.actor,
    surface: surfaceOf(submission.origin),
    editedText: null,
    reason: reasonOf(submission, note),
  });
  if (result.kind === 'decided') return { response_action: 'clear' };
  return notRejected(await wordsOfRefusal(deps, result.refusal, value));
}

function reasonOf(submission: Submission, note: string): string {
  const reason = REJECT_REASONS[chosenOption(submission, REASON_FIELD) ?? 'other'] ?? 'Another reason';
  return note === '' ? reason : `${reason}: ${note}`;
}
