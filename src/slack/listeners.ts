import type { App } from '@slack/bolt';
import type { Clock } from '../platform/clock.ts';
import { approve } from './approve.ts';
import { ATTACH_SUBMIT, openAttach, submitAttach } from './attach.ts';
import { ACTIONS } from './card-buttons.ts';
import { answerCommand } from './command.ts';
import { openEdit, submitEdit } from './edit.ts';
import { EDIT_SUBMIT } from './edit-modal.ts';
import { chooseFilter, parseHomePress, pressPause, showHome } from './home.ts';
import type { ListenerDeps } from './listener.ts';
import { more } from './more.ts';
import { parsePress, parseSubmission } from './press.ts';
import { openReassign, REASSIGN_SUBMIT, submitReassign } from './reassign.ts';
import { openReject, submitReject } from './reject.ts';
import { REJECT_SUBMIT } from './reject-modal.ts';
import { rescue } from './rescue.ts';
import { COMMAND, HOME_ACTIONS, SHORTCUT } from './surface-names.ts';

/** Which button, window, command or event calls which function. */
export function registerListeners(app: App, deps: ListenerDeps & { clock: Clock }): void {
  registerCard(app, deps);
  registerHome(app, deps);
  app.command(COMMAND, async ({ ack, body }) =>
    ack({ response_type: 'ephemeral', text: await answerCommand(deps, body) }),
  );
  app.shortcut({ callback_id: SHORTCUT, type: 'message_action' }, ({ ack, body }) =>
    openAttach(deps, body, () => ack()),
  );
  app.view(ATTACH_SUBMIT, async ({ ack, body }) => ack(await submitAttach(deps, body)));
}

function registerCard(app: App, deps: ListenerDeps & { clock: Clock }): void {
  app.action(ACTIONS.approve, ({ ack, body }) => approve(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.edit, ({ ack, body }) => openEdit(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.reject, ({ ack, body }) => openReject(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.reassign, ({ ack, body }) => openReassign(deps, parsePress(body), () => ack()));
  app.action(ACTIONS.retry, ({ ack, body }) => rescue(deps, parsePress(body), { kind: 'retry', ack: () => ack() }));
  app.action(ACTIONS.takeOver, ({ ack, body }) =>
    rescue(deps, parsePress(body), { kind: 'take_over', ack: () => ack() }),
  );
  app.action(ACTIONS.more, ({ ack, body }) => more(deps, parsePress(body), () => ack()));
  // A button that opens an address tells us so as well, and wants an answer.
  app.action(ACTIONS.ticket, ({ ack }) => ack());
  app.view(EDIT_SUBMIT, async ({ ack, body }) => ack(await submitEdit(deps, parseSubmission(body))));
  app.view(REJECT_SUBMIT, async ({ ack, body }) => ack(await submitReject(deps, parseSubmission(body))));
  app.view(REASSIGN_SUBMIT, async ({ ack, body }) => ack(await submitReassign(deps, parseSubmission(body))));
  for (const callbackId of [EDIT_SUBMIT, REJECT_SUBMIT, REASSIGN_SUBMIT]) {
    app.view({ callback_id: callbackId, type: 'view_closed' }, ({ ack }) => ack());
  }
}

function registerHome(app: App, deps: ListenerDeps): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab === 'home') await showHome(deps, { userId: event.user, teamId: context.teamId ?? null }, 'all');
  });
  app.action(HOME_ACTIONS.card, ({ ack }) => ack());
  app.action(HOME_ACTIONS.filter, async ({ ack, body }) => {
    await Promise.all([ack(), chooseFilter(deps, parseHomePress(body))]);
  });
  app.action(HOME_ACTIONS.pause, async ({ ack, body }) => {
    const press = parseHomePress(body);
    await pressPause(deps, press);
    await ack();
  });
}
