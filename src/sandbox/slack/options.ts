/** Who is in the pretend workspace. Flags default to an ordinary, confirmed member. */
export interface SlackUserOptions {
  id: string;
  name: string;
  realName: string;
  email: string;
  /** Shown on the page beside the name, for example "team lead". */
  title?: string;
  isAdmin?: boolean;
  isGuest?: boolean;
  isSingleChannelGuest?: boolean;
  isBot?: boolean;
  isStranger?: boolean;
  deleted?: boolean;
  emailConfirmed?: boolean;
  /** Another company's team id for a Slack Connect stranger. */
  teamId?: string;
}

export interface SlackChannelOptions {
  id: string;
  name: string;
  isPrivate: boolean;
  members: string[];
  topic?: string;
  isArchived?: boolean;
  isExtShared?: boolean;
}

export interface SlackOptions {
  port?: number;
  team: { id: string; name: string };
  signingSecret: string;
  botToken: string;
  /** What the bot token may do; everything unless said otherwise. */
  botScopes?: string[];
  appToken: string;
  app: { id: string; botId: string; botUserId: string; name: string };
  users: SlackUserOptions[];
  channels: SlackChannelOptions[];
  userGroups?: { id: string; handle: string; users: string[] }[];
  /** Slash commands the page offers while somebody types "/". */
  commands?: { command: string; description: string }[];
  /** What the app offers in the menu of a message. */
  shortcuts?: { callbackId: string; name: string }[];
  /** Where interactions and events go over HTTP; without it they go over Socket Mode. */
  requestUrl?: string;
  /** Linked from the empty channel so that a newcomer knows where to write as a customer. */
  zendeskUrl?: string;
  clock?: () => number;
  /** One post a second and channel after a burst; on unless said otherwise. */
  rateLimit?: boolean;
  /** 3 s at Slack; tests shorten it. */
  ackTimeoutMs?: number;
  /** At once, one minute, five minutes at Slack; tests shorten it. */
  eventRetryDelaysMs?: number[];
}
