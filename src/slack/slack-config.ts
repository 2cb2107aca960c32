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
  /** Ids of people (U...) and user groups (S...) that may decide. Empty: every full member of the channel. */
  approvers: readonly string[];
  /** The same where money or access moves. Empty: the approvers. */
  moneyApprovers?: readonly string[];
  /** Who may pause Deskhand and is called when nobody decides. Empty: those who decide about money. */
  leads?: readonly string[];
  /** Money and access only by people whom an administrator has linked to an agent of the helpdesk. */
  linkRequired?: boolean;
}
