import { z } from 'zod';
import { type ApiAnswer, type ApiMethod, defineMethod, flag, jsonArgument, refuse, unreadable } from './api-method.ts';
import type { Block } from './block-schema.ts';
import { deleteMessage, findChannel, findMessage, openDirectMessage, postMessage, updateMessage } from './messages.ts';
import type { SlackChannelOptions } from './options.ts';
import { metadataSchema } from './records.ts';
import type { SlackState } from './state.ts';
import { toSlackMessage } from './to-slack-json.ts';
import { formatError, validateBlocks } from './validate-blocks.ts';

const content = {
  channel: z.string(),
  text: z.string().optional(),
  blocks: jsonArgument(z.unknown()).optional(),
  metadata: jsonArgument(z.unknown()).optional(),
};

const post = z.object({
  ...content,
  thread_ts: z.string().optional(),
  reply_broadcast: flag.optional(),
  mrkdwn: flag.optional(),
});

export const chatMethods: Record<string, ApiMethod> = {
  'chat.postMessage': defineMethod(post, (state, args) => {
    const channel = writableChannel(state, args.channel);
    if (!channel.ok) return refuse(channel.error);
    const checked = checkContent(args);
    if (!checked.ok) return checked.answer;
    const parent = args.thread_ts === undefined ? undefined : findMessage(state, channel.value.id, args.thread_ts);
    if (args.thread_ts !== undefined && !parent) return refuse('thread_not_found'); // [guess]
    const message = postMessage(state, {
      ...checked.value,
      channel: channel.value.id,
      user: state.options.app.botUserId,
      mrkdwn: args.mrkdwn,
      threadTs: parent && (parent.threadTs ?? parent.ts),
      broadcast: args.reply_broadcast,
    });
    return { ok: true, channel: message.channel, ts: message.ts, message: toSlackMessage(state, message) };
  }),

  'chat.update': defineMethod(z.object({ ...content, ts: z.string() }), (state, args) => {
    const channel = writableChannel(state, args.channel);
    if (!channel.ok) return refuse(channel.error);
    const old = findMessage(state, channel.value.id, args.ts);
    if (!old || old.onlyFor) return refuse('message_not_found');
    if (!old.fromApp) return refuse('cant_update_message');
    const checked = checkContent(args);
    if (!checked.ok) return checked.answer;
    const message = updateMessage(state, old, checked.value);
    const shown = toSlackMessage(state, message);
    return { ok: true, channel: message.channel, ts: message.ts, text: message.text, message: shown };
  }),

  'chat.postEphemeral': defineMethod(post.extend({ user: z.string() }), (state, args) => {
    const channel = writableChannel(state, args.channel);
    if (!channel.ok) return refuse(channel.error);
    if (!channel.value.members.includes(args.user)) return refuse('user_not_in_channel');
    const checked = checkContent(args);
    if (!checked.ok) return checked.answer;
    const message = postMessage(state, {
      ...checked.value,
      channel: channel.value.id,
      user: state.options.app.botUserId,
      mrkdwn: args.mrkdwn,
      threadTs: args.thread_ts,
      onlyFor: args.user,
    });
    return { ok: true, message_ts: message.ts };
  }),

  'chat.delete': defineMethod(z.object({ channel: z.string(), ts: z.string() }), (state, args) => {
    const message = findMessage(state, args.channel, args.ts);
    if (!message || message.onlyFor) return refuse('message_not_found');
    if (!message.fromApp) return refuse('cant_delete_message');
    deleteMessage(state, message);
    return { ok: true, channel: args.channel, ts: args.ts };
  }),

  'chat.getPermalink': defineMethod(z.object({ channel: z.string(), message_ts: z.string() }), (state, args) => {
    const message = findMessage(state, args.channel, args.message_ts);
    if (!message) return refuse('message_not_found');
    return { ok: true, channel: args.channel, permalink: state.baseUrl + permalinkPath(args.channel, message.ts) };
  }),
};

type Found<Value> = { ok: true; value: Value } | { ok: false; error: string };

/** A private channel without our app looks as if it did not exist. [guess] */
export function writableChannel(state: SlackState, wanted: string): Found<SlackChannelOptions> {
  // A person's id posts into the app's direct messages with that person. [guess]
  const channel = state.users.has(wanted) ? openDirectMessage(state, wanted) : findChannel(state, wanted);
  if (!channel) return { ok: false, error: 'channel_not_found' };
  const isMember = channel.members.includes(state.options.app.botUserId);
  if (!isMember) return { ok: false, error: channel.isPrivate ? 'channel_not_found' : 'not_in_channel' };
  if (channel.isArchived) return { ok: false, error: 'is_archived' };
  return { ok: true, value: channel };
}

interface Content {
  text?: string | undefined;
  blocks?: Block[] | undefined;
  metadata?: z.infer<typeof metadataSchema> | undefined;
}

type CheckedContent = { ok: true; value: Content } | { ok: false; answer: ApiAnswer };

export function checkContent(args: {
  text?: string | undefined;
  blocks?: unknown;
  metadata?: unknown;
}): CheckedContent {
  if (args.blocks === unreadable) return { ok: false, answer: refuse('invalid_blocks_format') };
  const blocks = args.blocks === undefined ? undefined : validateBlocks(args.blocks);
  if (blocks && !blocks.ok) {
    const messages = blocks.errors.map(formatError);
    return { ok: false, answer: refuse('invalid_blocks', { errors: messages, response_metadata: { messages } }) };
  }
  if (!args.text && !blocks?.value.length) return { ok: false, answer: refuse('no_text') };
  const metadata = args.metadata === undefined ? undefined : metadataSchema.safeParse(args.metadata);
  if (metadata && !metadata.success) return { ok: false, answer: refuse('invalid_metadata_format') };
  return { ok: true, value: { text: args.text, blocks: blocks?.value, metadata: metadata?.data } };
}

/** The page of this stand-in opens such an address and scrolls to the message. */
function permalinkPath(channel: string, ts: string): string {
  return `/archives/${channel}/p${ts.replace('.', '')}`;
}
