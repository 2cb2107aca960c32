import type { ViewResponseAction } from '@slack/bolt';
import { parseNextStep } from '../review/next-step.ts';
import { cutText } from './card-text.ts';
import { parseCardValue } from './card-value.ts';
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
import { chosenOption, type Press, type Submission, typedText } from './press.ts';
import { MAX_NOTE, NEXT_FIELD, NOTE_FIELD, REASON_FIELD, REJECT_REASONS, rejectModal } from './reject-modal.ts';

/** Somebody pressed Reject: a window asks why, and what shall happen instead. */
export async function openReject(deps: ListenerDeps, press: Press, ack: Ack): Promise<void> {
  const [question, groups] = await Promise.all([openQuestion(deps, press), deps.desk.groups()]);
  if (question.ok) {
    await openModal(deps, press, { ack, view: rejectModal(question.review, press, groups) });
    return;
  }
  await ack();
  await turnAway(deps, press, { wanted: 'reject', notice: question.notice });
}

export async function submitReject(deps: ListenerDeps, submission: Submission): Promise<ViewResponseAction> {
  const note = cutText(typedText(submission, NOTE_FIELD), MAX_NOTE).text;
  const { origin } = submission;
  const notRejected = async (notice: Notice): Promise<ViewResponseAction> => {
    await noteTurnedAway(deps, { ...submission, value: origin.value }, { wanted: 'reject', notice });
    return { response_action: 'update', view: notSentModal(notice, note) };
  };
  const value = parseCardValue(origin.value);
  if (!value) return notRejected(UNREADABLE_CARD);
  const right = await rightOver(deps, { ...submission, channel: origin.channel }, await deps.desk.find(value.reviewId));
  if (!right.may) return notRejected(notAllowed(right.because));
  const nextStep = parseNextStep(chosenOption(submission, NEXT_FIELD));
  if (nextStep.kind === 'redraft' && note === '')
    return {
      response_action: 'errors',
      errors: { [NOTE_FIELD.block]: 'Say what the new draft should do differently.' },
    };
  const result = await deps.desk.decide({
    ...value,
    kind: 'reject',
    actor: right.actor,
    surface: surfaceOf(origin),
    editedText: null,
    reason: reasonOf(submission, note),
    nextStep,
  });
  if (result.kind === 'decided') return { response_action: 'clear' };
  if (result.kind === 'passed_on') return notRejected(passedOnNotice(result.review));
  return notRejected(await wordsOfRefusal(deps, result.refusal, value));
}

function reasonOf(submission: Submission, note: string): string {
  const reason = REJECT_REASONS[chosenOption(submission, REASON_FIELD) ?? 'other'] ?? 'Another reason';
  return note === '' ? reason : `${reason}: ${note}`;
}
