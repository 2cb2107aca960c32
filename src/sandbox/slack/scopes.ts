import type { JsonObject } from './records.ts';
import type { SlackState } from './state.ts';

/** Which scope a method asks for; private channels ask for another than public ones. [documented] */
const NEEDED: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
};
const BY_CHANNEL: Readonly<Record<string, { closed: string; open: string }>> = {
  'conversations.info': { closed: 'groups:read', open: 'channels:read' },
  'conversations.members': { closed: 'groups:read', open: 'channels:read' },
  'conversations.history': { closed: 'groups:history', open: 'channels:history' },
  'conversations.replies': { closed: 'groups:history', open: 'channels:history' },
};
const ALL = [
  ...new Set([...Object.values(NEEDED), ...Object.values(BY_CHANNEL).flatMap(({ closed, open }) => [closed, open])]),
  'commands',
];

/** As Slack names them in the header `x-oauth-scopes` of each answer. [documented] */
export function scopesOf({ options }: SlackState): string[] {
  return options.botScopes ?? ALL;
}

/** The scope that is missing for this call, or null. */
export function missingScope(state: SlackState, method: string, args: JsonObject): string | null {
  const channel = state.options.channels.find(({ id }) => id === args['channel']);
  const byChannel = BY_CHANNEL[method];
  const needed =
    NEEDED[method] ?? (byChannel && channel ? byChannel[channel.isPrivate ? 'closed' : 'open'] : undefined);
  return needed === undefined || scopesOf(state).includes(needed) ? null : needed;
}
