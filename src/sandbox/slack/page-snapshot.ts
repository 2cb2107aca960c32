import { isDirectMessage } from './messages.ts';
import type { SlackChannelOptions } from './options.ts';
import type { JsonObject, Message } from './records.ts';
import type { SlackState } from './state.ts';

const shownPerChannel = 300; // keeps one refresh small on a long demo

/** Everything one person may see, in one piece: the page draws this and nothing else. */
export function pageSnapshot(state: SlackState, me: string): JsonObject {
  const { app, team, commands, shortcuts, userGroups, zendeskUrl } = state.options;
  const channels = [...state.channels.values()].filter((channel) => channel.members.includes(me));
  const modals = state.modals.get(me) ?? [];
  const top = modals.at(-1);
  const home = state.homes.get(me);
  return {
    team,
    app: { name: app.name, userId: app.botUserId },
    me,
    people: [...state.users.values()].map(({ id, realName, title, isBot, deleted }) => ({
      id,
      name: realName,
      title: title ?? '',
      canAct: !isBot && !deleted,
    })),
    userGroups: userGroups ?? [],
    commands: commands ?? [],
    shortcuts: shortcuts ?? [],
    zendeskUrl: zendeskUrl ?? null,
    channels: channels.map((channel) => pageChannel(state, channel, me)),
    modal: top ? { id: top.id, hash: top.hash, depth: modals.length, view: top.payload } : null,
    home: home ? { id: home.id, hash: home.hash, view: home.payload } : null,
  };
}

/** The person to act as when the address does not say: the first who can. */
export function defaultPerson(state: SlackState): string {
  const people = [...state.users.values()].filter((user) => !user.isBot && !user.deleted);
  return people[0]?.id ?? '';
}

function pageChannel(state: SlackState, channel: SlackChannelOptions, me: string): JsonObject {
  const mine = [...state.messages.values()]
    .filter((message) => message.channel === channel.id && (!message.onlyFor || message.onlyFor === me))
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return {
    id: channel.id,
    name: channel.name,
    topic: channel.topic ?? '',
    isPrivate: channel.isPrivate,
    isDirect: isDirectMessage(channel),
    isArchived: channel.isArchived ?? false,
    members: channel.members,
    messages: mine.slice(-shownPerChannel).map(pageMessage),
  };
}

function pageMessage(message: Message): JsonObject {
  const { ts, user, fromApp, text, blocks, mrkdwn, threadTs, broadcast, edited } = message;
  return {
    ts,
    user,
    fromApp,
    text,
    blocks,
    mrkdwn,
    threadTs: threadTs ?? null,
    broadcast: broadcast ?? false,
    edited: edited !== undefined,
    onlyForMe: message.onlyFor !== undefined,
  };
}
