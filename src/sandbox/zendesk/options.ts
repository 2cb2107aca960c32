import type { Audit, Comment, Ticket } from './entities.ts';
import type { FaultSettings } from './faults.ts';

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
  source: 'api' | 'page' | 'customer';
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
  ms: number;
};

export type Notice =
  | { kind: 'ticket'; ticketId: number; write: Write }
  | { kind: 'article'; articleId: number }
  | { kind: 'delivery'; deliveryId: string }
  | { kind: 'faults' };

export type CustomerMessage = { name: string; email: string; subject: string; text: string; html?: string };

export type ZendeskSandbox = {
  url: string;
  port: number;
  close(): Promise<void>;
  createTicketAsCustomer(message: CustomerMessage): Ticket;
  addCustomerComment(ticketId: number, comment: { text: string }): Comment;
  addAgentComment(ticketId: number, comment: { agentId: number; text: string; public: boolean }): Comment;
  ticket(id: number): Ticket | undefined;
  comments(id: number): Comment[];
  history(): readonly Write[];
  requests(): readonly RequestRecord[];
  setFaults(faults: FaultSettings): void;
  setWebhook(target: WebhookTarget): void;
  subscribe(listener: (notice: Notice) => void): () => void;
};
