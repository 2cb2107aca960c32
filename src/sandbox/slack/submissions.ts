import { z } from 'zod';
import type { Delivery } from './deliver.ts';
import { type FormValues, findInputErrors, toStateValues } from './input-values.ts';
import type { Desk } from './interactions.ts';
import { viewClosed, viewSubmission } from './payloads.ts';
import type { JsonObject, View } from './records.ts';
import { validateView } from './validate-blocks.ts';
import { closeViews, findView, issueTrigger, pushView, updateView } from './view-stack.ts';

/** What became of a modal: gone, changed, or still there with errors by block_id. */
export interface Submission {
  outcome: 'closed' | 'updated' | 'pushed' | 'errors' | 'failed';
  errors: Record<string, string>;
  /** For the person, when it failed. */
  reason: string;
  delivery?: Delivery;
}

export interface SubmitInput {
  userId: string;
  viewId: string;
  values?: FormValues;
}

export async function submitView(desk: Desk, { userId, viewId, values: form = {} }: SubmitInput): Promise<Submission> {
  const { state, courier } = desk;
  const view = findView(state, { id: viewId });
  if (!view || view.userId !== userId) return failed('This window is not open any more.');
  const errors = findInputErrors(view.payload.blocks, form);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors, reason: '' };
  const values = toStateValues(view.payload.blocks, form);
  const triggerId = issueTrigger(state, userId, view.id);
  const delivery = await courier.sendInteraction(viewSubmission(state, view, { triggerId, values }));
  if (delivery.outcome !== 'acked') return { ...failed(delivery.reason), delivery };
  return { ...applyAck(desk, view, delivery.body ?? {}), delivery };
}

/** Closing tells the app only when the view asked to be told. [documented] */
export async function closeView(
  desk: Desk,
  input: { userId: string; viewId: string; all?: boolean },
): Promise<Delivery[]> {
  const top = desk.state.modals.get(input.userId)?.at(-1);
  if (top?.id !== input.viewId) return [];
  const all = input.all ?? (top.payload.type === 'modal' && top.payload.clear_on_close === true);
  const gone = closeViews(desk.state, input.userId, all);
  const wanted = gone.filter((view) => view.payload.type === 'modal' && view.payload.notify_on_close);
  return Promise.all(wanted.map((view) => desk.courier.sendInteraction(viewClosed(desk.state, view, all))));
}

const ackSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** An empty acknowledgement closes this view; the others say what to do instead. [documented] */
function applyAck({ state }: Desk, view: View, body: JsonObject): Submission {
  if (body['response_action'] === undefined) {
    // The app may have opened another view meanwhile; that one stays.
    if (state.modals.get(view.userId)?.at(-1)?.id === view.id) closeViews(state, view.userId, false);
    return done('closed');
  }
  const ack = ackSchema.safeParse(body);
  if (!ack.success) return failed('The app answered with something that cannot be shown.');
  if (ack.data.response_action === 'errors') return applyErrors(view, ack.data.errors);
  if (ack.data.response_action === 'clear') {
    closeViews(state, view.userId, true);
    return done('closed');
  }
  const next = validateView(ack.data.view);
  if (!next.ok) return failed(`The app answered with a view that is not valid: ${next.errors[0]?.message}.`);
  if (ack.data.response_action === 'push') {
    return pushView(state, view.userId, next.value) ? done('pushed') : failed('Too many windows are open.');
  }
  updateView(state, view, next.value);
  return done('updated');
}

/** Errors for blocks that are not inputs of the view make the whole answer invalid. [guess] */
function applyErrors(view: View, errors: Record<string, string>): Submission {
  const known = view.payload.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const stray = Object.keys(errors).find((id) => !known.includes(id));
  if (stray !== undefined) return failed(`The app reported an error for a field that is not there: ${stray}.`);
  return { outcome: 'errors', errors, reason: '' };
}

function done(outcome: Submission['outcome']): Submission {
  return { outcome, errors: {}, reason: '' };
}

function failed(reason: string): Submission {
  return { outcome: 'failed', errors: {}, reason };
}
