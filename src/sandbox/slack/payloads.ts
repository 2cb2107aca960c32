import type { JsonObject, Message, View } from './records.ts';
import type { SlackState } from './state.ts';
import { toSlackMessage, toSlackView } from './to-slack-json.ts';

/** What Slack sends, field by field. [documented, checked against Slack's own samples] */
export interface Press {
  userId: string;
  action: JsonObject;
  triggerId: string;
}

export function messagePress(
  state: SlackState,
  press: Press,
  at: { message: Message; responseUrl: string },
): JsonObject {
  const { message, responseUrl } = at;
  return {
    ...blockActions(state, press),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs && { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: channelName(state, message.channel) },
    // An ephemeral message is not sent along. [guess]
    ...(!message.onlyFor && { message: toSlackMessage(state, message) }),
    response_url: responseUrl,
    state: { values: {} },
  };
}

/** A shortcut from the menu of a message. [documented] */
export function messageShortcut(
  state: SlackState,
  shortcut: { userId: string; callbackId: string; triggerId: string },
  at: { message: Message; responseUrl: string },
): JsonObject {
  const { message, responseUrl } = at;
  return {
    type: 'message_action',
    ...who(state, shortcut.userId),
    callback_id: shortcut.callbackId,
    trigger_id: shortcut.triggerId,
    response_url: responseUrl,
    message_ts: message.ts,
    channel: { id: message.channel, name: channelName(state, message.channel) },
    message: toSlackMessage(state, message),
  };
}

/** A press in a modal or on the Home tab has no channel, message or response_url. [documented] */
export function viewPress(state: SlackState, press: Press, at: { view: View; values: JsonObject }): JsonObject {
  return {
    ...blockActions(state, press),
    container: { type: 'view', view_id: at.view.id },
    view: toSlackView(state, at.view, at.values),
  };
}

export function viewSubmission(
  state: SlackState,
  view: View,
  more: { triggerId: string; values: JsonObject },
): JsonObject {
  return {
    type: 'view_submission',
    ...who(state, view.userId),
    trigger_id: more.triggerId,
    view: toSlackView(state, view, more.values),
    response_urls: [],
  };
}

export function viewClosed(state: SlackState, view: View, isCleared: boolean): JsonObject {
  return { type: 'view_closed', ...who(state, view.userId), view: toSlackView(state, view), is_cleared: isCleared };
}

export interface CommandLine {
  userId: string;
  channelId: string;
  command: string;
  text: string;
}

/** A command comes as plain form fields, so even the boolean is a word. [documented] */
export function slashCommand(
  state: SlackState,
  line: CommandLine,
  ids: { triggerId: string; responseUrl: string },
): Record<string, string> {
  const { app, team } = state.options;
  return {
    token: 'legacy-verification-token',
    team_id: team.id,
    team_domain: domain(team.name),
    channel_id: line.channelId,
    channel_name: channelName(state, line.channelId),
    user_id: line.userId,
    user_name: state.users.get(line.userId)?.name ?? '',
    command: line.command,
    text: line.text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: ids.responseUrl,
    trigger_id: ids.triggerId,
  };
}

export function eventCallback(state: SlackState, event: JsonObject): JsonObject {
  const { app, team } = state.options;
  return {
    token: 'legacy-verification-token',
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: state.newId('Ev'),
    event_time: Math.floor(state.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

function blockActions(state: SlackState, press: Press): JsonObject {
  return { type: 'block_actions', ...who(state, press.userId), trigger_id: press.triggerId, actions: [press.action] };
}

function who(state: SlackState, userId: string): JsonObject {
  const { app, team } = state.options;
  const user = state.users.get(userId);
  return {
    user: { id: userId, username: user?.name, name: user?.name, team_id: user?.teamId ?? team.id },
    team: { id: team.id, domain: domain(team.name) },
    enterprise: null,
    api_app_id: app.id,
    token: 'legacy-verification-token',
    is_enterprise_install: false,
  };
}

function channelName(state: SlackState, id: string): string {
  const channel = state.channels.get(id);
  if (id.startsWith('D')) return 'directmessage';
  return channel?.isPrivate ? 'privategroup' : (channel?.name ?? '');
}

function domain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
