import type { Block } from './block-schema.ts';
import type { Courier } from './courier.ts';
import type { Delivery } from './deliver.ts';
import { type FormValues, toStateValues } from './input-values.ts';
import { findMessage, postMessage } from './messages.ts';
import { type CommandLine, messagePress, messageShortcut, slashCommand, viewPress } from './payloads.ts';
import { findPressable, type Pressable, toAction } from './pressed-action.ts';
import type { Message, View } from './records.ts';
import { issueResponseUrl } from './response-url.ts';
import type { SlackState } from './state.ts';
import { findView, issueTrigger } from './view-stack.ts';

export interface Desk {
  state: SlackState;
  courier: Courier;
}

interface PressedControl {
  userId: string;
  actionId: string;
  blockId?: string | undefined;
  /** The chosen option's value, several of them, or a button's value in place of its own. */
  value?: string | string[] | undefined;
}

export type PressInput = PressedControl &
  ({ channelId: string; messageTs: string } | { viewId: string; values?: FormValues });

/** A person presses a button or chooses from a menu, in a message, a modal or the Home tab. */
export function press(desk: Desk, input: PressInput): Promise<Delivery> {
  if ('viewId' in input) return pressInView(desk, input);
  const message = findMessage(desk.state, input.channelId, input.messageTs);
  if (!message) return refused('That message is not there any more.');
  const control = findInMessage(message, input);
  if (!control) return refused('That button is not on the message.');
  return pressInMessage(desk, { input, message, control });
}

export async function runCommand({ state, courier }: Desk, line: CommandLine): Promise<Delivery> {
  const responseUrl = issueResponseUrl(state, { channel: line.channelId, userId: line.userId });
  const triggerId = issueTrigger(state, line.userId);
  const delivery = await courier.sendCommand(slashCommand(state, line, { triggerId, responseUrl }));
  const text = delivery.body?.['text'];
  const answered = delivery.outcome === 'acked' && typeof text === 'string';
  // Text in the acknowledgement is the answer, for the asker only [documented]; failures are told the same way. [guess]
  if (answered || delivery.outcome !== 'acked') {
    const told = answered ? text : `${line.command} failed. ${delivery.reason}`;
    const everyone = answered && delivery.body?.['response_type'] === 'in_channel';
    const user = state.options.app.botUserId;
    postMessage(state, { channel: line.channelId, user, text: told, onlyFor: everyone ? undefined : line.userId });
  }
  return delivery;
}

export interface ShortcutInput {
  userId: string;
  channelId: string;
  messageTs: string;
  callbackId: string;
}

/** A person chooses one of the app's shortcuts in the menu of a message. */
export function runShortcut({ state, courier }: Desk, input: ShortcutInput): Promise<Delivery> {
  const message = findMessage(state, input.channelId, input.messageTs);
  if (!message) return refused('That message is not there any more.');
  const responseUrl = issueResponseUrl(state, { channel: input.channelId, userId: input.userId });
  const triggerId = issueTrigger(state, input.userId);
  return courier.sendInteraction(messageShortcut(state, { ...input, triggerId }, { message, responseUrl }));
}

function pressInMessage(
  desk: Desk,
  found: { input: PressInput; message: Message; control: Pressable },
): Promise<Delivery> {
  const { state, courier } = desk;
  const { input, message, control } = found;
  const responseUrl = issueResponseUrl(state, {
    channel: message.channel,
    userId: input.userId,
    messageTs: message.ts,
    threadTs: message.threadTs,
  });
  const action = toAction(control, state.nextTs(), input.value);
  const triggerId = issueTrigger(state, input.userId);
  return courier.sendInteraction(
    messagePress(state, { userId: input.userId, action, triggerId }, { message, responseUrl }),
  );
}

function pressInView(desk: Desk, input: PressedControl & { viewId: string; values?: FormValues }): Promise<Delivery> {
  const { state, courier } = desk;
  const view = findView(state, { id: input.viewId });
  const control = view && findPressable(view.payload.blocks, input.actionId, input.blockId);
  if (!view || !control) return refused('That button is not there any more.');
  const action = toAction(control, state.nextTs(), input.value);
  const triggerId = issueTrigger(state, input.userId, isModal(view) ? view.id : undefined);
  const values = toStateValues(view.payload.blocks, input.values ?? {});
  return courier.sendInteraction(viewPress(state, { userId: input.userId, action, triggerId }, { view, values }));
}

/** A client that missed an update still shows, and can press, the buttons of before. [guess] */
function findInMessage(message: Message, input: PressInput): Pressable | undefined {
  const versions: Block[][] = [message.blocks, ...message.earlierBlocks.toReversed()];
  for (const blocks of versions) {
    const control = findPressable(blocks, input.actionId, input.blockId);
    if (control) return control;
  }
  return undefined;
}

function isModal(view: View): boolean {
  return view.payload.type === 'modal';
}

function refused(reason: string): Promise<Delivery> {
  return Promise.resolve({ outcome: 'refused', via: 'none', reason, milliseconds: 0 });
}
