import type { App } from '@slack/bolt';
import { approve } from './approve.ts';
import { ACTIONS } from './card-buttons.ts';
import { openEdit, submitEdit } from './edit.ts';
import { EDIT_SUBMIT } from './edit-modal.ts';
import type { ListenerDeps } from './listener.ts';
import { parsePress, parseSubmission } from './press.ts';
import { openReject, submitReject } from './reject.ts';
import { REJECT_SUBMIT } from './reject-modal.ts';

/** Which button or window calls which function. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.action(ACTIONS.approve, ({ ack, body }) => approve(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.edit, ({ ack, body }) => openEdit(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.reject, ({ ack, body }) => openReject(deps, parsePress(body), () => ack()));
  // A button that opens an address tells us so as well, and wants an answer.
  app.action(ACTIONS.ticket, ({ ack }) => ack());
  app.view(EDIT_SUBMIT, async ({ ack, body }) => ack(await submitEdit(deps, parseSubmission(body))));
  app.view(REJECT_SUBMIT, async ({ ack, body }) => ack(await submitReject(deps, parseSubmission(body))));
  for (const callbackId of [EDIT_SUBMIT, REJECT_SUBMIT]) {
    app.view({ callback_id: callbackId, type: 'view_closed' }, ({ ack }) => ack());
  }
}
