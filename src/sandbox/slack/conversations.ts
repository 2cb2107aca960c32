import { z } from 'zod';
import { type ApiAnswer, type ApiMethod, defineMethod, flag, refuse } from './api-method.ts';
import { findMessage, isDirectMessage, listMessages, openDirectMessage } from './messages.ts';
import type { SlackChannelOptions } from './options.ts';
import type { JsonObject, Message } from './records.ts';
import type { SlackState } from './state.ts';
import { toSlackChannel, toSlackMessage, toThreadFields } from './to-slack-json.ts';

const byChannel = z.object({ channel: z.string() });
const page = z.object({
  channel: z.string(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(999).default(100), // [documented]
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
});
type Page = z.output<typeof page>;

export const conversationMethods: Record<string, ApiMethod> = {
  'conversations.history': defineMethod(page, (state, args) => {
    const problem = unreadableReason(state, args.channel);
    if (problem) return refuse(problem);
    const all = listMessages(state, args.channel);
    const top = all.filter((message) => !message.threadTs || message.broadcast);
    return pageOf({ state, args, messages: inRange(top, args).reverse(), all });
  }),

  'conversations.replies': defineMethod(page.extend({ ts: z.string() }), (state, args) => {
    const problem = unreadableReason(state, args.channel);
    if (problem) return refuse(problem);
    const found = findMessage(state, args.channel, args.ts);
    if (!found) return refuse('thread_not_found');
    const root = found.threadTs ?? found.ts;
    const all = listMessages(state, args.channel);
    const replies = inRange(all, args).filter((message) => message.threadTs === root);
    const parent = all.filter((message) => message.ts === root);
    return pageOf({ state, args, messages: [...parent, ...replies], all });
  }),

  'conversations.info': defineMethod(byChannel, (state, args) => {
    const channel = visibleChannel(state, args.channel);
    return channel ? { ok: true, channel: toSlackChannel(state, channel) } : refuse('channel_not_found');
  }),

  'conversations.members': defineMethod(byChannel, (state, args) => {
    const channel = visibleChannel(state, args.channel);
    if (!channel) return refuse('channel_not_found');
    return { ok: true, members: channel.members, response_metadata: { next_cursor: '' } };
  }),

  'conversations.list': defineMethod(z.object({}), (state) => {
    const seen = [...state.channels.values()].filter((channel) => visibleChannel(state, channel.id));
    const channels = seen.filter((channel) => !isDirectMessage(channel));
    const shown = channels.map((channel) => toSlackChannel(state, channel));
    return { ok: true, channels: shown, response_metadata: { next_cursor: '' } };
  }),

  'conversations.open': defineMethod(z.object({ users: z.string() }), (state, args) => {
    if (!state.users.has(args.users)) return refuse('user_not_found');
    return { ok: true, channel: { id: openDirectMessage(state, args.users).id } };
  }),
};

/** A private channel without our app looks as if it did not exist. [guess] */
function visibleChannel(state: SlackState, id: string): SlackChannelOptions | undefined {
  const channel = state.channels.get(id);
  const isMember = channel?.members.includes(state.options.app.botUserId);
  return channel?.isPrivate && !isMember ? undefined : channel;
}

function unreadableReason(state: SlackState, id: string): string | undefined {
  const channel = visibleChannel(state, id);
  if (!channel) return 'channel_not_found';
  return channel.members.includes(state.options.app.botUserId) ? undefined : 'not_in_channel';
}

/** The bounds themselves count only with `inclusive`. [documented] */
function inRange(messages: Message[], { oldest, latest, inclusive }: Page): Message[] {
  return messages.filter(({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true;
    return (oldest === undefined || ts > oldest) && (latest === undefined || ts < latest);
  });
}

interface PageRequest {
  state: SlackState;
  args: Page;
  messages: Message[];
  all: Message[];
}

function pageOf({ state, args, messages, all }: PageRequest): ApiAnswer {
  const start = args.cursor === undefined ? 0 : readCursor(args.cursor, messages);
  if (start < 0) return refuse('invalid_cursor');
  const end = start + args.limit;
  const shown = messages.slice(start, end).map((message) => withThread(state, message, { args, all }));
  const next = messages[end];
  const cursor = next ? Buffer.from(`next_ts:${next.ts}`).toString('base64') : '';
  return { ok: true, messages: shown, has_more: cursor !== '', response_metadata: { next_cursor: cursor } };
}

function withThread(state: SlackState, message: Message, { args, all }: { args: Page; all: Message[] }): JsonObject {
  const replies = all.filter((other) => other.threadTs === message.ts);
  // Without include_all_metadata the payload of metadata is left out. [seen]
  const shown = toSlackMessage(state, message, args.include_all_metadata ?? false);
  return { ...shown, ...toThreadFields(message, replies) };
}

function readCursor(cursor: string, messages: Message[]): number {
  const ts = Buffer.from(cursor, 'base64').toString().replace('next_ts:', '');
  return messages.findIndex((message) => message.ts === ts);
}
