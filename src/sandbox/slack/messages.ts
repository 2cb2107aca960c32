import { blockLimits } from './block-limits.ts';
import type { Block } from './block-schema.ts';
import type { SlackChannelOptions } from './options.ts';
import type { Message } from './records.ts';
import type { SlackState } from './state.ts';

export interface NewMessage {
  channel: string;
  user: string;
  text?: string | undefined;
  blocks?: Block[] | undefined;
  mrkdwn?: boolean | undefined;
  metadata?: Message['metadata'];
  threadTs?: string | undefined;
  broadcast?: boolean | undefined;
  onlyFor?: string | undefined;
}

export function postMessage(state: SlackState, fresh: NewMessage): Message {
  const message: Message = {
    ts: state.nextTs(),
    channel: fresh.channel,
    user: fresh.user,
    fromApp: fresh.user === state.options.app.botUserId,
    text: (fresh.text ?? '').slice(0, blockLimits.messageText), // cut, not refused [documented]
    blocks: withIds(fresh.blocks ?? [], state),
    mrkdwn: fresh.mrkdwn ?? true,
    metadata: fresh.metadata,
    threadTs: fresh.threadTs,
    broadcast: fresh.broadcast,
    onlyFor: fresh.onlyFor,
    earlierBlocks: [],
  };
  state.messages.set(messageKey(message.channel, message.ts), message);
  state.record({ kind: message.onlyFor ? 'ephemeral_posted' : 'message_posted', message });
  return message;
}

export interface MessageUpdate {
  text?: string | undefined;
  blocks?: Block[] | undefined;
  metadata?: Message['metadata'];
}

/**
 * Blocks that are sent replace the old ones; text without blocks removes them, and only then the message is
 * marked as edited. [documented] Metadata stays unless new metadata is given. [guess]
 */
export function updateMessage(state: SlackState, old: Message, update: MessageUpdate): Message {
  const textOnly = update.text !== undefined && update.blocks === undefined;
  const blocks = update.blocks === undefined ? keptBlocks(old, textOnly) : withIds(update.blocks, state);
  const message: Message = {
    ...old,
    text: update.text?.slice(0, blockLimits.messageText) ?? old.text,
    blocks,
    metadata: update.metadata ?? old.metadata,
    edited: textOnly ? state.nextTs() : old.edited,
    earlierBlocks: [...old.earlierBlocks, old.blocks],
  };
  state.messages.set(messageKey(old.channel, old.ts), message);
  state.record({ kind: 'message_updated', message });
  return message;
}

export function deleteMessage(state: SlackState, message: Message): void {
  state.messages.delete(messageKey(message.channel, message.ts));
  state.record({ kind: message.onlyFor ? 'ephemeral_deleted' : 'message_deleted', message });
}

export function findMessage(state: SlackState, channel: string, ts: string): Message | undefined {
  return state.messages.get(messageKey(channel, ts));
}

/** Ordinary messages of a channel, oldest first, threads included. */
export function listMessages(state: SlackState, channel: string): Message[] {
  const found = [...state.messages.values()].filter((message) => message.channel === channel && !message.onlyFor);
  return found.sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** Accepts an id, a name or "#name". [documented] */
export function findChannel(state: SlackState, wanted: string): SlackChannelOptions | undefined {
  const byId = state.channels.get(wanted);
  if (byId) return byId;
  const name = wanted.replace(/^#/, '');
  return [...state.channels.values()].find((channel) => channel.name === name);
}

/** The conversation between the app and one person, made when first needed. */
export function openDirectMessage(state: SlackState, userId: string): SlackChannelOptions {
  const id = `D${userId.slice(1)}`;
  const existing = state.channels.get(id);
  if (existing) return existing;
  const members = [userId, state.options.app.botUserId];
  const channel: SlackChannelOptions = { id, name: `dm-${userId}`, isPrivate: true, members };
  state.channels.set(id, channel);
  return channel;
}

export function isDirectMessage(channel: SlackChannelOptions): boolean {
  return channel.id.startsWith('D');
}

function messageKey(channel: string, ts: string): string {
  return `${channel}/${ts}`;
}

function keptBlocks(old: Message, textOnly: boolean): Block[] {
  return textOnly ? [] : old.blocks;
}

/** Slack names every block that came without a name [documented], and every control. [guess] */
export function withIds(blocks: Block[], state: SlackState): Block[] {
  return blocks.map((block) => {
    const named = { ...block, block_id: block.block_id ?? state.newId('b') };
    if (named.type === 'actions') {
      return {
        ...named,
        elements: named.elements.map((item) => ({ ...item, action_id: item.action_id ?? state.newId('a') })),
      };
    }
    if (named.type === 'input') {
      return { ...named, element: { ...named.element, action_id: named.element.action_id ?? state.newId('a') } };
    }
    if (named.type === 'section' && named.accessory && named.accessory.type !== 'image') {
      return { ...named, accessory: { ...named.accessory, action_id: named.accessory.action_id ?? state.newId('a') } };
    }
    return named;
  });
}
