import { z } from 'zod';
import type { Block } from './block-schema.ts';
import type { ViewPayload } from './view-schema.ts';

export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof jsonObject>;

export const metadataSchema = z.object({ event_type: z.string().min(1), event_payload: jsonObject });

/** Messages and views are never changed in place: a change puts a new record in the old one's stead. */
export interface Message {
  ts: string;
  channel: string;
  user: string;
  fromApp: boolean;
  text: string;
  blocks: Block[];
  /** False when the sender said that the text is not mrkdwn. */
  mrkdwn: boolean;
  metadata?: z.infer<typeof metadataSchema> | undefined;
  threadTs?: string | undefined;
  broadcast?: boolean | undefined;
  edited?: string | undefined;
  /** The one person who sees it; absent for ordinary messages. */
  onlyFor?: string | undefined;
  /** What the message showed before: a client that missed an update still presses these. */
  earlierBlocks: Block[][];
}

export interface View {
  id: string;
  userId: string;
  hash: string;
  rootId: string;
  previousId?: string | undefined;
  payload: ViewPayload;
}

const changeKinds = [
  'message_posted',
  'message_updated',
  'message_deleted',
  'ephemeral_posted',
  'ephemeral_deleted',
  'view_opened',
  'view_pushed',
  'view_updated',
  'view_closed',
  'home_published',
] as const;

/** One accepted write, in the order of acceptance; checkers count these. */
export interface Change {
  kind: (typeof changeKinds)[number];
  at: number;
  message?: Message;
  view?: View;
}

export interface CallRecord {
  method: string;
  args: JsonObject;
  token: 'bot' | 'app' | 'none' | 'wrong';
  at: number;
  /** "ok", Slack's error name, or what the fault did. */
  outcome: string;
}
