import type { SlackChannelOptions, SlackUserOptions } from './options.ts';
import type { JsonObject, Message, View } from './records.ts';
import type { SlackState } from './state.ts';

/** Our records in the field names that Slack's API and payloads use. */
export function toSlackMessage(state: SlackState, message: Message, withPayload = true): JsonObject {
  const { app, team } = state.options;
  return {
    type: 'message',
    user: message.user,
    team: team.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.fromApp && { bot_id: app.botId, app_id: app.id }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(message.edited && { edited: { user: message.user, ts: message.edited } }),
    ...(message.metadata && { metadata: withPayload ? message.metadata : { event_type: message.metadata.event_type } }),
  };
}

/** The parent of a thread carries the counts; a message nobody answered does not. [guess] */
export function toThreadFields(message: Message, replies: Message[]): JsonObject {
  const last = replies.at(-1);
  if (!last) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return { thread_ts: message.ts, reply_count: replies.length, reply_users: users, latest_reply: last.ts };
}

export function toSlackView(state: SlackState, view: View, values: JsonObject = {}): JsonObject {
  const { app, team } = state.options;
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view.payload,
    ...(view.payload.type === 'modal' && modalDefaults(view.payload)),
    id: view.id,
    team_id: team.id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    state: { values },
  };
}

export function toSlackUser(state: SlackState, user: SlackUserOptions): JsonObject {
  const { team } = state.options;
  return {
    id: user.id,
    team_id: user.teamId ?? team.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted ?? false,
    tz: 'Europe/Amsterdam',
    profile: {
      real_name: user.realName,
      display_name: user.realName,
      title: user.title ?? '',
      team: user.teamId ?? team.id,
      // A bot has no address at all. [guess]
      ...(user.email !== '' && { email: user.email }),
    },
    is_admin: user.isAdmin ?? false,
    is_owner: false,
    is_restricted: (user.isGuest ?? false) || (user.isSingleChannelGuest ?? false),
    is_ultra_restricted: user.isSingleChannelGuest ?? false,
    is_bot: user.isBot ?? false,
    is_stranger: user.isStranger ?? false,
    is_email_confirmed: user.emailConfirmed ?? true,
  };
}

export function toSlackChannel(state: SlackState, channel: SlackChannelOptions): JsonObject {
  const direct = channel.id.startsWith('D');
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate && !direct,
    is_im: direct,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived ?? false,
    is_member: channel.members.includes(state.options.app.botUserId),
    is_shared: channel.isExtShared ?? false,
    is_ext_shared: channel.isExtShared ?? false,
    is_pending_ext_shared: false,
    is_org_shared: false,
    topic: { value: channel.topic ?? '' },
    num_members: channel.members.length,
    context_team_id: state.options.team.id,
  };
}

function modalDefaults(payload: {
  clear_on_close?: boolean | undefined;
  notify_on_close?: boolean | undefined;
}): JsonObject {
  return { clear_on_close: payload.clear_on_close ?? false, notify_on_close: payload.notify_on_close ?? false };
}
