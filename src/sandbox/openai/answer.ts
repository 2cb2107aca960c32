import { answerAsAttacker } from './attack.ts';
import { answerDraft } from './draft-answer.ts';
import type { FaultKind } from './faults.ts';
import { fillSchema } from './json-schema.ts';
import { formOf, inputTextOf, type ResponsesRequest, taskOf } from './request.ts';
import { answerSecondReading } from './second-reading-answer.ts';
import { answerTriage } from './triage-answer.ts';

const HUGE = 200_000;

/** What the model says: the text of its one message. */
export function answerFor(request: ResponsesRequest, fault: FaultKind | null): string {
  if (fault === 'bad-json') return 'Certainly! Here is the form you asked for: {"intent": refund, ';
  if (fault === 'wrong-schema') return JSON.stringify({ verdict: 'fine', score: 11 });
  const form = formOf(request);
  if (form === undefined) return fault === 'huge' ? filler() : 'The stand-in has nothing to say without a form.';
  const known = fault === 'attacker' ? answerAsAttacker(form, inputTextOf(request)) : answerByRule(request, form);
  if (fault === 'huge')
    return JSON.stringify(fillSchema(form, { ...known, kind: 'answer', reply: filler(), summary: filler() }));
  return JSON.stringify(fillSchema(form, known));
}

function answerByRule(request: ResponsesRequest, form: unknown): Record<string, unknown> {
  const input = inputTextOf(request);
  const task = taskOf(request);
  if (task === 'triage') return answerTriage(form, request.instructions ?? '', input);
  if (task === 'second reading') return answerSecondReading(input);
  return task === 'draft' ? answerDraft(input) : {};
}

function filler(): string {
  return 'All work and no tea makes a dull reply. '.repeat(Math.ceil(HUGE / 40)).slice(0, HUGE);
}
