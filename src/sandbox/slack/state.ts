import { randomBytes } from 'node:crypto';
import type { SlackChannelOptions, SlackOptions, SlackUserOptions } from './options.ts';
import type { CallRecord, Change, Message, View } from './records.ts';

export type Listener = (change: Change) => void;

export interface Trigger {
  userId: string;
  issuedAt: number;
  used: boolean;
  /** Set when the press came from a modal: only then may a view be pushed. */
  fromViewId?: string | undefined;
}

export interface ResponseTicket {
  channel: string;
  userId: string;
  messageTs?: string | undefined;
  threadTs?: string | undefined;
  uses: number;
  issuedAt: number;
}

/** Everything the pretend workspace remembers. It lives as long as the process and is never written down. */
export class SlackState {
  readonly options: SlackOptions;
  readonly now: () => number;
  readonly users = new Map<string, SlackUserOptions>();
  readonly channels = new Map<string, SlackChannelOptions>();
  readonly messages = new Map<string, Message>();
  readonly modals = new Map<string, View[]>();
  readonly homes = new Map<string, View>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseTickets = new Map<string, ResponseTicket>();
  readonly changes: Change[] = [];
  readonly calls: CallRecord[] = [];
  /** Known once the server listens; permalinks and response addresses start with it. */
  baseUrl = '';
  #listeners = new Set<Listener>();
  #lastMicros = 0;

  constructor(options: SlackOptions) {
    this.options = options;
    this.now = options.clock ?? Date.now;
    for (const user of [...options.users, botUser(options)]) this.users.set(user.id, user);
    for (const channel of options.channels) this.channels.set(channel.id, channel);
  }

  /** Unique and sortable as a string, like Slack's "seconds.micros". [documented] */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, this.now() * 1000);
    const digits = String(Math.floor(this.#lastMicros));
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  newId(prefix: string): string {
    return prefix + randomBytes(6).toString('hex').toUpperCase();
  }

  record(change: Omit<Change, 'at'>): void {
    const dated = { ...change, at: this.now() };
    this.changes.push(dated);
    for (const listener of this.#listeners) listener(dated);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function botUser({ app }: SlackOptions): SlackUserOptions {
  return { id: app.botUserId, name: app.name.toLowerCase(), realName: app.name, email: '', isBot: true };
}
