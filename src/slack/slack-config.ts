/** What the Slack door needs to know. Built by src/config.ts; nothing here reads the environment. */
export interface SlackConfig {
  botToken: string;
  /** For requests over HTTP; null when only Socket Mode is used. */
  signingSecret: string | null;
  /** For Socket Mode; when it is set, no HTTP endpoint is offered. */
  appToken: string | null;
  /** Ends with a slash, for example "https://slack.com/api/". */
  apiUrl: string;
  /** The id (not the name) of the channel where reviews are asked. */
  channel: string;
  /** Slack user ids that may decide. Empty: every full member of the channel. */
  approvers: readonly string[];
}
