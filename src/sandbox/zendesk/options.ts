import type { Audit, Comment, NewFile, Ticket, TicketStatus, User } from './entities.ts';
import type { FaultSettings } from './faults.ts';

/** Fields of ours are named by their key: `{ fields: { intent: 'ai_intent__order_status' } }`. */
export type AgentChange = {
  status?: TicketStatus;
  tags?: string[];
  requesterId?: number;
  emailCcIds?: number[];
  assigneeId?: number | null;
  groupId?: number | null;
  fields?: Record<string, string | null>;
};

export type CustomerReply = {
  text: string;
  /** Somebody in copy; the requester when left out. */
  from?: { name: string; email: string };
  attachments?: NewFile[];
};

export type ZendeskOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  account: { subdomain: string; accountId: number };
  agents: AgentOption[];
  endUsers: { name: string; email: string; locale: string; verified: boolean; tags?: string[] }[];
  groups: string[];
  articles: ArticleOption[];
  oauthClients: OauthClientOption[];
  /** Legacy `email/token` access; leave out and Basic is refused, as on accounts created since July 2026. */
  apiToken?: string;
  webhook?: WebhookTarget;
  /** Labels of the "Deskhand intent" field; its option values are `ai_intent__<label>`. */
  intentLabels?: string[];
  /** Offered on the page to whoever does not know what to write. */
  ideas?: { label: string; name: string; email: string; subject: string; text: string }[];
  /** Milliseconds since 1970. */
  clock?: () => number;
  limits?: Partial<Limits>;
  delivery?: Partial<DeliveryTiming>;
  /** Whether `comment_added` accompanies `created`. Not established for Zendesk, so off unless asked for. */
  firstCommentEvent?: boolean;
};

export type AgentOption = {
  id?: number;
  name: string;
  email: string;
  role?: 'agent' | 'admin';
  groups?: string[];
  /** The user Deskhand acts as; OAuth clients act as this one unless they name another. */
  isBot?: boolean;
};

export type ArticleOption = {
  id: number;
  title: string;
  section: string;
  category: string;
  locale: string;
  visibility: 'public' | 'staff';
  draft: boolean;
  /** ISO 8601. */
  updatedAt: string;
  labels: string[];
  html: string;
};

export type OauthClientOption = {
  clientId: string;
  clientSecret: string;
  scopes: string[];
  /** E-mail of the agent who created the client. */
  actsAs?: string;
  /** As if an agent had allowed the client: a first refresh token, good once. */
  refreshToken?: string;
  /** How long its tokens really work, whatever they say: 0 for a client whose tokens are revoked at once. */
  lifeSeconds?: number;
};

export type WebhookTarget = { endpoint: string; secret: string };

export type Limits = {
  requestsPerMinute: number;
  ticketUpdatesPerMinute: number;
  updatesPerTicketPerTenMinutes: number;
};

export type DeliveryTiming = { timeoutMs: number; retryDelayMs: number };

/** One accepted change of a ticket, in the order in which it happened. */
export type Write = {
  sequence: number;
  at: number;
  kind: 'ticket.created' | 'ticket.updated';
  source: 'api' | 'page' | 'customer' | 'trigger';
  ticketId: number;
  actorId: number;
  audit: Audit;
};

export type RequestRecord = {
  at: number;
  method: string;
  path: string;
  status: number;
  auth: 'bearer' | 'basic' | 'none';
  /** The narrowest scope that lets the call in; null when it was refused before that was looked at. */
  scope: string | null;
  ms: number;
};

export type Notice =
  | { kind: 'ticket'; ticketId: number; write: Write }
  | { kind: 'article'; articleId: number }
  | { kind: 'delivery'; deliveryId: string }
  | { kind: 'faults' };

export type CustomerMessage = {
  name: string;
  email: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: NewFile[];
};

export type SuspendedMessage = { name: string; email: string; subject: string; text: string; causeId: number };

export type ZendeskSandbox = {
  url: string;
  port: number;
  close(): Promise<void>;
  createTicketAsCustomer(message: CustomerMessage): Ticket;
  addCustomerComment(ticketId: number, comment: CustomerReply): Comment;
  addAgentComment(ticketId: number, comment: { agentId: number; text: string; public: boolean }): Comment;
  ticket(id: number): Ticket | undefined;
  /** What an agent does on the ticket's page besides writing. */
  changeAsAgent(ticketId: number, agentId: number, change: AgentChange): void;
  /** Ends the first ticket in the second, as an agent does it on the page. */
  merge(sourceId: number, targetId: number, agentId: number): void;
  /** A mail that Zendesk holds back: no ticket, no event. */
  suspendMail(message: SuspendedMessage): void;
  /** The delivery of the "test webhook" button, signed with the secret that everybody knows. */
  sendTestDelivery(endpoint: string): Promise<number>;
  users(): readonly User[];
  comments(id: number): Comment[];
  history(): readonly Write[];
  requests(): readonly RequestRecord[];
  setFaults(faults: FaultSettings): void;
  setWebhook(target: WebhookTarget): void;
  subscribe(listener: (notice: Notice) => void): () => void;
};
